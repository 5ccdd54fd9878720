import type { ContentClass } from '../../shared/api.ts';
import type { Block } from './block-cache.ts';
import type { LineContent } from './line-contents.ts';
import type { LineSpan } from './line-spans.ts';
import { ROW_BYTES } from './segment-map.ts';

/** How a run of neighbouring bytes is drawn. */
export type RunKind = 'span' | 'plain' | 'zero' | 'missing' | 'outside' | 'loading';

export interface Run {
  readonly kind: RunKind;
  /** Columns [from, to). */
  readonly from: number;
  readonly to: number;
  readonly hex: string;
  readonly ascii: string;
  readonly span?: LineSpan;
  /** What bytes of a task that no field is known for look like. */
  readonly content?: ContentClass;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** What a byte is shown as in a column of text. */
export const ASCII: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : '·',
);

/** Blanks between column `column` and the one before it: one more after every eighth byte. */
export const gapBefore = (column: number): string => (column === 0 ? '' : column % 8 === 0 ? '  ' : ' ');

/** Column of the character at which byte `column` starts, in a line of hex digits. */
export const hexColumn = (column: number): number => column * 3 + Math.floor(column / 8);

/** Characters that the hex digits of a line take. */
export const hexCharacters = (rowBytes: number): number => hexColumn(rowBytes - 1) + 2;

/** The byte under a character of the hex digits; the blank after a byte counts as that byte. */
export function columnAt(character: number, rowBytes = ROW_BYTES): number {
  const eight = Math.floor(character / hexColumn(8));
  const column = 8 * eight + Math.min(7, Math.floor((character - hexColumn(8) * eight) / 3));
  return Math.max(0, Math.min(rowBytes - 1, column));
}

interface Cell {
  readonly kind: RunKind;
  readonly span?: LineSpan;
  readonly content?: ContentClass;
  readonly hex: string;
  readonly ascii: string;
}

/**
 * Cuts one line into runs of bytes that look alike. `from` and `to` are the columns that lie in the segment; `block`
 * holds the bytes, or is absent while they are being read.
 */
export function lineRuns(
  address: bigint,
  from: number,
  to: number,
  block: Block | undefined,
  spans: readonly LineSpan[],
  contents: readonly LineContent[] = [],
  rowBytes = ROW_BYTES,
): readonly Run[] {
  const base = block === undefined ? 0 : Number(address - block.start);
  const cell = (column: number): Cell => {
    if (column < from || column >= to) return { kind: 'outside', hex: '  ', ascii: ' ' };
    const span = spans.find((one) => column >= one.from && column < one.to);
    if (block === undefined) return { kind: 'loading', hex: '··', ascii: ' ' };
    if (block.missing?.[base + column] === 1) return { kind: 'missing', hex: '··', ascii: ' ' };
    const byte = block.bytes[base + column] ?? 0;
    const text = { hex: HEX[byte] ?? '', ascii: ASCII[byte] ?? '' };
    if (span !== undefined) return { kind: 'span', span, ...text };
    const kind = byte === 0 ? 'zero' : 'plain';
    const unknown = contents.find((one) => column >= one.from && column < one.to);
    return unknown === undefined ? { kind, ...text } : { kind, content: unknown.content, ...text };
  };
  const runs: Run[] = [];
  for (let column = 0; column < rowBytes; column++) {
    const next = cell(column);
    const last = runs.at(-1);
    if (last?.kind === next.kind && last.span === next.span && last.content === next.content)
      runs[runs.length - 1] = {
        ...last,
        to: column + 1,
        hex: last.hex + gapBefore(column) + next.hex,
        ascii: last.ascii + next.ascii,
      };
    else runs.push({ from: column, to: column + 1, ...next });
  }
  return runs;
}
