import { expect, test } from 'vitest';
import { speak } from '../../../src/renderer/kit/i18n.ts';
import { csvCell, rowsAsCsv, rowsAsJson, rowsAsText } from '../../../src/renderer/tree/export-rows.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { fakeMachine, fakeTable } from '../support/fake-table.ts';

const model = buildTreeModel(
  fakeTable([
    { pid: 1, name: '=cmd|/c', parent: -1 },
    { pid: 2, name: 'a,"b"', parent: 0 },
  ]),
);

test('a name that a spreadsheet would run is made text', () => {
  for (const evil of ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\tx']) expect(csvCell(evil)).toMatch(/^"?'/);
  expect(csvCell('-12')).toBe('-12');
  expect(rowsAsCsv(model, ['name', 'pid'], [0])).toBe("Name,PID\r\n'=cmd|/c,1\r\n");
});
test('commas and quotes are quoted', () => {
  expect(rowsAsCsv(model, ['name'], [1])).toBe('Name\r\n"a,""b"""\r\n');
});
test('CSV is for programs: addresses in hex and times with a point, in every language', () => {
  const machine = buildTreeModel(fakeMachine(10));
  const columns = ['start', 'age', 'address'] as const;
  const cells = (): string[] | undefined => rowsAsCsv(machine, columns, [3]).split('\r\n')[1]?.split(',');
  const english = cells();
  expect(english?.map((text) => text.replaceAll(/\d/g, '9'))).toEqual([
    expect.stringMatching(/^9+\.9{9}$/),
    expect.stringMatching(/^-9+\.9{9}$/),
    expect.any(String),
  ]);
  expect(english?.[2]).toMatch(/^0x[0-9a-f]{16}$/);
  speak({ language: 'de' });
  expect(cells()).toEqual(english);
  speak({});
});
test('text has tabs between its columns', () => {
  expect(rowsAsText(model, ['name', 'pid'], [1])).toBe('Name\tPID\na,"b"\t2');
});
test('JSON holds addresses as strings', () => {
  const [task] = JSON.parse(rowsAsJson(model, [0])) as { comm: string; address: string }[];
  expect(task?.comm).toBe('=cmd|/c');
  expect(task?.address).toMatch(/^0x[0-9a-f]+$/);
});
