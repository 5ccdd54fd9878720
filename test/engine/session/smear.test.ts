import { describe, expect, test, vi } from 'vitest';
import type { TaskShape } from '../../../src/shared/shape.ts';
import { isDisputed, isHidden, type TaskTable } from '../../../src/shared/task-table.ts';
import { laterPieces, SMEARS } from '../../support/damage/compose.ts';
import { momentOf } from '../../support/damage/moment.ts';
import { knownTasks, type KnownTask } from '../../support/damage/score.ts';
import { scoreSmear } from '../../support/damage/score-smear.ts';
import { analyseOpen } from '../../support/damage/specimen.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { Random } from '../../support/dump-builder/random.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { QUIET_MACHINE } from '../../support/engine/drawings.ts';
import { MemoryFile } from '../../support/memory-file.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Tasks that end between the two moments, and tasks that are started between them: processes, threads, kernel threads. */
const ENDING = [410, 411, 412, 413, 414, 431, 180, 181];
const STARTING = [420, 421, 422, 423, 424, 432, 190, 191];
const jobs = [...ENDING, ...STARTING].filter((pid) => pid > 400 && pid < 430);
const workers = [...ENDING, ...STARTING].filter((pid) => pid < 200);
/** The process whose threads come and go. */
const GROUP = [400, 430, 431, 432];
const DRAWING =
  QUIET_MACHINE.replace(
    '    init 1\n',
    `    init 1\n      shell 400 uid=1000 gid=1000 threads=stays:430,ends:431,starts:432\n${jobs
      .map((pid) => `        job ${pid} ${pid % 2 === 0 ? '' : 'uid=1001 gid=1001'}\n`)
      .join('')}`,
  ) + workers.map((pid) => `\n      kworker/u${pid} ${pid}`).join('');

interface Understood {
  readonly table: TaskTable;
  readonly shape: TaskShape;
}

/** What was read of a machine while it ran on: the first moment's memory with pieces of the second. */
async function analyseSmeared(guest: Guest, pieces: readonly [number, number][]): Promise<Understood> {
  const bytes = momentOf(guest, STARTING, 'is not born yet');
  const later = momentOf(guest, ENDING, 'has ended');
  for (const [start, end] of pieces) bytes.set(later.subarray(start, end), start);
  const here = guest.memory.bytes.slice();
  guest.memory.bytes.set(bytes);
  const { snapshot, log } = await analyseOpen(new MemoryFile(guest.elf()));
  guest.memory.bytes.set(here);
  const { table, shape } = snapshot;
  if (table === undefined || shape === undefined) throw new Error(log.join('\n'));
  return { table, shape };
}

async function truthOf(guest: Guest, pieces: readonly [number, number][]): Promise<KnownTask[]> {
  const { table, shape } = await analyseSmeared(guest, pieces);
  return knownTasks(table, shape);
}

const rowsOf = (table: TaskTable): readonly number[] => Array.from({ length: table.count }, (_, row) => row);

describe.each([
  { name: '6.1', options: {} },
  { name: '4.4', options: { model: KERNEL_MODELS['4.4'] } },
  {
    name: '6.12, 32-bit big-endian',
    options: { model: KERNEL_MODELS['6.12'], wordSize: 4, byteOrder: 'big' } as const,
  },
])('a $name machine that ran while it was read', ({ options }) => {
  const draw = (seed: number): Guest => buildGuest(DRAWING, { ramSize: 6 << 20, seed, ...options });

  test.each([
    { moment: 'first', absent: STARTING, pieces: (): [number, number][] => [] },
    { moment: 'second', absent: ENDING, pieces: (size: number): [number, number][] => [[0, size]] },
  ])('is drawn rightly at the $moment moment', async ({ absent, pieces }) => {
    const guest = draw(1);
    const { table } = await analyseSmeared(guest, pieces(guest.memory.bytes.length));
    // Nothing but the tasks that do not live then, and the number of threads of the one group that changes.
    expect(
      differences(guest, table, [
        ...absent.map((pid) => `${pid} missing`),
        ...GROUP.map((pid) => `${pid} threads`),
      ]),
    ).toEqual([]);
    expect(rowsOf(table).filter((row) => isHidden(table, row))).toEqual([]);
  });

  test.each(SMEARS)('%s: nothing is lost that both moments have, nor accused', async (smear) => {
    let disputes = 0;
    for (const seed of [1, 2, 3]) {
      const guest = draw(seed);
      const size = guest.memory.bytes.length;
      const first = await truthOf(guest, []);
      const second = await truthOf(guest, [[0, size]]);
      const pieces = laterPieces(smear, size, new Random(seed));
      const { table } = await analyseSmeared(guest, pieces);
      const result = scoreSmear(first, second, table);
      expect(result.missed).toEqual([]);
      expect(result.false).toEqual([]);
      expect(result.wrong.length, result.wrong.join('\n')).toBeLessThan(result.shown / 100);
      const accused = rowsOf(table).filter((row) => isHidden(table, row));
      // Where all of one structure is of one moment and all others of the other, it looks as if somebody hid them.
      if (smear === '1 MiB blocks') expect(result.passing).toEqual(expect.arrayContaining(accused));
      else expect(accused).toEqual([]);
      const disputed = rowsOf(table).filter((row) => isDisputed(table, row));
      expect(result.passing).toEqual(expect.arrayContaining(disputed));
      disputes += disputed.length;
    }
    // With pages of both moments side by side, structures disagree about what only some of them show.
    if (smear === 'random pages') expect(disputes).toBeGreaterThan(0);
  });
});
