import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DEFAULT_LAYOUT } from '../../../src/renderer/tree/column-layout.ts';
import { TaskRow } from '../../../src/renderer/tree/TaskRow.tsx';
import { taskNames } from '../../../src/renderer/tree/task-names.ts';
import { EXPANDED } from '../../../src/renderer/tree/visible-rows.ts';
import { DISPUTED, FOUND_BY, type TaskTable } from '../../../src/shared/task-table.ts';
import { fakeTable } from '../support/fake-table.ts';

const table = fakeTable([
  { pid: 1, name: '<img src=x>', parent: -1, hidden: true },
  { pid: 2, name: 'a\u202Etxt', parent: 0, state: 'Z' },
]);
const names = taskNames(table);

const draw = (row: number, of: TaskTable = table): string =>
  renderToStaticMarkup(
    <TaskRow
      table={of}
      name={names[row] ?? ''}
      row={row}
      top={0}
      height={22}
      rowIndex={row + 2}
      level={1}
      fold={EXPANDED}
      posInSet={1}
      setSize={2}
      dimmed={false}
      front={false}
      selected={row === 0}
      columns={DEFAULT_LAYOUT}
    />,
  );

test('a name that looks like markup stays text', () => {
  expect(draw(0)).toContain('&lt;img src=x&gt;');
  expect(draw(0)).not.toContain('<img');
});

test('a direction override is spelled out', () => {
  expect(draw(1)).toContain(String.raw`a\xe2\x80\xaetxt`);
});

test('a row says what a screen reader and a test need', () => {
  const html = draw(0);
  for (const part of ['role="row"', 'aria-level="1"', 'aria-expanded="true"', 'data-row="0"', 'data-pid="1"'])
    expect(html).toContain(part);
  expect(html).toContain('aria-selected="true"');
});

test('hidden and zombie are said in words, not by colour alone', () => {
  expect(draw(0)).toContain('hidden');
  expect(draw(1)).toContain('Z: zombie');
});

test('what a lost page took is marked in the row and in the cell, with the reason', () => {
  const whole = draw(1);
  expect(whole).not.toContain('partly lost');
  const uid = Float64Array.from(table.uid);
  uid[1] = NaN;
  const html = draw(1, { ...table, uid });
  expect(html).toMatch(
    /title="Not known of it: cred\.uid\. The page is missing or damaged, or the field lies elsewhere\."[^>]*>.*partly lost/,
  );
  expect(html).toMatch(/title="Not known: the page that holds it is missing or damaged[^"]*">\?</);
  expect(whole).not.toContain('Not known');
});

test('a value that no task has marks none of them', () => {
  const uid = new Float64Array(table.count).fill(NaN);
  expect(draw(1, { ...table, uid })).not.toContain('partly lost');
});

test('a disputed task is not called hidden, and says why it is disputed', () => {
  const missing = Uint8Array.from([FOUND_BY.list | DISPUTED, 0]);
  const html = draw(0, { ...table, missing });
  expect(html).toContain('disputed');
  expect(html).toContain('It is not in the kernel’s list of tasks; but');
  expect(html).toContain('Memory changed while it was read');
  expect(html).not.toContain('>hidden<');
  expect(html).not.toContain('is-hidden');
});
