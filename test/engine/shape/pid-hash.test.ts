import { expect, test } from 'vitest';
import { pidsInHash, type HashedPids } from '../../../src/main/engine/shape/pid-hash.ts';
import { scratch, type Scratch } from '../../support/engine/scratch.ts';

const TABLE = 0x6000;
const BUCKETS = 16;
/** Struct pids of 64 bytes: the number at 40, its chain at 48. */
const NUMBER = 40;
const CHAIN = 48;
const POISON = 0xdead_0000_0000_0200n;

const structOf = (pid: number): number => 0x8000 + 64 * pid;
const link = (pid: number): number => structOf(pid) + CHAIN;
const bucketOf = (pid: number): number => TABLE + 8 * (pid % BUCKETS);

/** A table in which 48 pids stand, three to a bucket: the highest first. */
function table(): Scratch {
  const memory = scratch();
  const { guest } = memory;
  for (let pid = 1; pid <= 48; pid++) {
    guest.writeU32(structOf(pid) + NUMBER, pid);
    const before = pid + BUCKETS <= 48 ? link(pid + BUCKETS) : bucketOf(pid);
    guest.writeWord(before, guest.virtualOf(link(pid)));
    guest.writeWord(link(pid) + 8, guest.virtualOf(before));
  }
  return memory;
}

const read = ({ space }: Scratch, without: readonly number[] = []): HashedPids =>
  pidsInHash(
    space,
    NUMBER,
    new Map(
      Array.from({ length: 48 }, (_, i) => i + 1)
        .filter((pid) => !without.includes(pid))
        .map((pid) => [structOf(pid), pid]),
    ),
  );

test('all pids of a table are found, those that nobody knows too', () => {
  const { pids, cutOff } = read(table(), [7, 40]);
  expect([...pids.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, i) => i + 1));
  expect(cutOff.size).toBe(0);
});

test('one that was taken out is lacking, whether its link was poisoned or not', () => {
  for (const poison of [true, false]) {
    const memory = table();
    const { guest } = memory;
    guest.writeWord(link(44), guest.virtualOf(link(12)));
    guest.writeWord(link(12) + 8, guest.virtualOf(link(44)));
    if (poison) guest.writeWord(link(28) + 8, POISON);
    const { pids, cutOff } = read(memory);
    expect(pids.has(structOf(28))).toBe(false);
    expect(pids.size).toBe(47);
    expect(cutOff.size).toBe(0);
  }
});

test('those behind one that left while memory was read are found', () => {
  const memory = table();
  const { guest } = memory;
  // free_pid has taken 44 out: the bucket is of the moment before, the struct pids of the one after.
  guest.writeWord(link(44) + 8, POISON);
  guest.writeWord(link(28) + 8, guest.virtualOf(bucketOf(28)));
  const { pids, cutOff } = read(memory, [44]);
  expect(pids.has(structOf(28))).toBe(true);
  expect(pids.has(structOf(12))).toBe(true);
  expect(cutOff.size).toBe(0);
});

test('the table does not tell of those behind one whose struct pid is not there yet', () => {
  const memory = table();
  const { guest } = memory;
  guest.at(structOf(44), 64).fill(0xa5);
  guest.writeWord(link(28) + 8, guest.virtualOf(bucketOf(28)));
  const { pids, cutOff } = read(memory, [44]);
  expect(pids.has(structOf(28))).toBe(false);
  expect([...cutOff].sort((a, b) => a - b)).toEqual([12, 28]);
});
