import { expect, test } from 'vitest';
import { NOTHING_MUTED, toggleKey, type LegendKey } from '../../../src/renderer/hex/legend.ts';

const ALL: readonly LegendKey[] = ['identity', 'list', 'task', 'text'];

test('a key is switched off and on again', () => {
  const off = toggleKey(NOTHING_MUTED, 'list', false, ALL);
  expect([...off]).toEqual(['list']);
  expect([...toggleKey(off, 'list', false, ALL)]).toEqual([]);
});

test('a key alone switches all others off; once more, all of them on', () => {
  const alone = toggleKey(NOTHING_MUTED, 'list', true, ALL);
  expect([...alone]).toEqual(['identity', 'task', 'text']);
  expect([...toggleKey(alone, 'list', true, ALL)]).toEqual([]);
  // Another one alone, from there.
  expect([...toggleKey(alone, 'task', true, ALL)]).toEqual(['identity', 'list', 'text']);
});
