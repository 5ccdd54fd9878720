import { describe, expect, test } from 'vitest';
import { english } from '../../../src/shared/i18n/english.ts';
import { AddressSpace } from '../../../src/main/engine/kernel/address-space.ts';
import { acceptRing, spread } from '../../../src/main/engine/kernel/accept.ts';
import { isName } from '../../../src/main/engine/kernel/comm.ts';
import type { InitCandidate } from '../../../src/main/engine/kernel/init-candidates.ts';
import {
  KernelLocator,
  type LocatedKernel,
  type Location,
} from '../../../src/main/engine/kernel/locate-kernel.ts';
import { Pace } from '../../../src/main/engine/kernel/pace.ts';
import type { PhysicalMemory } from '../../../src/main/engine/memory/physical-memory.ts';
import { mapMemory } from '../../../src/main/engine/memory/mapped-memory.ts';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import { addFalseFamily, addForeignRing, scatterName } from '../../support/dump-builder/decoys.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { SMALL_MACHINE } from '../../support/engine/drawings.ts';
import { MemoryFile } from '../../support/memory-file.ts';

const draw = (options: GuestOptions = {}): Guest =>
  buildGuest(SMALL_MACHINE, { ramSize: 4 << 20, ...options });

const memoryOf = (guest: Guest): PhysicalMemory => {
  const { ramBase, ramSize } = guest.memory.machine;
  return mapMemory(new MemoryFile(guest.memory.bytes), [{ start: ramBase, length: ramSize, file: 0 }]).memory;
};

async function locate(
  guest: Guest,
): Promise<Location & { locator: KernelLocator; log: string[]; announced: LocatedKernel[] }> {
  const log: string[] = [];
  const announced: LocatedKernel[] = [];
  const locator = new KernelLocator(memoryOf(guest), {
    pace: new Pace(),
    log: (line) => log.push(line),
    onProgress: () => undefined,
    onKernel: (kernel) => announced.push(kernel),
  });
  return { ...(await locator.run()), locator, log, announced };
}

const leadersOf = (guest: Guest): number[] =>
  guest.truth.filter((task) => task.pid === task.tgid).map((task) => task.physical);

describe('locating the kernel', () => {
  test('finds init_task, both deltas, comm, tasks and every leader in list order', async () => {
    const guest = draw();
    const { kernel, announced } = await locate(guest);
    expect(kernel).toMatchObject({
      initTask: guest.idle.truth.address,
      initPhysical: guest.idle.truth.physical,
      commOffset: guest.offsetOf('comm'),
      tasksOffset: guest.offsetOf('tasks'),
    });
    expect(kernel?.space.image).toBe(guest.memory.machine.imageDelta);
    expect(kernel?.space.directMap).toBe(guest.memory.machine.directMapDelta);
    expect(kernel?.accepted.closed).toBe(true);
    expect(kernel?.accepted.tasks).toEqual(leadersOf(guest));
    expect(announced).toEqual([kernel]);
  });

  test('names the words that may be group_leader and parent', async () => {
    const guest = draw();
    const { kernel } = await locate(guest);
    expect(kernel?.accepted.selfOffsets).toContain(guest.offsetOf('group_leader'));
    expect(kernel?.accepted.parentOffsets).toEqual(
      expect.arrayContaining([guest.offsetOf('real_parent'), guest.offsetOf('parent')]),
    );
  });

  test('says in sentences how it was found', async () => {
    const guest = draw();
    const { kernel } = await locate(guest);
    const evidence = kernel?.evidence.map(english).join('\n') ?? '';
    expect(evidence).toContain(`0x${guest.idle.object.place('comm').toString(16)}`);
    expect(evidence).toContain(`0x${guest.idle.truth.address.toString(16)}`);
    expect(evidence).toContain(`closes over ${leadersOf(guest).length} tasks`);
  });

  test.each([0x20_0000n, 0x60_0000n, 0x3fe0_0000n])(
    'does not depend on the direct map’s step: %d bytes off a GiB',
    async (offset) => {
      const directMapDelta = 0xffff_8880_0000_0000n + offset;
      const guest = draw({ directMapDelta });
      const { kernel } = await locate(guest);
      expect(kernel?.space.directMap).toBe(directMapDelta);
      expect(kernel?.accepted.tasks).toEqual(leadersOf(guest));
    },
  );

  test('passes over names that stand everywhere, aligned and not', async () => {
    const guest = draw();
    scatterName(guest, 300);
    const { kernel, namesSeen } = await locate(guest);
    expect(namesSeen).toBeGreaterThan(200);
    expect(kernel?.initTask).toBe(guest.idle.truth.address);
  });

  test('passes over closed rings that are no tasks, and false families that nobody leads', async () => {
    const guest = draw();
    addForeignRing(guest, 60);
    addFalseFamily(guest, 12);
    expect((await locate(guest)).kernel?.initTask).toBe(guest.idle.truth.address);
  });

  test('keeps the rest of a ring that is broken, and says that it is', async () => {
    const guest = draw();
    guest.task(70).object.setPair('tasks', 0n, 0n);
    const { kernel } = await locate(guest);
    expect(kernel?.accepted.closed).toBe(false);
    expect(kernel?.accepted.tasks.toSorted()).toEqual(
      leadersOf(guest)
        .filter((place) => place !== guest.task(70).truth.physical)
        .toSorted(),
    );
  });

  test('tells a Linux without tasks from no Linux at all', async () => {
    const wiped = draw();
    for (const { object } of wiped.tasks) wiped.memory.at(object.physical, object.struct.size).fill(0);
    expect(await locate(wiped)).toMatchObject({ kernel: undefined, linuxSeen: true });
    const empty = draw();
    empty.memory.bytes.fill(0);
    expect(await locate(empty)).toMatchObject({
      kernel: undefined,
      linuxSeen: false,
      namesSeen: 0,
      candidatesTried: 0,
    });
  });

  test('reads the names of the kernel it found', async () => {
    const guest = draw({ hostname: 'testbox', release: '6.1.7-test', architecture: 'x86_64' });
    const { locator } = await locate(guest);
    expect(locator.kernelNames()).toEqual({
      hostname: 'testbox',
      release: '6.1.7-test',
      machine: 'x86_64',
      banner: guest.banner,
    });
  });
});

describe('a ring', () => {
  const candidateOf = (guest: Guest): InitCandidate => ({
    format: guest.memory.machine,
    physical: guest.idle.truth.physical,
    delta: guest.memory.machine.imageDelta,
    commOffset: guest.offsetOf('comm'),
    emptyLists: 9,
    references: 3,
    isWeak: false,
    adjacentPair: true,
  });
  const judge = (guest: Guest, member: string): string => {
    const { machine } = guest.memory;
    const space = new AddressSpace(memoryOf(guest), machine, machine.imageDelta, machine.directMapDelta);
    const verdict = acceptRing(space, candidateOf(guest), guest.offsetOf(member));
    return 'rejected' in verdict ? verdict.rejected : 'accepted';
  };

  test('of tasks is accepted', () => {
    expect(judge(draw(), 'tasks')).toBe('accepted');
  });

  test('of one or two members is too short: children of the idle task', () => {
    expect(judge(draw(), 'children')).toMatch(/only [1-3] members/);
  });

  test('without names is rejected', () => {
    const guest = draw();
    const nodes = Array.from({ length: 9 }, () => guest.heap.take('nameless', 0x4000, 4096));
    const { memory } = guest;
    const places = [guest.idle.object.place('perf_event_list'), ...nodes.map((at) => at + 0x800)];
    for (const node of nodes) memory.at(node, 0x4000).fill(0);
    places.forEach((place, i) => {
      memory.writeWord(place, memory.virtualOf(places[(i + 1) % places.length] ?? 0));
      memory.writeWord(place + 8, memory.virtualOf(places.at(i - 1) ?? 0));
    });
    expect(judge(guest, 'perf_event_list')).toBe('0 % of its members have a name');
  });

  test('of a program that bears the idle task’s name is rejected, also where some word of it names itself', () => {
    const guest = draw();
    const { tasks, memory } = guest;
    tasks.forEach(({ object }, i) =>
      object.set('last_wakee', tasks[(i * 7 + 3) % tasks.length]?.truth.address ?? 0n),
    );
    const { truth, object } = guest.task(70);
    object.set('last_wakee', truth.address);
    const { machine } = memory;
    const space = new AddressSpace(memoryOf(guest), machine, machine.imageDelta, machine.directMapDelta);
    const program = { ...candidateOf(guest), physical: truth.physical, delta: machine.directMapDelta };
    expect(acceptRing(space, program, guest.offsetOf('tasks'))).toMatchObject({ fate: 'parentless' });
  });

  test('of tasks without leaders, or without parents, is rejected', () => {
    const leaderless = draw();
    for (const task of leaderless.tasks) if (task.truth.pid !== 0) task.object.set('group_leader', 0);
    expect(judge(leaderless, 'tasks')).toBe('no member names itself as its group_leader');
    const orphans = draw();
    for (const { truth, object } of orphans.tasks) {
      if (truth.pid !== 0) object.set('real_parent', 0).set('parent', 0);
    }
    expect(judge(orphans, 'tasks')).toBe('no word leads from members to their parents');
  });

  test('whose members all have the same parent is rejected: that says nothing', () => {
    const guest = draw();
    for (const { truth, object } of guest.tasks) {
      if (truth.pid !== 0)
        object.set('real_parent', guest.idle.truth.address).set('parent', guest.idle.truth.address);
    }
    expect(judge(guest, 'tasks')).toBe('no word leads from members to their parents');
  });
});

test('a name is not empty and ends within its sixteen bytes; what it says is the guest’s to choose', () => {
  const comm = (text: string): Uint8Array => {
    const bytes = new Uint8Array(16);
    bytes.set(new TextEncoder().encode(text).subarray(0, 16));
    return bytes;
  };
  expect(isName(comm('a'))).toBe(true);
  expect(isName(comm('\u001b[2J'))).toBe(true);
  expect(isName(comm('fifteen letters'))).toBe(true);
  expect(isName(comm(''))).toBe(false);
  expect(isName(comm('sixteen letters!'))).toBe(false);
});

test('a spread takes the first ones and others evenly, each once, never more than asked for', () => {
  const objects = Array.from({ length: 1000 }, (_, i) => i);
  expect(spread(objects.slice(0, 5), 48)).toEqual([0, 1, 2, 3, 4]);
  const taken = spread(objects, 48);
  expect(taken).toHaveLength(48);
  expect(new Set(taken).size).toBe(48);
  expect(taken.slice(0, 16)).toEqual(objects.slice(0, 16));
  expect(taken.at(-1)).toBeGreaterThan(950);
});
