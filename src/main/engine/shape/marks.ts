import type { Columns } from '../kernel/columns.ts';

/** Words below this are numbers, also where they lead somewhere. */
const SMALLEST_POINTER = 0x1_0000;
const TWO32 = 0x1_0000_0000;

/**
 * A word that most objects of a kind have in common, not zero: the same value, their own address plus a constant, or a
 * pointer to something of their own.
 */
export type Mark = { readonly offset: number } & (
  | { readonly kind: 'value'; readonly hi: number; readonly lo: number }
  | { readonly kind: 'relative'; readonly distance: number }
  | { readonly kind: 'pointer' }
);

/** The words that this share of the objects have in common. `pointers`: whether pointers to their own count. */
export function findMarks(columns: Columns, share: number, pointers: boolean): Mark[] {
  const marks: Mark[] = [];
  for (const offset of columns.offsets()) {
    const mark = commonWord(columns, offset, columns.rows * share, pointers);
    if (mark !== undefined) marks.push(mark);
  }
  return marks;
}

function commonWord(columns: Columns, offset: number, enough: number, pointers: boolean): Mark | undefined {
  const { lo, hi } = columns.words(offset);
  const targets = columns.targets(offset);
  const relative = new Map<number, number>();
  const absolute = new Map<number, { row: number; count: number }>();
  for (let row = 0; row < columns.rows; row++) {
    const low = lo[row] ?? 0;
    const high = hi[row] ?? 0;
    if (low === 0 && high === 0) continue;
    const distance = (targets[row] ?? NaN) - (columns.bases[row] ?? NaN);
    if (!Number.isNaN(distance)) relative.set(distance, (relative.get(distance) ?? 0) + 1);
    const key = high * TWO32 + low;
    const seen = absolute.get(key);
    if (seen === undefined) absolute.set(key, { row, count: 1 });
    else seen.count++;
  }
  for (const [distance, count] of relative) {
    if (count >= enough) return { offset, kind: 'relative', distance };
  }
  for (const { row, count } of absolute.values()) {
    if (count >= enough) return { offset, kind: 'value', hi: hi[row] ?? 0, lo: lo[row] ?? 0 };
  }
  if (!pointers) return undefined;
  const mark: Mark = { offset, kind: 'pointer' };
  const isBorne = bearing(columns, mark);
  return lo.reduce((count, _, row) => count + Number(isBorne(row)), 0) >= enough ? mark : undefined;
}

/** Tells which of the objects bear a mark. */
export function bearing(columns: Columns, mark: Mark): (row: number) => boolean {
  const { offset } = mark;
  switch (mark.kind) {
    case 'value': {
      const { lo, hi } = columns.words(offset);
      return (row) => lo[row] === mark.lo && hi[row] === mark.hi;
    }
    case 'relative': {
      const targets = columns.targets(offset);
      return (row) => targets[row] === (columns.bases[row] ?? NaN) + mark.distance;
    }
    case 'pointer': {
      const { lo, hi } = columns.words(offset);
      const targets = columns.targets(offset);
      return (row) => !Number.isNaN(targets[row]) && (hi[row] !== 0 || (lo[row] ?? 0) >= SMALLEST_POINTER);
    }
  }
}
