import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import type { SessionSnapshot } from '../../../src/shared/api.ts';
import type { SearchReport } from '../../../src/shared/search.ts';
import { PATIENCE, type Target } from '../target.ts';
import { ACT_COUNT, inflictProgram, INSTRUCTION } from './damage-program.ts';
import { machine, MACHINE_COUNT } from './machines.ts';
import { checkSound } from './sound.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { moveFields, read32, searchAll, useAll } from './use-session.ts';

/** Machine, how it is used, when it is cancelled, what else is read; then instructions. */
const HEAD = 4;
const USE = { elf: 1, cut: 2, twice: 4, cancel: 8 } as const;
/** Without a break for longer than this the session answers nobody; CPU seconds. */
const MAX_GAP = 1;
const TICK_MS = 5;

/** The whole engine on a drawn machine that a program of damage has been let loose on. */
export function engine(): Target {
  const folder = temporaryFolder();
  const path = join(folder.path, 'memory.dump');
  return {
    covers: [
      'src/main/engine/kernel/',
      'src/main/engine/shape/',
      'src/main/engine/tasks/',
      'src/main/engine/session/',
    ],
    seeds: seeds(),
    patience: ([, use = 0]) => ((use & USE.twice) === 0 ? PATIENCE : 2 * PATIENCE),
    records: { head: HEAD, size: INSTRUCTION },
    close: folder.remove,
    run: async (input) => {
      const [which = 0, use = 0, when = 0, seed = 0] = input;
      const guest = machine(which);
      inflictProgram(guest, input.subarray(HEAD));
      const { elf, cut } = USE;
      const bytes =
        (use & elf) === 0
          ? guest.memory.bytes
          : guest.elf({ segments: 1 + (when % 4), reversed: when > 127 });
      // The file before may still be mapped: it keeps its own bytes.
      rmSync(path, { force: true });
      writeFileSync(path, (use & cut) === 0 ? bytes : bytes.subarray(0, bytes.length * ((1 + seed) / 256)));
      const first = await analyse(path, (use & USE.cancel) === 0 ? undefined : when / 8, seed);
      if ((use & USE.twice) !== 0 && (use & USE.cancel) === 0) {
        const second = await analyse(path, undefined, seed);
        if (!isDeepStrictEqual(resultOf(first), resultOf(second)))
          throw new Error('the same dump gives two different results');
      }
      return first.problem?.code ?? 'done';
    },
  };
}

const resultOf = ({ table, shape, problem }: SessionSnapshot): unknown => ({ table, shape, problem });

function seeds(): Uint8Array[] {
  const all: Uint8Array[] = [];
  for (let which = 0; which < MACHINE_COUNT; which++) {
    all.push(Uint8Array.of(which, which % 2, 0, 255), Uint8Array.of(which, USE.cancel, 9 * which, 255));
    for (let act = 0; act < ACT_COUNT; act++)
      all.push(
        Uint8Array.of(which, act % 8, 200, 250, act, act + which, which + 3, act * 3, act + 4, 90, act, 23),
      );
  }
  return all;
}

async function analyse(
  path: string,
  cancelAfter: number | undefined,
  seed: number,
): Promise<SessionSnapshot> {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  const reports: SearchReport[] = [];
  const session = openSession({
    id: 'fuzzed',
    path,
    cancelFlag,
    onEvent: (event) => {
      if (event.type === 'searched') reports.push(event.report);
    },
  });
  const watch = new GapWatch();
  let timer: NodeJS.Timeout | undefined;
  let cancelledAt: NodeJS.CpuUsage | undefined;
  if (cancelAfter !== undefined)
    timer = setTimeout(() => {
      cancelFlag[0] = 1;
      cancelledAt = process.threadCpuUsage();
    }, cancelAfter);
  try {
    await session.run();
    if (cancelledAt !== undefined && secondsSince(cancelledAt) > 1)
      throw new Error('cancelling took a second');
    watch.stop();
    const snapshot = session.snapshot();
    checkSound(snapshot, (address, bigEndian) => read32(session, address, bigEndian));
    useAll(session, snapshot, seed);
    await searchAll(session, snapshot, reports);
    moveFields(session, seed);
    return snapshot;
  } finally {
    watch.stop();
    clearTimeout(timer);
    session.close();
  }
}

const secondsSince = (start: NodeJS.CpuUsage): number => {
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1e6;
};

/** Notices when the thread computes without letting others in. */
class GapWatch {
  #last = process.threadCpuUsage();
  #longest = 0;
  readonly #timer = setInterval(() => {
    this.#look();
  }, TICK_MS);

  #look(): void {
    this.#longest = Math.max(this.#longest, secondsSince(this.#last));
    this.#last = process.threadCpuUsage();
  }

  stop(): void {
    this.#look();
    clearInterval(this.#timer);
    if (this.#longest > MAX_GAP) throw new Error('the analysis computed for a second without a break');
  }
}
