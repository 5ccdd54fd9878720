import { say, type Sentence } from '../../../shared/i18n/sentence.ts';

/** A range of guest-physical memory as a format found it described in the file. */
export interface FileRun {
  /** Guest-physical address of the first byte. */
  readonly start: number;
  /** Bytes. */
  readonly length: number;
  /** File offset of the first byte. */
  readonly file: number;
}

export interface NormalisedRuns {
  /** Ascending and disjoint in memory, disjoint in the file; touching runs are apart in the file. */
  readonly runs: readonly FileRun[];
  /** What had to be cut, in words. */
  readonly notices: readonly Sentence[];
}

const isSane = (run: FileRun): boolean =>
  Number.isSafeInteger(run.start) &&
  Number.isSafeInteger(run.length) &&
  Number.isSafeInteger(run.file) &&
  run.start >= 0 &&
  run.file >= 0 &&
  run.length > 0 &&
  Number.isSafeInteger(run.start + run.length);

/** The run without its first `bytes`. */
const dropFront = (run: FileRun, bytes: number): FileRun => ({
  start: run.start + bytes,
  length: run.length - bytes,
  file: run.file + bytes,
});

/** Sorts by one coordinate and cuts from each run what an earlier one already covers. */
function separate(runs: readonly FileRun[], by: 'start' | 'file'): { runs: FileRun[]; cut: number } {
  // Array sorting is stable: of two runs that begin together the one listed first wins.
  const sorted = [...runs].sort((a, b) => a[by] - b[by]);
  const kept: FileRun[] = [];
  let end = 0;
  let cut = 0;
  for (const run of sorted) {
    const covered = Math.max(0, Math.min(run.length, end - run[by]));
    if (covered > 0) cut += covered;
    if (covered < run.length) kept.push(covered === 0 ? run : dropFront(run, covered));
    end = Math.max(end, run[by] + run.length);
  }
  return { runs: kept, cut };
}

function mergeTouching(runs: readonly FileRun[]): FileRun[] {
  const merged: FileRun[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (
      last !== undefined &&
      last.start + last.length === run.start &&
      last.file + last.length === run.file
    ) {
      merged[merged.length - 1] = { ...last, length: last.length + run.length };
    } else merged.push(run);
  }
  return merged;
}

/**
 * Puts the runs of a file in order: sorts them, cuts them to the file, resolves overlaps (the run that begins first
 * keeps the bytes; of two that begin together the one listed first), merges runs that continue each other in memory
 * and in the file.
 *
 * A byte of the file serves one address only, so that file offset and address can be turned into each other and
 * hostile headers cannot make memory larger than the file.
 */
export function normaliseRuns(described: readonly FileRun[], fileSize: number): NormalisedRuns {
  const notices: Sentence[] = [];
  const sane = described.filter(isSane);
  if (sane.length < described.length) {
    notices.push(say('notice.impossible', { ranges: described.length - sane.length }));
  }

  let missing = 0;
  const inFile: FileRun[] = [];
  for (const run of sane) {
    const length = Math.min(run.length, Math.max(0, fileSize - run.file));
    missing += run.length - length;
    if (length > 0) inFile.push(length === run.length ? run : { ...run, length });
  }
  if (missing > 0) {
    notices.push(say('notice.cutOff', { bytes: missing }));
  }

  const inMemory = separate(inFile, 'start');
  if (inMemory.cut > 0) {
    notices.push(say('notice.overlap', { bytes: inMemory.cut }));
  }
  const distinct = separate(inMemory.runs, 'file');
  if (distinct.cut > 0) {
    notices.push(say('notice.claimedTwice', { bytes: distinct.cut }));
  }
  distinct.runs.sort((a, b) => a.start - b.start);
  return { runs: mergeTouching(distinct.runs), notices };
}
