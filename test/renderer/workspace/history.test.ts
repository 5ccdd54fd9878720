import { expect, test } from 'vitest';
import {
  canGoBack,
  canGoForward,
  NO_HISTORY,
  step,
  visit,
  type Visit,
} from '../../../src/renderer/workspace/history.ts';

const place = (top: bigint, passing = false): Visit => ({ space: 'virtual', top, row: Number(top), passing });

test('back and forward come to the places as they were left', () => {
  let history = visit(NO_HISTORY, place(1n), undefined);
  history = visit(history, place(2n), place(11n));
  expect(canGoBack(history)).toBe(true);
  const back = step(history, -1, place(22n));
  expect(back?.visit.top).toBe(11n);
  expect(canGoForward(back?.history ?? NO_HISTORY)).toBe(true);
  expect(step(back?.history ?? NO_HISTORY, 1, undefined)?.visit.top).toBe(22n);
});

test('a new place forgets what lay ahead', () => {
  let history = visit(visit(NO_HISTORY, place(1n), undefined), place(2n), undefined);
  history = step(history, -1, undefined)?.history ?? NO_HISTORY;
  history = visit(history, place(3n), undefined);
  expect(history.visits.map(({ top }) => top)).toEqual([1n, 3n]);
});

test('places passed by leave only the last of them', () => {
  let history = visit(NO_HISTORY, place(1n), undefined);
  for (const top of [2n, 3n, 4n]) history = visit(history, place(top, true), undefined);
  expect(history.visits.map(({ top }) => top)).toEqual([1n, 4n]);
  expect(visit(history, place(5n), undefined).visits.map(({ top }) => top)).toEqual([1n, 4n, 5n]);
});

test('there is nowhere to go before the first or after the last', () => {
  expect(step(NO_HISTORY, -1, undefined)).toBeUndefined();
  expect(step(visit(NO_HISTORY, place(1n), undefined), 1, undefined)).toBeUndefined();
});

test('the history does not grow without end', () => {
  let history = NO_HISTORY;
  for (let top = 0n; top < 1000n; top++) history = visit(history, place(top), undefined);
  expect(history.visits.length).toBeLessThanOrEqual(200);
  expect(history.visits[history.at]?.top).toBe(999n);
});
