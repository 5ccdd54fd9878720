import { describe, expect, test } from 'vitest';
import { lineRuns, columnAt, hexColumn } from '../../../src/renderer/hex/line-runs.ts';
import { cutToLine, spansOfTask } from '../../../src/renderer/hex/line-spans.ts';
import { partsOfShape, type PartMap } from '../../../src/renderer/hex/shape-parts.ts';
import { indexPhysical, indexVirtual, TaskIndex } from '../../../src/renderer/hex/task-index.ts';
import { fakeShape } from '../support/fake-shape.ts';
import { fakeMachine } from '../support/fake-table.ts';

const parts = partsOfShape(fakeShape(100));
const START = 0x1000n;

const names = (map: PartMap, offset: bigint): string[] =>
  cutToLine(spansOfTask(map, 3, START, START + offset), START + offset).map(
    ({ part, from, to }) => `${part.name} ${String(from)}-${String(to)}`,
  );

describe('named spans', () => {
  test('name each pointer of a list head', () => {
    expect(names(parts, 0x8d0n)).toEqual(['tasks.next 0-8', 'tasks.prev 8-16']);
  });
  test('are cut where a line ends', () => {
    expect(names(parts, 0x9a8n)).toEqual(['real_parent 8-16']);
    expect(names(parts, 0xba8n)).toEqual(['comm 8-16']);
    expect(names(parts, 0xbb8n)).toEqual(['comm 0-8']);
  });
  test('leave unknown bytes alone', () => {
    expect(names(parts, 0x100n)).toEqual([]);
  });
  test('give contested bytes to the first', () => {
    const [part] = parts.parts;
    if (part === undefined) throw new Error('the shape has no parts');
    const twice = [part, { ...part, name: 'rival', offset: part.offset + 4 }];
    const spans = twice.map((one) => ({ part: one, row: 0, start: BigInt(one.offset - 0x10) }));
    expect(cutToLine(spans, 0n).map(({ part: { name }, from, to }) => [name, from, to])).toEqual([
      ['state', 8, 16],
    ]);
  });
  test('of other structs are not drawn into task_struct', () => {
    expect(parts.parts.some((part) => part.field.startsWith('cred.'))).toBe(false);
  });
});

describe('finding tasks by address', () => {
  const table = fakeMachine(500);
  const index = indexVirtual(table);
  test('finds each task from any byte of it, and none besides', () => {
    for (const row of [0, 1, 77, 499]) {
      const start = table.address[row] ?? 0n;
      expect(index.rowAt(start, parts.extent)).toBe(row);
      expect(index.rowAt(start + BigInt(parts.extent) - 1n, parts.extent)).toBe(row);
    }
    expect(index.rowAt((table.address[0] ?? 0n) - 1n, parts.extent)).toBe(-1);
  });
  test('leaves out tasks without a physical address', () => {
    const physical = table.physical.slice();
    physical[5] = NaN;
    const without = indexPhysical({ ...table, physical });
    expect(without.rowAt(BigInt(table.physical[5] ?? 0), 16)).toBe(-1);
    expect(without.rowAt(BigInt(table.physical[7] ?? 0), 16)).toBe(7);
  });
  test('a table that puts all tasks in one place is answered with a few', () => {
    const crowded = new TaskIndex(10_000, () => 0x1000n);
    expect(crowded.overlapping(0x1000n, 0x1010n, 64)).toHaveLength(8);
  });
});

describe('runs of a line', () => {
  const bytes = new Uint8Array(65_536);
  bytes.set([0x41, 0x42, 0, 0, 0xff], 0);
  const block = { start: 0n, bytes };
  test('group equal kinds and keep the gap in the middle', () => {
    const runs = lineRuns(0n, 0, 16, block, []);
    expect(runs.map(({ kind, hex }) => `${kind} ${hex}`)).toEqual([
      'plain 41 42',
      'zero 00 00',
      'plain ff',
      'zero 00 00 00  00 00 00 00 00 00 00 00',
    ]);
    expect(runs.map(({ ascii }) => ascii).join('')).toBe('AB··············');
  });
  test('show what is outside the segment as blank, holes and unread bytes as dots', () => {
    const missing = new Uint8Array(65_536);
    missing[3] = 1;
    const kinds = lineRuns(0n, 2, 5, { ...block, missing }, []).map(
      ({ kind, hex }) => `${kind}:${hex.slice(0, 2)}`,
    );
    expect(kinds).toEqual(['outside:  ', 'zero:00', 'missing:··', 'plain:ff', 'outside:  ']);
    const contents = [{ content: 'task', from: 8, to: 16 }] as const;
    const classes = lineRuns(0n, 0, 16, block, [], contents).map(({ from, content }) => [from, content]);
    expect(classes.filter(([, content]) => content !== undefined).every(([from]) => Number(from) >= 8)).toBe(
      true,
    );
    expect(classes.some(([, content]) => content === 'task')).toBe(true);
    expect(lineRuns(0n, 0, 16, undefined, []).map(({ kind }) => kind)).toEqual(['loading']);
  });
  test('every byte is found back from its characters', () => {
    for (let column = 0; column < 16; column++) {
      expect(columnAt(hexColumn(column))).toBe(column);
      expect(columnAt(hexColumn(column) + 1.9)).toBe(column);
    }
  });
});
