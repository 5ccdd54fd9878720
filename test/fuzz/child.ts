/** The process in which inputs run; see `supervisor.ts` for the other side. */
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { countBranches } from './coverage/hooks.ts';
import { fuzz, type Find, type Report } from './loop.ts';
import { judge, type Verdict } from './target.ts';
import { loadTarget } from './targets/index.ts';

export interface ChildSetup {
  readonly target: string;
  /** Fuzz from this number on; undefined: run the inputs that are sent, without counting branches. */
  readonly seed?: number;
  readonly folder: string;
}

/** What the supervisor sends. */
export type Order = { readonly type: 'run'; readonly bytes: Uint8Array } | { readonly type: 'end' };

export type Reply =
  Report | Find | { readonly type: 'ready' } | { readonly type: 'verdict'; readonly verdict: Verdict };

const say = (message: Reply): void => {
  process.send?.(message);
};

// Our own supervisor wrote it.
const setup = JSON.parse(process.argv[2] ?? '{}') as ChildSetup;
// What else goes wrong in this process belongs to the input that runs, and ends it.
const current = openSync(join(setup.folder, 'current', setup.target), 'w');
let over = false;

if (setup.seed === undefined) {
  const target = await loadTarget(setup.target);
  process.on('message', (order: Order) => {
    if (order.type === 'end') {
      target.close?.();
      process.exit();
    }
    void judge(target, order.bytes).then((verdict) => {
      say({ type: 'verdict', verdict });
    });
  });
  say({ type: 'ready' });
} else {
  const counters = countBranches(join(setup.folder, 'instrumented'));
  const target = await loadTarget(setup.target);
  process.on('message', () => (over = true));
  say({ type: 'ready' });
  await fuzz(target, counters, {
    seed: setup.seed,
    corpus: join(setup.folder, 'corpus', setup.target),
    current,
    isOver: () => over,
    say,
  });
  target.close?.();
  process.disconnect();
}
