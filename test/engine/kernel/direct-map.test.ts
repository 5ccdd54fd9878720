import { describe, expect, test } from 'vitest';
import {
  initWords,
  ringStarts,
  ringStartsByScan,
  type RingStart,
} from '../../../src/main/engine/kernel/direct-map.ts';
import { candidateAddress, type InitCandidate } from '../../../src/main/engine/kernel/init-candidates.ts';
import { DIRECT_MAP, IMAGE, linkPlaces, scratch, type Scratch } from '../../support/engine/scratch.ts';

const INIT = 0x1000;
const TASKS = 0x200;

/** init_task in the image, three tasks behind it, all on one ring at +0x200. */
function machine(options: Parameters<typeof scratch>[0] = {}): { place: Scratch; candidate: InitCandidate } {
  const place = scratch(options);
  const { machine: kind } = place.guest;
  const base = kind.ramBase;
  linkPlaces(
    place,
    [INIT, 0x5000, 0x7000, 0x9000].map((at) => base + at + TASKS),
  );
  const candidate: InitCandidate = {
    format: kind,
    physical: base + INIT,
    delta: kind.imageDelta,
    commOffset: 0x800,
    emptyLists: 10,
    references: 3,
    isWeak: false,
    adjacentPair: true,
  };
  return { place, candidate };
}

/** All starts, each once. */
function startsOf({ place, candidate }: ReturnType<typeof machine>): RingStart[] {
  const words = initWords(place.memory, candidate);
  const found = new Map<string, RingStart>();
  for (const start of ringStarts(place.memory, candidate, words, [candidate.delta])) {
    found.set(`${start.offset} ${start.directMap}`, start);
  }
  return [...found.values()];
}

const NEVER = new AbortController().signal;

describe('the direct map, without page tables', () => {
  test.each([
    { byteOrder: 'little', ramBase: 0 },
    { byteOrder: 'big', ramBase: 0 },
    { byteOrder: 'little', ramBase: 0x4000_0000 },
    { byteOrder: 'little', ramBase: 0x1_0000_0000 },
  ] as const)('is found where init_task’s neighbours point back ($byteOrder, RAM at $ramBase)', (options) => {
    const delta = DIRECT_MAP - BigInt(options.ramBase);
    const found = startsOf(machine({ ...options, directMapDelta: delta }));
    expect(found).toEqual([{ offset: TASKS, directMap: delta }]);
  });

  test('may be the image mapping itself (i386, s390x): found at once and once', () => {
    for (const options of [
      { wordSize: 4, imageDelta: 0xc000_0000n, directMapDelta: 0xc000_0000n },
      { wordSize: 8, byteOrder: 'big', imageDelta: 0n, directMapDelta: 0n },
    ] as const) {
      const run = machine(options);
      expect(startsOf(run)).toEqual([{ offset: TASKS, directMap: run.candidate.delta }]);
    }
  });

  test.each([
    { lost: 'the first task', page: 0x5000 },
    { lost: 'the last task', page: 0x9000 },
  ])('is found from either neighbour when $lost is lost', ({ page }) => {
    const run = machine();
    run.place.guest.at(page, 0x1000).fill(0);
    expect(startsOf(run)).toEqual([{ offset: TASKS, directMap: DIRECT_MAP }]);
  });

  test('is not assumed: a ring that nobody closes yields nothing', () => {
    const run = machine();
    run.place.guest.at(0x5000, 0x1000).fill(0);
    run.place.guest.at(0x9000, 0x1000).fill(0);
    expect(startsOf(run)).toEqual([]);
  });

  test('comes with every list that closes, so that a later test can choose', () => {
    const run = machine();
    linkPlaces(run.place, [INIT + 0x300, 0x5300, 0x7300]);
    expect(startsOf(run).map((start) => start.offset)).toEqual([TASKS, 0x300]);
  });

  test('with a step of 2 MiB is out of reach of the quick search and found by a scan', async () => {
    const delta = DIRECT_MAP + 0x20_0000n;
    const run = machine({ directMapDelta: delta });
    expect(startsOf(run)).toEqual([]);
    const { place, candidate } = run;
    const words = initWords(place.memory, candidate);
    expect(await ringStartsByScan(place.memory, candidate, words, NEVER)).toContainEqual({
      offset: TASKS,
      directMap: delta,
    });
  });

  test('is never less than page-aligned, whatever a scan finds', async () => {
    const { place, candidate } = machine({ directMapDelta: DIRECT_MAP + 0x10n });
    const words = initWords(place.memory, candidate);
    expect(await ringStartsByScan(place.memory, candidate, words, NEVER)).toEqual([]);
  });

  test('of empty lists alone cannot be told', () => {
    const { place, candidate } = machine();
    place.guest.at(INIT, 0x2800).fill(0);
    for (let at = INIT; at < INIT + 0x2000; at += 16) {
      place.guest.writeWord(at, BigInt(at) + IMAGE);
      place.guest.writeWord(at + 8, BigInt(at) + IMAGE);
    }
    expect(startsOf({ place, candidate })).toEqual([]);
    expect(candidateAddress(candidate)).toBe(IMAGE + BigInt(INIT));
  });
});
