import { ROW_BYTES } from './segment-map.ts';
import type { Part, PartMap } from './shape-parts.ts';

/** A named run of bytes at a place in the space that is shown. */
export interface Span {
  readonly part: Part;
  /** The task it belongs to. */
  readonly row: number;
  readonly start: bigint;
}

/** Columns [from, to) of one line. */
export interface LineSpan extends Span {
  readonly from: number;
  readonly to: number;
  /** Where a pointer leads, in words. */
  readonly leadsTo?: string;
}

/** Identifies a span across lines and panes: a field of a task, by part. */
export const spanKey = (row: number, partName: string): string => `${String(row)}/${partName}`;

/** The spans of one task that overlap the line at `address`. */
export function spansOfTask(
  map: PartMap,
  row: number,
  start: bigint,
  address: bigint,
  rowBytes = ROW_BYTES,
): Span[] {
  const first = Number(address - start); // offset of the line's first byte in the struct
  const spans: Span[] = [];
  for (const part of map.parts) {
    if (part.offset >= first + rowBytes) break;
    if (part.offset + part.size > first) spans.push({ part, row, start: start + BigInt(part.offset) });
  }
  return spans;
}

/** Cuts spans to the line. Where spans overlap, as in a mistaken shape, the one listed first keeps the bytes. */
export function cutToLine(spans: readonly Span[], address: bigint, rowBytes = ROW_BYTES): LineSpan[] {
  const owner = new Int16Array(rowBytes).fill(-1);
  spans.forEach((span, index) => {
    const from = Math.max(0, Number(span.start - address));
    const to = Math.min(rowBytes, Number(span.start - address) + span.part.size);
    for (let column = from; column < to; column++) if (owner[column] === -1) owner[column] = index;
  });
  const out: LineSpan[] = [];
  for (let from = 0; from < rowBytes;) {
    const index = owner[from] ?? -1;
    let to = from + 1;
    while (to < rowBytes && owner[to] === index) to++;
    const span = spans[index];
    if (span !== undefined) out.push({ ...span, from, to });
    from = to;
  }
  return out;
}
