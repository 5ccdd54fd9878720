import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DEFAULT_LAYOUT } from '../../../src/renderer/tree/column-layout.ts';
import { TaskRow } from '../../../src/renderer/tree/TaskRow.tsx';
import { taskNames } from '../../../src/renderer/tree/task-names.ts';
import { EXPANDED } from '../../../src/renderer/tree/visible-rows.ts';
import { fakeTable } from '../support/fake-table.ts';

const table = fakeTable([
  { pid: 1, name: '<img src=x>', parent: -1, hidden: true },
  { pid: 2, name: 'a\u202Etxt', parent: 0, state: 'Z' },
]);
const names = taskNames(table);

const draw = (row: number): string =>
  renderToStaticMarkup(
    <TaskRow
      table={table}
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
