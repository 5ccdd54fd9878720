import { describe, expect, it } from 'vitest';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import { physAddr } from '../../../src/shared/units.ts';
import { MemoryFile } from '../memory-file.ts';
import { buildGuest } from './build-guest.ts';
import { makeCycle, makeSelfLoop, unlinkFrom, writeWild, zeroPagesOf } from './damage.ts';
import { addExitedTask, addFalseFamily, addForeignRing, scatterName } from './decoys.ts';
import type { Guest } from './guest.ts';
import { Debugger } from './read-back.ts';

const TREE = `
  swapper/0 0
    init 1
      a 10
      b 11
      c 12
    kthreadd 2 kthread
`;

const listed = (guest: Guest): bigint[] =>
  new Debugger(guest).tasksOn(guest.idle.object.pointerTo('tasks'), 'tasks');
const addressOf = (guest: Guest, pid: number): bigint => guest.task(pid).truth.address;

describe('damage', () => {
  it('takes a task out of one ring and leaves the others alone', () => {
    const guest = buildGuest(TREE);
    unlinkFrom(guest, 11, 'tasks');
    expect(listed(guest)).toEqual([1, 2, 10, 12].map((pid) => addressOf(guest, pid)));
    const children = new Debugger(guest).tasksOn(guest.task(1).object.pointerTo('children'), 'sibling');
    expect(children).toEqual([10, 11, 12].map((pid) => addressOf(guest, pid)));
  });

  it('makes a ring that comes back to somewhere else', () => {
    const guest = buildGuest(TREE);
    makeCycle(guest, 'tasks', 12, 2);
    const debug = new Debugger(guest);
    const fromTwelve = debug.pointer(addressOf(guest, 12), 'tasks');
    expect(fromTwelve).toBe(guest.task(2).object.pointerTo('tasks'));
    expect(() => listed(guest)).toThrow(/broken/);
  });

  it('makes a step on the spot, and a pointer to nowhere', () => {
    const guest = buildGuest(TREE);
    makeSelfLoop(guest, 10, 'sibling');
    writeWild(guest, 10, 'tasks', 0xdead_beef_0000_0000n, 1);
    const debug = new Debugger(guest);
    expect(debug.pointer(addressOf(guest, 10), 'sibling')).toBe(guest.task(10).object.pointerTo('sibling'));
    expect(debug.word(guest.task(10).object.pointerTo('tasks') + 8n)).toBe(0xdead_beef_0000_0000n);
  });

  it('wipes pages and says whom that hit', () => {
    const guest = buildGuest(TREE);
    const hit = zeroPagesOf(guest, 11);
    expect(hit).toContain(11);
    for (const pid of hit) {
      const { physical } = guest.task(pid).truth;
      const bytes = guest.memory.at(physical, guest.structs.task_struct.size);
      expect(bytes.includes(0)).toBe(true);
    }
    expect(guest.memory.at(guest.task(11).truth.physical, 64).every((byte) => byte === 0)).toBe(true);
  });
});

describe('decoys', () => {
  it('leave every real task as it was', () => {
    const guest = buildGuest(TREE);
    const before = guest.truth.map((task) =>
      Buffer.from(guest.memory.at(task.physical, guest.structs.task_struct.size)).toString('hex'),
    );
    scatterName(guest, 200);
    addFalseFamily(guest, 12);
    addForeignRing(guest, 100);
    addExitedTask(guest, 'gone', 99, 1);
    const after = guest.truth.map((task) =>
      Buffer.from(guest.memory.at(task.physical, guest.structs.task_struct.size)).toString('hex'),
    );
    expect(after).toEqual(before);
    expect(listed(guest)).toHaveLength(5);
  });

  it('link a false family that closes but leads itself nowhere', () => {
    const guest = buildGuest(TREE);
    const family = addFalseFamily(guest, 6);
    const debug = new Debugger(guest);
    expect(debug.tasksOn(debug.member(family[0] ?? 0n, 'tasks'), 'tasks')).toEqual(family.slice(1));
    expect(family).not.toContain(debug.pointer(family[0] ?? 0n, 'group_leader'));
    expect(debug.text(debug.member(family[0] ?? 0n, 'comm'), 16)).toBe('swapper/0');
  });

  it('leave a dead task behind that still knows its parent', () => {
    const guest = buildGuest(TREE);
    const gone = addExitedTask(guest, 'gone', 99, 1);
    const debug = new Debugger(guest);
    expect(debug.text(debug.member(gone, 'comm'), 16)).toBe('gone');
    expect(debug.pointer(gone, 'real_parent')).toBe(addressOf(guest, 1));
    expect(debug.number(gone, 'exit_state')).toBe(16);
    expect(listed(guest)).not.toContain(gone);
  });
});

describe('a guest as a file', () => {
  it.each([
    { wordSize: 8, byteOrder: 'little' },
    { wordSize: 4, byteOrder: 'big' },
  ] as const)('is the same memory as raw bytes and as an ELF core ($wordSize bytes, $byteOrder)', (kind) => {
    const guest = buildGuest(TREE, { ramBase: 0x4000_0000, ramSize: 4 << 20 });
    const elf = openDump(new MemoryFile(guest.elf({ ...kind, segments: 5, reversed: true })));
    expect(elf.memory.size).toBe(4 << 20);
    const target = new Uint8Array(4 << 20);
    expect(elf.memory.read(physAddr(0x4000_0000), target)).toBe(target.length);
    expect(Buffer.from(target).equals(Buffer.from(guest.raw()))).toBe(true);
  });
});
