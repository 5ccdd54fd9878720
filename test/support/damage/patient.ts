import { expect } from 'vitest';
import { differences } from '../engine/compare-with-drawing.ts';
import { QUIET_MACHINE } from '../engine/drawings.ts';
import { buildGuest, type GuestOptions } from '../dump-builder/build-guest.ts';
import type { Guest } from '../dump-builder/guest.ts';
import { Random } from '../dump-builder/random.ts';
import { MemoryFile } from '../memory-file.ts';
import { knownTasks, score, type KnownTask, type Score } from './score.ts';
import { analyseOpen, type Outcome } from './specimen.ts';
import { PAGE, pagesOf, patchesFor, without, type WoundKind } from './wound-pages.ts';

/** A machine, the truth about it, and what its memory is made of. */
export interface Patient {
  readonly guest: Guest;
  readonly truth: readonly KnownTask[];
  readonly whole: Outcome;
  readonly bytes: Uint8Array;
}

/** A quiet machine of 4 MiB that is understood whole. */
export const patient = (options: GuestOptions = {}): Promise<Patient> =>
  admit(buildGuest(QUIET_MACHINE, { ramSize: 4 << 20, ...options }));

/** Analyses a machine whole; it must be read as it was drawn. */
export async function admit(guest: Guest): Promise<Patient> {
  const bytes = guest.elf();
  const whole = await analyseOpen(new MemoryFile(bytes));
  const { table, shape } = whole.snapshot;
  if (table === undefined || shape === undefined) throw new Error('The machine is not understood.');
  expect(differences(guest, table)).toEqual([]);
  return { guest, bytes, whole, truth: knownTasks(table, shape) };
}

/** Wounds a copy of the memory and compares what is still found with the truth. */
export async function wounded(
  { bytes, whole, truth }: Patient,
  kind: WoundKind,
  lost: readonly number[],
): Promise<Score> {
  const copy = bytes.slice();
  const place = (page: number): number => {
    const run = whole.runs.find(({ start, length }) => page >= start && page < start + length);
    return (run?.file ?? NaN) + page - (run?.start ?? NaN);
  };
  const read = (page: number) => bytes.subarray(place(page), place(page) + PAGE);
  const pages = pagesOf(whole.runs);
  for (const patch of patchesFor(kind, lost, pages, new Random(7), read, place))
    copy.set(patch.bytes, patch.offset);
  const outcome = await analyseOpen(
    new MemoryFile(copy),
    kind === 'missing' ? without(whole.runs, lost) : undefined,
  );
  const gone = new Set(lost);
  const isLost = (from: number, to: number): boolean =>
    Array.from({ length: Math.ceil(to / PAGE) - Math.floor(from / PAGE) }, (_, i) => i).some((i) =>
      gone.has((Math.floor(from / PAGE) + i) * PAGE),
    );
  return score(truth, outcome.snapshot.table, isLost);
}

/** The pages of one task. */
export const pagesOfTask = ({ truth, whole }: Patient, pid: number): number[] =>
  pagesOf(whole.runs).filter((page) =>
    truth.some((task) => task.pid === pid && page < task.to && page + PAGE > task.from),
  );

/** Everything that survives is found, nothing else, and less than one value in a hundred is wrong. */
export function expectSound({ missed, false: strangers, wrong, shown }: Score): void {
  expect(missed).toEqual([]);
  expect(strangers).toEqual([]);
  expect(wrong.length, wrong.slice(0, 5).join('\n')).toBeLessThan(shown / 100);
}
