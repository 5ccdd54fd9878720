import { describe, expect, test } from 'vitest';
import {
  DEFAULT_LAYOUT,
  gridTemplate,
  layoutText,
  moveColumn,
  parseLayout,
  resizeColumn,
  toggleColumn,
} from '../../../src/renderer/tree/column-layout.ts';
import { COLUMNS } from '../../../src/renderer/tree/columns.ts';
import { t } from '../../../src/renderer/kit/i18n.ts';
import { indentRem } from '../../../src/renderer/tree/indent.ts';

const ids = (layout: typeof DEFAULT_LAYOUT): readonly string[] => layout.map(({ id }) => id);

describe('the columns', () => {
  test('come back as they were stored', () => {
    const layout = resizeColumn(toggleColumn(DEFAULT_LAYOUT, 'address'), 'address', 12);
    expect(parseLayout(layoutText(layout))).toEqual(layout);
  });
  test('nonsense in the store is left out', () => {
    expect(ids(parseLayout('pid=4 evil=9 pid=5 uid=-1 state=x'))).toEqual(['pid', 'uid', 'state']);
  });
  test('can be moved to either end and no further', () => {
    expect(ids(moveColumn(DEFAULT_LAYOUT, 'threads', -99))[0]).toBe('threads');
    expect(ids(moveColumn(DEFAULT_LAYOUT, 'pid', 99)).at(-1)).toBe('pid');
  });
  test('a second choice takes one away', () => {
    expect(ids(toggleColumn(toggleColumn(DEFAULT_LAYOUT, 'gid'), 'gid'))).toEqual(ids(DEFAULT_LAYOUT));
  });
  test('never get narrower than can be gripped', () => {
    expect(resizeColumn(DEFAULT_LAYOUT, 'pid', -5)[0]?.width).toBe(2);
  });
  test('leave the name room of its own', () => {
    expect(gridTemplate(DEFAULT_LAYOUT)).toMatch(
      /^minmax\(calc\(9\.5rem \* var\(--tree-scale\)\), 1fr\) calc\(4rem/,
    );
  });
  test('have names of their own', () => {
    expect(new Set(COLUMNS.map(({ id }) => t(`column.${id}`))).size).toBe(COLUMNS.length);
  });
});

test('every level is indented further than the one above, up to a depth nobody reads', () => {
  for (let level = 2; level <= 40; level++) expect(indentRem(level)).toBeGreaterThan(indentRem(level - 1));
  expect(indentRem(10_000)).toBe(indentRem(40));
  expect(indentRem(14)).toBeLessThan(8);
});
