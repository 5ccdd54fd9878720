import { expect, test } from 'vitest';
import { contextOf } from '../../../src/renderer/search/hit-context.ts';

const bytes = new TextEncoder().encode('before\0needle\u0001after');

test('a hit is set off from what stands around it; what is no letter is a dot', () => {
  expect(contextOf(bytes, 7, 6)).toEqual(['before·', 'needle', '·after']);
});

test('a hit that is longer than what is shown is cut, and one at the very start has nothing before it', () => {
  expect(contextOf(bytes, 7, 100)).toEqual(['before·', 'needle·after', '']);
  expect(contextOf(bytes, 0, 6)).toEqual(['', 'before', '·needle·after']);
});
