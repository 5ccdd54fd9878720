import type { InitFate, InitSearch, InitTrial } from '../../../src/shared/init-search.ts';

const other = (at: number, fate: InitFate, members: number, satisfied: number): InitTrial => ({
  fate,
  name: 0x7c1_1e50 + at,
  physical: 0x7c1_0900 + at,
  address: 0xffff_ffff_9cc1_0900n + BigInt(at),
  wordSize: 8,
  byteOrder: 'little',
  emptyLists: 18,
  references: 28,
  list: { offset: 0xa48, members, satisfied, tested: Math.min(48, members) },
});

/** What was tried in a drawn dump before its init_task was found. */
export const fakeInitSearch = (tasks: number, initTask: bigint, initTaskPhysical: number): InitSearch => ({
  names: 366,
  judged: 29,
  trials: [
    {
      ...other(0, 'list', tasks, tasks),
      address: initTask,
      physical: initTaskPhysical,
      references: 3,
      list: { offset: 0x8b0, members: tasks, satisfied: tasks, tested: tasks },
    },
    other(0x20, 'parentless', 163, 12),
    other(0x7_1000, 'leaderless', 1590, 0),
    other(0x7_1900, 'nameless', 49, 20),
    other(0x7_2200, 'short', 2, 2),
    other(0x7_2900, 'breaks-off', 3, 3),
    {
      fate: 'no-way-back',
      name: 0x7c8_8e50,
      physical: 0x7c8_8900,
      address: 0xffff_ffff_9cc8_8900n,
      wordSize: 8,
      byteOrder: 'little',
      emptyLists: 9,
      references: 4,
      links: { possible: 37, held: 12 },
    },
    { fate: 'not-itself', name: 0x7c9_8e50 },
    { fate: 'no-lists', name: 0x1f00_8e51 },
  ],
  rest: [
    { fate: 'leaderless', names: 35 },
    { fate: 'nameless', names: 43 },
    { fate: 'not-judged', names: 279 },
  ],
  leaders: [],
});
