import type { ReadResult } from '../../shared/api.ts';
import type { Part } from './shape-parts.ts';

/** One line of two structs side by side. */
export interface ComparedLine {
  readonly offset: number;
  /** Per byte of the line: true where the two differ. */
  readonly differs: readonly boolean[];
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  /** Per byte: true where the dump does not hold it; then nothing is said of a difference. */
  readonly lostLeft: readonly boolean[];
  readonly lostRight: readonly boolean[];
  /** Names of the fields that lie in the line. */
  readonly fields: readonly string[];
}

export const LINE_BYTES = 8;

const lostIn = ({ holes }: ReadResult, from: number, to: number): readonly boolean[] =>
  Array.from({ length: to - from }, (_, at) =>
    holes.some(([start, end]) => from + at >= start && from + at < end),
  );

/** Cuts two structs of one kind into lines, saying where they differ. */
export function compareStructs(
  left: ReadResult,
  right: ReadResult,
  parts: readonly Part[],
): readonly ComparedLine[] {
  const lines: ComparedLine[] = [];
  const length = Math.min(left.bytes.length, right.bytes.length);
  for (let offset = 0; offset < length; offset += LINE_BYTES) {
    const end = Math.min(offset + LINE_BYTES, length);
    const a = left.bytes.subarray(offset, end);
    const b = right.bytes.subarray(offset, end);
    const lostLeft = lostIn(left, offset, end);
    const lostRight = lostIn(right, offset, end);
    lines.push({
      offset,
      left: a,
      right: b,
      lostLeft,
      lostRight,
      differs: Array.from(a, (byte, at) => byte !== b[at] && lostLeft[at] !== true && lostRight[at] !== true),
      fields: parts
        .filter((part) => part.offset < offset + LINE_BYTES && part.offset + part.size > offset)
        .map((part) => part.name),
    });
  }
  return lines;
}
