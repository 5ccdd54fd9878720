import type { SessionSnapshot } from '../../src/shared/api.ts';
import { failure } from '../../src/shared/errors.ts';
import { say } from '../../src/shared/i18n/sentence.ts';
import type { Session, SessionOptions } from '../../src/main/engine/session/session.ts';

/**
 * A session without an engine. Its path says how it behaves:
 * `bytes` answers reads with counted bytes; `busy` computes without reading messages until it is cancelled;
 * `crash` throws outside any promise; `reject` rejects its run; `refuse` fails every question; `flood` reports progress 1000 times.
 */
export function openStubSession(options: SessionOptions): Session {
  const snapshot: SessionSnapshot = {
    session: options.id,
    path: options.displayPath ?? options.path,
    progress: { stage: 'open', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
    timings: [],
    finished: false,
  };
  const block = Uint8Array.from({ length: 4096 }, (_, at) => at & 0xff);
  const finish = (): void => {
    options.onEvent({
      type: 'changed',
      session: options.id,
      changes: { finished: true, timings: [{ stage: 'done', milliseconds: 1, bytesRead: 0 }] },
    });
  };
  return {
    run: () => run(options, finish),
    selectKernel: () => Promise.resolve(),
    analyseAgain: () => {
      options.onEvent({ type: 'restarted', session: options.id });
      return run(options, finish);
    },
    keep: () => Promise.resolve(),
    cancel: () => undefined,
    snapshot: () => snapshot,
    read: (_space, address, length) => {
      if (options.path.endsWith('refuse')) {
        throw failure('address-unmapped', say('failure.nothingAt.file', { address: String(address) }), {
          file: options.path,
          offset: 7,
          expected: say('expected.dump'),
          remedy: say('remedy.info'),
        });
      }
      const start = Number(address % 256n);
      return { bytes: block.subarray(start, start + length), holes: [[1, 2]] };
    },
    locate: (_space, address) => ({ virtual: address, physical: 4096, file: 12 }),
    segments: () => [{ start: 0xffff_8880_0000_0000n, length: 4096, label: 'direct map' }],
    describeTask: (row) => ({ row, fields: [], unknown: [] }),
    pinField: () => undefined,
    search: (search) => {
      options.onEvent({
        type: 'searched',
        session: options.id,
        report: { search, done: 1, total: 1, fresh: Float64Array.of(4096), finished: true, capped: false },
      });
    },
    cancelSearch: () => undefined,
    fingerprint: () => undefined,
    close: () => undefined,
  };
}

async function run(options: SessionOptions, finish: () => void): Promise<void> {
  const { id, path, onEvent, cancelFlag } = options;
  await Promise.resolve();
  if (path.endsWith('crash')) {
    setTimeout(() => {
      throw new Error('the stub crashed as asked');
    }, 5);
    return;
  }
  if (path.endsWith('reject')) throw new Error('the stub rejected as asked');
  if (path.endsWith('busy')) {
    onEvent({
      type: 'progress',
      session: id,
      progress: { stage: 'shape', done: 1, total: 2, bytesPerSecond: 3, tasks: 0 },
    });
    const end = Date.now() + 20_000;
    while (cancelFlag !== undefined && Atomics.load(cancelFlag, 0) === 0 && Date.now() < end);
  }
  if (path.endsWith('flood')) {
    for (let done = 0; done < 1000; done++) {
      onEvent({
        type: 'progress',
        session: id,
        progress: { stage: 'locate', done, total: 1000, bytesPerSecond: 0, tasks: 0 },
      });
    }
  }
  finish();
}
