import { expect, test } from 'vitest';
import { childrenOf } from '../../../src/main/engine/shape/hidden.ts';
import { linkPlaces, scratch } from '../../support/engine/scratch.ts';

const TASKS = 1000;
const OFFSET = 0x40;

test('tasks that share one ring of children cost one walk, not one each', () => {
  const place = scratch({ ramSize: 1 << 20 });
  const tasks = Array.from({ length: TASKS }, (_, i) => 0x8000 + i * 0x100);
  linkPlaces(
    place,
    tasks.map((base) => base + OFFSET),
  );
  const before = place.memory.bytesTouched();
  const children = childrenOf(place, tasks, {
    selfOffsets: [],
    realParent: 0,
    children: OFFSET,
    sibling: OFFSET,
    owner: new Map(),
    walked: new Set(),
  });
  expect(children).toEqual(new Set(tasks));
  // Each task's head once, each link of the ring, and the first link of each head again.
  expect(place.memory.bytesTouched() - before).toBeLessThan(100 * TASKS);
});
