import { describe, expect, it } from 'vitest';
import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { buildGuest, type GuestOptions } from './build-guest.ts';
import { KERNEL_MODELS } from './kernel-models.ts';
import type { KernelModel } from './kernel-model.ts';
import { Debugger } from './read-back.ts';
import { shuffled } from './shuffle-model.ts';

const TREE = `
  swapper/0 0
    systemd 1
      bash 300 uid=1000 gid=1001 threads=worker:301,other:302
        vim 305 state=D
      dead 310 zombie uid=1000
      sudo 320 uid=1000 gid=1001 euid=0 egid=0
      runc 400 ns=1 threads=gc:401/2
        inner 402 ns=7
      strace 410
      traced 411 tracer=410
    kthreadd 2 kthread
      kworker/0:0 7
      ksoftirqd/0 8
`;

const models: readonly KernelModel[] = [
  ...Object.values(KERNEL_MODELS),
  shuffled(KERNEL_MODELS['6.1'], 1),
  shuffled(KERNEL_MODELS['4.19'], 2),
];
const machines: readonly (readonly [WordSize, ByteOrder])[] = [
  [8, 'little'],
  [8, 'big'],
  [4, 'little'],
  [4, 'big'],
];
const cases = models.flatMap((model) =>
  machines.map(([wordSize, byteOrder]) => ({
    title: `${model.name}, ${8 * wordSize}-bit ${byteOrder}-endian`,
    options: { model, wordSize, byteOrder, ramSize: 4 << 20 } satisfies GuestOptions,
  })),
);

describe.each(cases)('a drawn machine: $title', ({ options }) => {
  const guest = buildGuest(TREE, options);
  const debug = new Debugger(guest);
  const init = guest.idle.truth.address;
  const realParent = guest.structs.task_struct.has('real_parent') ? 'real_parent' : 'parent';
  const addressOf = (...pids: number[]): bigint[] => pids.map((pid) => guest.task(pid).truth.address);

  it('has all leaders and nobody else on the ring of tasks', () => {
    expect(debug.tasksOn(debug.member(init, 'tasks'), 'tasks')).toEqual(
      addressOf(1, 2, 7, 8, 300, 305, 310, 320, 400, 402, 410, 411),
    );
  });

  it('has every task on the ring of its parent’s children', () => {
    const children = (pid: number): bigint[] =>
      debug.tasksOn(debug.member(guest.task(pid).truth.address, 'children'), 'sibling');
    const inTracer = guest.model.ringOfTraced === 'parent';
    expect(children(0)).toEqual(addressOf(1, 2));
    expect(children(2)).toEqual(addressOf(7, 8));
    expect(children(1)).toEqual(
      guest.model.threadsAreSiblings
        ? addressOf(300, 301, 302, 310, 320, 400, 401, 410, ...(inTracer ? [] : [411]))
        : addressOf(300, 310, 320, 400, 410, 411),
    );
    expect(children(410)).toEqual(inTracer ? addressOf(411) : []);
    expect(children(305)).toEqual([]);
  });

  it('says of every task what the truth says', () => {
    for (const { truth } of guest.tasks) {
      expect(debug.text(debug.member(truth.address, 'comm'), 16)).toBe(truth.comm);
      expect(debug.number(truth.address, 'pid')).toBe(truth.pid);
      expect(debug.number(truth.address, 'tgid')).toBe(truth.tgid);
      expect(debug.number(truth.address, 'exit_state')).toBe(truth.exitState);
      expect(debug.number(truth.address, 'state')).toBe(truth.stateWord);
      expect(debug.pointer(truth.address, 'group_leader')).toBe(truth.leader);
      expect(debug.pointer(truth.address, realParent)).toBe(truth.parent);
      expect(debug.pointer(truth.address, 'mm') === 0n).toBe(truth.kernelThread || truth.state === 'Z');
    }
  });

  it('gives every task the ids of the drawing', () => {
    for (const { truth } of guest.tasks) {
      const cred = guest.structs.task_struct.has('cred') ? guest.structs.cred : guest.structs.task_struct;
      const base = cred === guest.structs.cred ? debug.pointer(truth.address, 'cred') : truth.address;
      const id = (name: string): number => debug.u32(base + BigInt(cred.offsetOf(name)));
      expect([id('uid'), id('gid'), id('euid'), id('egid')]).toEqual([
        truth.uid,
        truth.gid,
        truth.euid,
        truth.egid,
      ]);
    }
  });

  it('hangs threads on their leader and keeps them off the other rings', () => {
    const leader = guest.task(300).truth.address;
    expect(debug.pointer(addressOf(302)[0] ?? 0n, 'group_leader')).toBe(leader);
    const { task_struct: task, signal_struct: signal } = guest.structs;
    if (task.has('thread_group')) {
      expect(debug.tasksOn(debug.member(leader, 'thread_group'), 'thread_group')).toEqual(
        addressOf(301, 302),
      );
    }
    if (task.has('thread_node')) {
      const head = debug.pointer(leader, 'signal') + BigInt(signal.offsetOf('thread_head'));
      expect(debug.tasksOn(head, 'thread_node')).toEqual(addressOf(300, 301, 302));
    }
  });

  it('numbers tasks in every pid namespace', () => {
    const { pid, upid } = guest.structs;
    if (!pid.has('level')) return;
    const numbersOf = (number: number): { numbers: number[]; spaces: bigint[] } => {
      const { truth } = guest.task(number);
      const wordSize = options.wordSize;
      const at = guest.structs.task_struct.has('thread_pid')
        ? debug.pointer(truth.address, 'thread_pid')
        : debug.word(debug.member(truth.address, 'pids') + BigInt(2 * wordSize));
      const level = debug.u32(at + BigInt(pid.offsetOf('level')));
      const entry = (i: number): bigint => at + BigInt(pid.size + i * upid.size);
      const all = Array.from({ length: level + 1 }, (_, i) => entry(i));
      return {
        numbers: all.map((address) => debug.u32(address)),
        spaces: all.map((address) => debug.word(address + BigInt(upid.offsetOf('ns')))),
      };
    };
    for (const { truth } of guest.tasks) expect(numbersOf(truth.pid).numbers).toEqual(truth.namespacePids);
    expect(numbersOf(402).spaces).toEqual(numbersOf(401).spaces);
    expect(numbersOf(402).spaces[0]).toBe(numbersOf(1).spaces[0]);
  });

  it('hands a traced task to its tracer and leaves its real parent alone', () => {
    const traced = guest.task(411).truth.address;
    if (realParent !== 'parent') expect(debug.pointer(traced, 'parent')).toBe(addressOf(410)[0]);
    expect(debug.pointer(traced, realParent)).toBe(addressOf(1)[0]);
  });

  it('gives the idle task many empty lists to be found by', () => {
    const { wordSize } = options;
    let empty = 0;
    for (let at = 0; at + 2 * wordSize <= guest.structs.task_struct.size; at += wordSize) {
      const here = init + BigInt(at);
      if (debug.word(here) === here && debug.word(here + BigInt(wordSize)) === here) empty++;
    }
    expect(empty).toBeGreaterThanOrEqual(8);
  });
});

describe('the builder', () => {
  it('draws the same dump from the same seed and another from another', () => {
    const draw = (seed: number): Buffer => Buffer.from(buildGuest(TREE, { seed }).raw());
    expect(draw(5).equals(draw(5))).toBe(true);
    expect(draw(5).equals(draw(6))).toBe(false);
    expect(buildGuest(TREE, { seed: 5 }).truth).not.toEqual(buildGuest(TREE, { seed: 6 }).truth);
  });

  it('puts comm on an odd byte when it shuffles', () => {
    for (let seed = 1; seed < 20; seed++) {
      const model = shuffled(KERNEL_MODELS['6.1'], seed);
      expect(buildGuest('swapper/0 0', { model }).offsetOf('comm') % 2).toBe(1);
    }
  });

  it('starts tasks in the order of their pids, and counts suspend in the boot time', () => {
    const suspended = 3_600_000_000_000n;
    const times = buildGuest(TREE, { suspended }).truth.map((task) => task.startTime);
    expect(times).toEqual([...times].sort((a, b) => (a < b ? -1 : 1)));
    expect(times.at(-1)).toBeGreaterThan(suspended);
  });

  it('puts RAM and the deltas where it is told to', () => {
    const guest = buildGuest(TREE, {
      ramBase: 0x4000_0000,
      imageDelta: 0xffff_baf9_e100_0000n,
      directMapDelta: 0xfffe_ffff_c000_0000n,
    });
    const { truth } = guest.task(300);
    expect(truth.physical).toBeGreaterThan(0x4000_0000);
    expect(truth.address).toBe(BigInt.asUintN(64, BigInt(truth.physical) + 0xfffe_ffff_c000_0000n));
    expect(guest.idle.truth.address).toBe(BigInt(guest.idle.truth.physical) + 0xffff_baf9_e100_0000n);
    expect(new Debugger(guest).tasksOn(guest.idle.object.pointerTo('tasks'), 'tasks')).toHaveLength(12);
  });

  it('refuses drawings that make no sense', () => {
    expect(() => buildGuest('init 1')).toThrow(/idle task/);
    expect(() => buildGuest('swapper/0 0\n  a 5\n  b 5')).toThrow(/same pid/);
    expect(() => buildGuest('swapper/0 0\n  a 5 colour=red')).toThrow(/Unknown attribute/);
    expect(() => buildGuest('swapper/0 0\n  nameless')).toThrow(/Not a task/);
  });

  it('keeps names with spaces and control characters', () => {
    const guest = buildGuest('swapper/0 0\n  "two words" 5\n  "evil\\u001b[2J" 6');
    expect(guest.truth.map((task) => task.comm)).toEqual(['swapper/0', 'two words', 'evil\u001b[2J']);
  });
});
