/** Where each piece of a rearranged file lies in the flattened one: ascending, disjoint pieces as columns. */
export interface FlatIndex {
  readonly count: number;
  /** Offset in the rearranged file. */
  readonly start: Float64Array;
  readonly length: Float64Array;
  /** Offset in the flattened file. */
  readonly place: Float64Array;
}

/** Records in the order they were written. */
export interface FlatRecords {
  readonly count: number;
  readonly start: Float64Array;
  readonly length: Float64Array;
  readonly place: Float64Array;
}

/** Sorts the records; where several write the same bytes the last one counts, as it does when the file is rearranged. */
export function indexRecords(records: FlatRecords): FlatIndex {
  const { count, start, length, place } = records;
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  order.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
  const sorted = {
    count,
    start: Float64Array.from(order, (i) => start[i] ?? 0),
    length: Float64Array.from(order, (i) => length[i] ?? 0),
    place: Float64Array.from(order, (i) => place[i] ?? 0),
  };
  return overlaps(sorted) ? paint(records) : sorted;
}

function overlaps({ count, start, length }: FlatIndex): boolean {
  for (let i = 1; i < count; i++)
    if ((start[i - 1] ?? 0) + (length[i - 1] ?? 0) > (start[i] ?? 0)) return true;
  return false;
}

/**
 * Cuts all records at all borders and gives each piece to its last writer: records are painted last to first, and a
 * painted piece is skipped from then on by a link to the next unpainted one.
 */
function paint({ count, start, length, place }: FlatRecords): FlatIndex {
  const borders = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    borders[2 * i] = start[i] ?? 0;
    borders[2 * i + 1] = (start[i] ?? 0) + (length[i] ?? 0);
  }
  borders.sort();
  const pieces = borders.filter((border, i) => i === 0 || border !== borders[i - 1]);
  const owner = new Int32Array(pieces.length).fill(-1);
  const next = Uint32Array.from({ length: pieces.length + 1 }, (_, i) => i);
  const unpainted = (from: number): number => {
    let at = from;
    while (next[at] !== at) {
      next[at] = next[next[at] ?? 0] ?? 0;
      at = next[at] ?? 0;
    }
    return at;
  };
  for (let i = count - 1; i >= 0; i--) {
    const end = (start[i] ?? 0) + (length[i] ?? 0);
    for (
      let at = unpainted(find(pieces, start[i] ?? 0));
      (pieces[at] ?? Infinity) < end;
      at = unpainted(at)
    ) {
      owner[at] = i;
      next[at] = at + 1;
    }
  }
  const kept = Array.from(owner.keys()).filter((at) => (owner[at] ?? -1) >= 0);
  return {
    count: kept.length,
    start: Float64Array.from(kept, (at) => pieces[at] ?? 0),
    length: Float64Array.from(kept, (at) => (pieces[at + 1] ?? 0) - (pieces[at] ?? 0)),
    place: Float64Array.from(kept, (at) => {
      const record = owner[at] ?? 0;
      return (place[record] ?? 0) + (pieces[at] ?? 0) - (start[record] ?? 0);
    }),
  };
}

/** The last entry that is not above `value`; −1 when all are. */
export function find(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
