import { expect, test } from 'vitest';
import { taskSpan } from '../../../src/main/engine/kernel/task-span.ts';

const INIT = 0x100_0000;

test('tasks that lie side by side in their slab are no larger than the distance between them', () => {
  const slab = [0, 1, 2, 5].map((slot) => 0x4000 + slot * 0x6c0);
  expect(taskSpan([INIT, ...slab], 0x2800, 0x400)).toBe(0x6c0);
});

test('the list is in no order of address, and init_task lies elsewhere', () => {
  expect(taskSpan([INIT, 0x8d80, 0x8000, 0x86c0, INIT + 0x500], 0x2800, 0x400)).toBe(0x6c0);
});

test('a single pair, or a distance no task can have, says nothing', () => {
  expect(taskSpan([INIT, 0x8000, 0x8600], 0x2800, 0x400)).toBe(0x2800);
  expect(taskSpan([INIT, 0x8000, 0x8100, 0x8200, 0x8300], 0x2800, 0x400)).toBe(0x2800);
});
