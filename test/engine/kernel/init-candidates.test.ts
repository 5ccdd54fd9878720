import { describe, expect, test } from 'vitest';
import {
  candidateAddress,
  candidateText,
  initCandidates,
  type InitCandidate,
} from '../../../src/main/engine/kernel/init-candidates.ts';
import { IMAGE, scratch, type Scratch } from '../../support/engine/scratch.ts';

/** A supposed init_task in the middle of the kernel image of a scratch machine. */
const INIT = 0x10_0000;
const COMM = 0x800;

interface Drawn {
  readonly lists: number;
  readonly references: number;
  /** Put the references side by side. */
  readonly paired?: boolean;
}

function machine(overrides: Parameters<typeof scratch>[0] = {}): Scratch {
  const place = scratch({ ramSize: 0x20_0000, ...overrides });
  return place;
}

/** Writes empty lists from +0x100 on, and the address of init_task itself from +0x500 on. */
function draw(place: Scratch, { lists, references, paired = true }: Drawn): void {
  const { guest } = place;
  const { wordSize } = guest.machine;
  const base = guest.machine.ramBase + INIT;
  const image = (at: number): bigint => BigInt(at) + guest.machine.imageDelta;
  for (let i = 0; i < lists; i++) {
    const at = base + 0x100 + i * 2 * wordSize;
    guest.writeWord(at, image(at));
    guest.writeWord(at + wordSize, image(at));
  }
  for (let i = 0; i < references; i++) {
    guest.writeWord(base + 0x500 + i * (paired ? 1 : 3) * wordSize, image(base));
  }
  guest.writeText(base + COMM, 'swapper/0', 16);
}

function candidates({ guest }: Scratch): InitCandidate[] {
  const start = guest.machine.ramBase + INIT - 0x2800;
  return initCandidates({
    start,
    bytes: guest.at(start, 0x6000).slice(),
    name: guest.machine.ramBase + INIT + COMM,
  });
}

describe.each([
  { wordSize: 8, byteOrder: 'little', imageDelta: IMAGE },
  { wordSize: 8, byteOrder: 'big', imageDelta: IMAGE },
  {
    wordSize: 8,
    byteOrder: 'little',
    imageDelta: 0xffff_baf9_e100_0000n - 0x4000_0000n,
    ramBase: 0x4000_0000,
  },
  { wordSize: 8, byteOrder: 'little', imageDelta: 0xffff_fffe_0000_0000n, ramBase: 0x1_8000_0000 },
  { wordSize: 4, byteOrder: 'little', imageDelta: 0xc000_0000n },
  { wordSize: 4, byteOrder: 'big', imageDelta: 0xc000_0000n },
  { wordSize: 4, byteOrder: 'little', imageDelta: 0x4000_0000n, ramBase: 0x8000_0000 },
] as const)('$wordSize-byte words, $byteOrder-endian, VA − PA $imageDelta', (options) => {
  test('empty lists and self references give away word size, byte order, init_task and its displacement', () => {
    const place = machine(options);
    draw(place, { lists: 12, references: 4 });
    const [best] = candidates(place);
    expect(best).toEqual({
      format: { wordSize: options.wordSize, byteOrder: options.byteOrder },
      physical: place.guest.machine.ramBase + INIT,
      delta: options.imageDelta,
      commOffset: COMM,
      emptyLists: 12,
      references: 4,
      isWeak: false,
      adjacentPair: true,
    });
  });
});

test('kernels at physical zero (s390x: VA equals PA) are found', () => {
  const place = machine({ byteOrder: 'big', imageDelta: 0n, directMapDelta: 0n });
  draw(place, { lists: 20, references: 3 });
  expect(candidates(place)[0]).toMatchObject({ physical: INIT, delta: 0n });
});

test('two empty lists are chance, three are a vote', () => {
  const two = machine();
  draw(two, { lists: 2, references: 4 });
  expect(candidates(two)).toEqual([]);
  const three = machine();
  draw(three, { lists: 3, references: 4 });
  expect(candidates(three)[0]?.emptyLists).toBe(3);
});

test('something that names itself only twice, as an empty list head does, is not init_task', () => {
  const place = machine();
  draw(place, { lists: 10, references: 2 });
  expect(candidates(place)).toEqual([]);
});

test('what names itself in two places may be, since RHEL 5 has no real_parent; it is tried last', () => {
  const place = machine();
  draw(place, { lists: 10, references: 2, paired: false });
  expect(candidates(place)).toMatchObject([{ physical: INIT, references: 2, isWeak: true }]);
});

test('references need not stand side by side: a shuffled layout is a candidate all the same', () => {
  const place = machine();
  draw(place, { lists: 10, references: 3, paired: false });
  expect(candidates(place)[0]).toMatchObject({ physical: INIT, references: 3, adjacentPair: false });
});

test('a place with a parent pair comes before one that is only named more often', () => {
  const place = machine();
  draw(place, { lists: 10, references: 3 });
  const other = INIT - 0x400;
  for (let i = 0; i < 9; i++) place.guest.writeWord(INIT + 0x1000 + i * 16, BigInt(other) + IMAGE);
  expect(candidates(place).map((candidate) => candidate.physical)).toEqual([INIT, other]);
});

test('the name decides how far away comm lies, on any byte', () => {
  const place = machine();
  draw(place, { lists: 10, references: 3 });
  const start = INIT - 0x2800;
  const bytes = place.guest.at(start, 0x6000).slice();
  expect(initCandidates({ start, bytes, name: INIT + 0x8c1 })[0]?.commOffset).toBe(0x8c1);
});

test('addresses behind the name are no init_task: its name lies inside it', () => {
  const place = machine();
  draw(place, { lists: 10, references: 4 });
  const start = INIT - 0x2800;
  const bytes = place.guest.at(start, 0x6000).slice();
  expect(initCandidates({ start, bytes, name: INIT - 0x10 })).toEqual([]);
});

test('empty memory and memory full of one value have no candidates', () => {
  for (const fill of [0, 0xff, 0x41]) {
    const bytes = new Uint8Array(0x6000).fill(fill);
    expect(initCandidates({ start: 0x10_0000, bytes, name: 0x10_2800 })).toEqual([]);
  }
});

test('a candidate says its address and what speaks for it', () => {
  const place = machine();
  draw(place, { lists: 10, references: 4 });
  const [best] = candidates(place);
  if (best === undefined) throw new Error('no candidate');
  expect(candidateAddress(best)).toBe(IMAGE + BigInt(INIT));
  expect(candidateText(best)).toBe(
    'init_task at 0xffffffff81100000 (physical 0x100000), 64-bit little-endian, 10 empty lists, 4 references, parent pair',
  );
});
