import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walkRing } from '../../../src/main/engine/kernel/ring.ts';
import { linkPlaces, scratch, type Scratch } from '../../support/engine/scratch.ts';

const HEAD = 0x8000;
const NODE_OFFSET = 0x40;
const objectAt = (i: number): number => 0x9000 + i * 0x100;
const nodes = (count: number): number[] => Array.from({ length: count }, (_, i) => objectAt(i) + NODE_OFFSET);
const objects = (count: number): number[] => Array.from({ length: count }, (_, i) => objectAt(i));

function ringOf(count: number, place: Scratch = scratch()): Scratch {
  linkPlaces(place, [HEAD, ...nodes(count)]);
  return place;
}

const walk = (place: Scratch, ...rest: [limit?: number, visit?: (object: number) => boolean]) =>
  walkRing(place.space, HEAD, NODE_OFFSET, ...rest);

describe.each([
  { wordSize: 8, byteOrder: 'little' },
  { wordSize: 8, byteOrder: 'big' },
  { wordSize: 4, byteOrder: 'little' },
  { wordSize: 4, byteOrder: 'big' },
] as const)('a ring of a $wordSize-byte $byteOrder-endian machine', (machine) => {
  test('is walked in list order, and the head is no member', () => {
    const deltas = machine.wordSize === 4 ? { imageDelta: 0xc000_0000n, directMapDelta: 0xc000_0000n } : {};
    const place = ringOf(5, scratch({ ...machine, ...deltas }));
    expect(walk(place)).toEqual({ objects: objects(5), closed: true });
  });
});

test('an empty list has no members and is closed', () => {
  expect(walk(ringOf(0))).toEqual({ objects: [], closed: true });
});

test('a ring may lead through the kernel image and the direct map', () => {
  const place = scratch();
  linkPlaces(place, [0x1000, 0x9040, 0x2040]);
  expect(walkRing(place.space, 0x1000, 0x40).objects).toEqual([0x9000, 0x2000]);
});

test('a wild next loses nobody: the walk continues from the other end', () => {
  const place = ringOf(6);
  place.guest.writeWord(objectAt(2) + NODE_OFFSET, 0xdead_beef_dead_beefn);
  expect(walk(place)).toEqual({ objects: objects(6), closed: false });
});

test('a wild prev loses nobody either', () => {
  const place = ringOf(6);
  place.guest.writeWord(objectAt(3) + NODE_OFFSET + 8, 0n);
  expect(walk(place)).toEqual({ objects: objects(6), closed: false });
});

test('a member whose page is gone loses only itself', () => {
  const place = ringOf(6);
  place.guest.at(objectAt(3), 0x100).fill(0);
  expect(walk(place)).toEqual({ objects: objects(6).filter((_, i) => i !== 3), closed: false });
});

test('a cycle that never comes back to its head ends, and nobody is named twice', () => {
  const place = ringOf(6);
  const { guest } = place;
  const link = (from: number, to: number): void => {
    guest.writeWord(objectAt(from) + NODE_OFFSET, guest.virtualOf(objectAt(to) + NODE_OFFSET));
    guest.writeWord(objectAt(to) + NODE_OFFSET + 8, guest.virtualOf(objectAt(from) + NODE_OFFSET));
  };
  link(4, 1);
  const { objects: found, closed } = walk(place);
  expect(closed).toBe(false);
  expect(new Set(found).size).toBe(found.length);
});

test('a node that names itself ends the walk', () => {
  const place = ringOf(4);
  const own = place.guest.virtualOf(objectAt(1) + NODE_OFFSET);
  place.guest.writeWord(objectAt(1) + NODE_OFFSET, own);
  place.guest.writeWord(objectAt(1) + NODE_OFFSET + 8, own);
  expect(walk(place).closed).toBe(false);
});

test('a list without end is followed no further than the limit', () => {
  expect(walk(ringOf(40), 10)).toEqual({ objects: objects(10), closed: false });
});

test('whoever looks at the members can end the walk, also its way back', () => {
  const seen: number[] = [];
  const { objects: found, closed } = walk(ringOf(9), undefined, (object) => seen.push(object) < 3);
  expect(closed).toBe(false);
  expect(found).toEqual(objects(3));
  expect(seen).toEqual(objects(3));
});

test('a head outside the dump has no ring', () => {
  const place = ringOf(3);
  for (const head of [NaN, -8, 0x1_0000, 0xfff8, 2 ** 60]) {
    expect(walkRing(place.space, head, NODE_OFFSET)).toEqual({ objects: [], closed: false });
  }
});

test('whatever the links hold, the walk ends, names nobody twice, and every member is linked both ways', () => {
  const somewhere = fc.oneof(
    fc.nat(11).map((i) => (i === 11 ? HEAD : objectAt(i) + NODE_OFFSET)),
    fc.nat(0xffff),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(11), fc.boolean(), somewhere), { maxLength: 30 }), (overwrites) => {
      const place = ringOf(11);
      const { guest, space } = place;
      for (const [which, prev, to] of overwrites) {
        const node = which === 11 ? HEAD : objectAt(which) + NODE_OFFSET;
        guest.writeWord(node + (prev ? 8 : 0), guest.virtualOf(to));
      }
      const { objects: found, closed } = walk(place);
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeLessThanOrEqual(0x1_0000);
      for (const object of found) {
        const node = object + NODE_OFFSET;
        const neighbours = [space.follow(node), space.follow(node + 8)];
        const mutual =
          space.follow((neighbours[0] ?? NaN) + 8) === node || space.follow(neighbours[1] ?? NaN) === node;
        expect(mutual).toBe(true);
      }
      if (closed && found.length > 0) {
        expect(space.follow(HEAD)).toBe((found[0] ?? NaN) + NODE_OFFSET);
        expect(space.follow(HEAD + 8)).toBe((found.at(-1) ?? NaN) + NODE_OFFSET);
      }
    }),
    { numRuns: 300 },
  );
});

test('a circle that never comes back to the head ends soon, where one pointer has two meanings', () => {
  const directMapDelta = 0x1_0000_0000n;
  const place = scratch({ imageDelta: directMapDelta - 0x100n, directMapDelta });
  const [head, near, far] = [0x2100, 0x2200, 0x3000];
  const link = (at: number, next: number, previous: number): void => {
    place.guest.writeWord(at, BigInt(next) + directMapDelta);
    place.guest.writeWord(at + 8, BigInt(previous) + directMapDelta);
  };
  link(head, far, far);
  // The way back from `far` leads to the head by one mapping and to `near` by the other.
  link(far, near, head);
  link(near, far, far);
  let visits = 0;
  const ring = walkRing(place.space, head, 0, undefined, () => ++visits > 0);
  expect(ring.closed).toBe(false);
  expect(new Set(ring.objects)).toEqual(new Set([far, near]));
  expect(visits).toBeLessThan(1000);
});
