import { describe, expect, test } from 'vitest';
import { InitTrials } from '../../../src/main/engine/kernel/init-trials.ts';
import { isShown, testsPassed, type InitSearch, type InitTrial } from '../../../src/shared/init-search.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import { scatterName } from '../../support/dump-builder/decoys.ts';
import {
  addFalseIdle,
  addFalseList,
  addLoneName,
  breakList,
  orphan,
} from '../../support/dump-builder/false-idle.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { analyseBytes, analyseGuest } from '../../support/engine/analyse-guest.ts';
import { SMALL_MACHINE } from '../../support/engine/drawings.ts';

const MIB = 1 << 20;

const draw = (options: GuestOptions = {}, drawing = SMALL_MACHINE): Guest =>
  buildGuest(drawing, { ramSize: 8 * MIB, ...options });

const leaders = (guest: Guest): number => guest.truth.filter((task) => task.pid === task.tgid).length;

async function tried(guest: Guest): Promise<InitSearch> {
  const { initSearch, info, problem } = await analyseGuest(guest);
  expect(problem).toBeUndefined();
  if (initSearch === undefined) throw new Error('Nothing is said of what was tried.');
  expect(isShown(initSearch.trials[0] ?? { fate: 'not-judged' }, info?.kernel)).toBe(true);
  return initSearch;
}

/** What is said of the structure, or the lone name, at this place. */
const at = ({ trials }: InitSearch, place: number): InitTrial | undefined =>
  trials.find(({ physical, name }) => (physical ?? name) === place);

describe('what was tried as init_task', () => {
  test('begins with the one that was taken, which passed all tests', async () => {
    const guest = draw();
    const search = await tried(guest);
    expect(search).toMatchObject({ names: 1, rest: [], leaders: [] });
    expect(search.trials[0]).toMatchObject({
      fate: 'list',
      name: guest.idle.object.place('comm'),
      physical: guest.idle.truth.physical,
      address: guest.idle.truth.address,
      list: { offset: guest.offsetOf('tasks'), members: leaders(guest) },
    });
  });

  test.each<[string, InitTrial['fate'], number, (guest: Guest) => number]>([
    ['a name on zeros', 'no-lists', 0, (guest) => addLoneName(guest)],
    ['a name among empty lists', 'not-itself', 1, (guest) => addLoneName(guest, 5)],
    ['a copy of init_task', 'no-way-back', 2, addFalseIdle],
    ['one with a list of two', 'short', 3, (guest) => addFalseList(guest, 1, () => undefined)],
    [
      'one with a list that breaks off',
      'breaks-off',
      3,
      (guest) => {
        const idle = addFalseList(guest, 1, () => undefined);
        breakList(guest, idle);
        return idle;
      },
    ],
    ['one with a list of zeros', 'nameless', 4, (guest) => addFalseList(guest, 8, () => undefined)],
    [
      'one with a list of tasks that others lead',
      'leaderless',
      5,
      (guest) => addFalseList(guest, 8, (place) => orphan(guest, 60, place, false)),
    ],
    [
      'one with a list of orphans',
      'parentless',
      6,
      (guest) => addFalseList(guest, 8, (place) => orphan(guest, 60, place, true)),
    ],
  ])('%s is said to be %s, after %d of the tests', async (_, fate, passed, add) => {
    for (const wordSize of [8, 4] as const) {
      const guest = draw({ wordSize });
      const place = add(guest);
      const trial = at(await tried(guest), place);
      expect(trial?.fate).toBe(fate);
      expect(trial && testsPassed(trial)).toBe(passed);
      if (passed >= 3) expect(trial?.list).toMatchObject({ offset: guest.offsetOf('tasks') });
    }
  });

  test('tells how many members of a list held, and where lists lead that nobody returns', async () => {
    const guest = draw();
    const nameless = addFalseList(guest, 8, () => undefined);
    const copy = addFalseIdle(guest);
    const search = await tried(guest);
    expect(at(search, nameless)?.list).toMatchObject({ members: 9, satisfied: 0, tested: 8 });
    const { possible = 0, held = 0 } = at(search, copy)?.links ?? {};
    expect(held).toBeGreaterThan(0);
    expect(possible).toBeGreaterThanOrEqual(held);
  });

  test('counts a task that bears the name among the places, and does not try it', async () => {
    const guest = draw({}, `${SMALL_MACHINE}\n      "swapper/0" 77`);
    const search = await tried(guest);
    expect(search.names).toBe(2);
    expect(at(search, guest.task(77).object.place('comm'))?.fate).toBe('in-task');
  });

  test('holds other kernels, each with its own list', async () => {
    const first = draw({ ramSize: 4 * MIB });
    const second = draw({ ramSize: 4 * MIB, seed: 2, imageDelta: 0xffff_ffff_8100_0000n });
    const { initSearch, info } = await analyseBytes(Buffer.concat([first.raw(), second.raw()]));
    const heads = initSearch?.trials.filter(({ fate }) => fate === 'list') ?? [];
    expect(heads.map(({ physical }) => physical).toSorted()).toEqual(
      [first.idle.truth.physical, second.idle.truth.physical + 4 * MIB].toSorted(),
    );
    expect(heads.filter((trial) => isShown(trial, info?.kernel))).toHaveLength(1);
  });

  test('is bounded: of thousands of decoys the best are kept, the others counted by why', async () => {
    const guest = draw({ ramSize: 16 * MIB });
    scatterName(guest, 5000);
    const search = await tried(guest);
    expect(search.names).toBeGreaterThan(3000);
    expect(search.trials.length).toBeLessThanOrEqual(50);
    const listed = new Set(search.trials.map(({ name }) => name)).size;
    expect(search.rest.reduce((sum, { names }) => sum + names, listed)).toBe(search.names);
  });

  test('names the leaders that were followed where init_task is lost', async () => {
    const guest = draw();
    guest.memory.at(guest.idle.object.physical, guest.idle.object.struct.size).fill(0);
    const { initSearch, info } = await analyseGuest(guest);
    const [taken] = initSearch?.leaders ?? [];
    expect(taken).toMatchObject({
      fate: 'list',
      selfOffset: guest.offsetOf('group_leader'),
      listOffset: guest.offsetOf('tasks'),
      objects: leaders(guest) - 1,
    });
    expect(initSearch?.trials.some((trial) => isShown(trial, info?.kernel))).toBe(true);
  });

  test('is told as well where there is no kernel in the end', async () => {
    const guest = draw();
    const copy = addFalseIdle(guest);
    for (const { object } of guest.tasks) guest.memory.at(object.physical, object.struct.size).fill(0);
    const { initSearch, problem } = await analyseGuest(guest);
    expect(problem?.code).toBe('no-kernel');
    expect(initSearch && at(initSearch, copy)?.fate).toBe('no-way-back');
  });
});

test('what came further is kept, whatever is heard later, and in whichever order', () => {
  const trials = new InitTrials();
  const structure = { physical: 4096, address: 4096n, wordSize: 8, byteOrder: 'little', name: 5000 } as const;
  trials.structure({ ...structure, fate: 'nameless' });
  trials.structure({ ...structure, fate: 'no-way-back' });
  for (let i = 0; i < 3000; i++) trials.name(10_000 + i, i % 2 === 0 ? 'no-lists' : 'not-itself');
  trials.name(10_000, 'not-itself');
  const names = [5000, ...Array.from({ length: 3010 }, (_, i) => 10_000 + i)];
  const { trials: kept, rest, judged } = trials.result(names, []);
  expect(judged).toBe(1);
  expect(kept[0]?.fate).toBe('nameless');
  expect(kept).toHaveLength(50);
  expect(rest).toEqual([
    { fate: 'not-itself', names: 1501 - 49 },
    { fate: 'no-lists', names: 1499 },
    { fate: 'not-judged', names: 10 },
  ]);
});
