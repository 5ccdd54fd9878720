import type { Part } from './shape-parts.ts';

/** One line of two structs side by side. */
export interface ComparedLine {
  readonly offset: number;
  /** Per byte of the line: true where the two differ. */
  readonly differs: readonly boolean[];
  readonly left: Uint8Array;
  readonly right: Uint8Array;
  /** Names of the fields that lie in the line. */
  readonly fields: readonly string[];
}

export const LINE_BYTES = 8;

/** Cuts two structs of one kind into lines, saying where they differ. */
export function compareStructs(
  left: Uint8Array,
  right: Uint8Array,
  parts: readonly Part[],
): readonly ComparedLine[] {
  const lines: ComparedLine[] = [];
  const length = Math.min(left.length, right.length);
  for (let offset = 0; offset < length; offset += LINE_BYTES) {
    const a = left.subarray(offset, Math.min(offset + LINE_BYTES, length));
    const b = right.subarray(offset, Math.min(offset + LINE_BYTES, length));
    lines.push({
      offset,
      left: a,
      right: b,
      differs: Array.from(a, (byte, at) => byte !== b[at]),
      fields: parts
        .filter((part) => part.offset < offset + LINE_BYTES && part.offset + part.size > offset)
        .map((part) => part.name),
    });
  }
  return lines;
}
