const ROW = 16;

/** A stretch of the bytes shown that has a name. */
export interface Mark {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

export interface HexInput {
  readonly bytes: Uint8Array;
  /** Ranges of `bytes` that the dump does not hold, [start, end). */
  readonly holes: readonly (readonly [number, number])[];
  readonly marks: readonly Mark[];
  /** The label before each row, from the offset of its first byte. */
  readonly label: (offset: number) => string;
  readonly emphasise: (text: string) => string;
  readonly faint: (text: string) => string;
}

/**
 * Bytes as text, sixteen a row, what is not in the dump as `--`, rows that repeat the one before as `*`; under the
 * bytes of each mark carets and its text:
 *
 *     +0x9d0  e8 03 00 00 e8 03 00 00  00 00 00 00 00 00 00 00  |................|
 *             ^^^^^^^^^^^                                        pid = 1000
 */
export function hexRows(input: HexInput): string {
  const { bytes, marks, label } = input;
  const rowsOfMarks = new Map<number, Mark[]>();
  for (const mark of marks) {
    const first = Math.floor(mark.start / ROW);
    const last = Math.floor((mark.start + Math.max(mark.length, 1) - 1) / ROW);
    for (let row = first; row <= last; row++) rowsOfMarks.set(row, [...(rowsOfMarks.get(row) ?? []), mark]);
  }
  const held = Uint8Array.from(bytes, () => 1);
  for (const [start, end] of input.holes) held.fill(0, start, end);

  const out: string[] = [];
  let before = '';
  let folding = false;
  for (let row = 0; row * ROW < bytes.length; row++) {
    const start = row * ROW;
    const part = bytes.subarray(start, start + ROW);
    const here = held.subarray(start, start + ROW);
    const named = rowsOfMarks.get(row) ?? [];
    const cells = `${hexCells(part, here)}  |${ascii(part, here)}|`;
    if (named.length === 0 && cells === before && start + ROW < bytes.length) {
      if (!folding) out.push('*');
      folding = true;
      continue;
    }
    folding = false;
    before = cells;
    const margin = label(start);
    out.push(`${input.faint(margin)}  ${cells}`);
    for (const mark of named.sort((a, b) => a.start - b.start)) {
      out.push(
        `${' '.repeat(margin.length)}  ${input.emphasise(carets(mark, start))}  ${markText(mark, start)}`,
      );
    }
  }
  return out.map((line) => `${line.trimEnd()}\n`).join('');
}

/** Column of byte i within a row: groups of eight stand apart. */
const columnOf = (byte: number): number => byte * 3 + (byte >= ROW / 2 ? 1 : 0);
const CELLS_WIDTH = columnOf(ROW) - 1;

function hexCells(part: Uint8Array, held: Uint8Array): string {
  const cells = Array.from(part, (byte, at) => (held[at] === 1 ? byte.toString(16).padStart(2, '0') : '--'));
  const halves = [cells.slice(0, ROW / 2).join(' '), cells.slice(ROW / 2).join(' ')];
  return halves.join('  ').padEnd(CELLS_WIDTH);
}

const ascii = (part: Uint8Array, held: Uint8Array): string =>
  Array.from(part, (byte, at) =>
    held[at] !== 1 ? ' ' : byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.',
  ).join('');

function carets(mark: Mark, rowStart: number): string {
  const from = Math.max(mark.start - rowStart, 0);
  const to = Math.min(mark.start + Math.max(mark.length, 1) - rowStart, ROW);
  const left = columnOf(from);
  return `${' '.repeat(left)}${'^'.repeat(columnOf(to - 1) + 2 - left)}`.padEnd(CELLS_WIDTH);
}

const markText = (mark: Mark, rowStart: number): string => (mark.start < rowStart ? '…' : mark.text);
