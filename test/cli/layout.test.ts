import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/main/cli/csv-text.ts';
import { sinceBootText } from '../../src/main/cli/format.ts';
import { hexRows, type HexInput } from '../../src/main/cli/hex-rows.ts';
import { jsonText } from '../../src/main/cli/json-text.ts';
import { textTable } from '../../src/main/cli/text-table.ts';
import { UNKNOWN_TIME } from '../../src/shared/task-table.ts';

const same = (text: string): string => text;
const input = (bytes: Uint8Array, rest: Partial<HexInput> = {}): HexInput => ({
  bytes,
  holes: [],
  marks: [],
  label: (offset) => `+${offset.toString(16).padStart(2, '0')}`,
  emphasise: same,
  faint: same,
  ...rest,
});

describe('hex rows', () => {
  it('put carets under the bytes of a mark, also where it goes on in the next row', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => 0x40 + at);
    expect(
      hexRows(input(bytes, { marks: [{ start: 12, length: 6, text: 'comm = x' }] })).split('\n'),
    ).toEqual([
      '+00  40 41 42 43 44 45 46 47  48 49 4a 4b 4c 4d 4e 4f  |@ABCDEFGHIJKLMNO|',
      '                                          ^^^^^^^^^^^  comm = x',
      '+10  50 51 52 53 54 55 56 57  58 59 5a 5b 5c 5d 5e 5f  |PQRSTUVWXYZ[\\]^_|',
      '     ^^^^^                                             …',
      '',
    ]);
  });

  it('show what the dump does not hold as such, not as zeros', () => {
    expect(hexRows(input(new Uint8Array(16), { holes: [[2, 16]] }))).toBe(
      '+00  00 00 -- -- -- -- -- --  -- -- -- -- -- -- -- --  |..              |\n',
    );
  });

  it('fold rows that repeat, but never the last one nor one with a mark', () => {
    const rows = hexRows(input(new Uint8Array(16 * 8), { marks: [{ start: 64, length: 1, text: 'here' }] }));
    expect(rows.split('\n').map((line) => line.slice(0, 3).trim())).toEqual([
      '+00',
      '*',
      '+40',
      '',
      '*',
      '+70',
      '',
    ]);
  });
});

it('JSON is laid out one entry a line and means the same', () => {
  const value = {
    dump: { path: 'x' },
    tasks: [
      { pid: 1, ns: [1] },
      { pid: 2, ns: [] },
    ],
    none: [],
  };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text).toContain('\n    {"pid":1,"ns":[1]},\n');
});

it('tables align numbers right and leave no blanks at line ends', () => {
  expect(
    textTable(
      [{ title: 'PID', right: true }, { title: 'NAME' }],
      [
        ['1', 'a'],
        ['10000', 'bb'],
      ],
    ),
  ).toBe('  PID  NAME\n    1  a\n10000  bb\n');
});

it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx', '＝1'])('CSV puts an apostrophe before %j', async (name) => {
  const [, row] = (await csvText(['comm'], [[name]])).split('\n');
  expect(row?.replace(/^"/, '').startsWith("'")).toBe(true);
});

it('CSV quotes what would break a row, and leaves unknown cells empty', async () => {
  expect(await csvText(['a', 'b', 'c'], [['x,"y"', null, true]])).toBe('a,b,c\n"x,""y""",,true\n');
});

it.each([
  [597_151_206n, '0.59s'],
  [3_600_000_000_000n, '01:00:00'],
  [93_784_000_000_000n, '1d 02:03:04'],
  [UNKNOWN_TIME, '?'],
])('%d ns after boot are written %s', (nanoseconds, text) => {
  expect(sinceBootText(nanoseconds)).toBe(text);
});
