import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { buildGuest, type GuestOptions } from '../../support/dump-builder/build-guest.ts';
import { addFalseFamily, addForeignRing, scatterName } from '../../support/dump-builder/decoys.ts';
import type { Guest } from '../../support/dump-builder/guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { analyseBytes, analyseGuest, understand, type Analysis } from '../../support/engine/analyse-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { QUIET_MACHINE, SMALL_MACHINE } from '../../support/engine/drawings.ts';
import { unsound } from '../../support/engine/soundness.ts';
import { inflict, overwrite, taskAt, unharmed, wildValue, wound } from '../../support/engine/wounds.ts';

/** No analysis of a few MiB may take longer, whatever is in them. */
const PATIENCE = 5000;
/** Bytes an analysis of 4 MiB may need at most, in buffers outside the heap. */
const MEMORY = 256 << 20;

/** Runs are few, so that the suite stays quick; SEED and RUNS search further. */
const RUNS = Number(process.env['RUNS'] ?? 1);
const settings = (numRuns: number): fc.Parameters<unknown> => ({
  numRuns: numRuns * RUNS,
  seed: Number(process.env['SEED'] ?? 1),
  // Looking for a smaller failure would outlive the test, and change memory under the next; SHRINK does it on demand.
  endOnFailure: process.env['SHRINK'] === undefined,
});
vi.setConfig({ testTimeout: 30_000 * RUNS });

const draw = (drawing: string, options: GuestOptions = {}): Guest =>
  buildGuest(drawing, { ramSize: 4 << 20, ...options });

const GUESTS: readonly Guest[] = [
  draw(SMALL_MACHINE),
  draw(SMALL_MACHINE, { wordSize: 4, model: KERNEL_MODELS['3.10'] }),
  draw(SMALL_MACHINE, { byteOrder: 'big', model: KERNEL_MODELS['6.12'] }),
  draw(SMALL_MACHINE, { wordSize: 4, byteOrder: 'big', model: KERNEL_MODELS['4.19'] }),
];

/**
 * One of these machines. What fast-check is given is its number, which it prints where a property fails; all of a
 * machine would take it for ever.
 */
const oneOf = (guests: readonly Guest[]): fc.Arbitrary<number> => fc.nat({ max: guests.length - 1 });

function at(guests: readonly Guest[], which: number): Guest {
  const guest = guests[which];
  if (guest === undefined) throw new Error(`There is no machine ${which}.`);
  return guest;
}

/** Analyses what the guest's memory holds now; bounded in time and memory, and sound whatever comes out. */
async function endure(guest: Guest, bytes: Uint8Array = guest.elf()): Promise<Analysis> {
  const buffers = process.memoryUsage().arrayBuffers;
  const start = performance.now();
  const analysis = await analyseBytes(bytes);
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  expect(process.memoryUsage().arrayBuffers - buffers).toBeLessThan(MEMORY);
  expect(unsound(guest, analysis)).toEqual([]);
  return analysis;
}

describe('whatever a dump holds, the analysis ends, throws nothing unexpected, and says nothing that is not in the bytes', () => {
  test('random bytes over a machine', async () => {
    await fc.assert(
      fc.asyncProperty(
        oneOf(GUESTS),
        fc.array(fc.record({ place: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }) }), {
          maxLength: 300,
        }),
        async (which, splashes) => {
          const guest = at(GUESTS, which);
          await unharmed(guest, async () => {
            const { bytes: ram } = guest.memory;
            for (const { place, bytes } of splashes) ram.set(bytes, place % (ram.length - 64));
            await endure(guest);
          });
        },
      ),
      settings(6),
    );
  });

  test('random bytes over task_structs', async () => {
    await fc.assert(
      fc.asyncProperty(
        oneOf(GUESTS),
        fc.array(
          fc.record({ task: fc.nat(), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        async (which, splashes) => {
          const guest = at(GUESTS, which);
          await unharmed(guest, async () => {
            const { size } = guest.structs.task_struct;
            for (const { task, at, bytes } of splashes) {
              const target = guest.memory.at(taskAt(guest, task).object.physical, size);
              target.set(bytes.subarray(0, size - (at % size)), at % size);
            }
            await endure(guest);
          });
        },
      ),
      settings(6),
    );
  });

  test('many wild pointers at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        oneOf(GUESTS),
        fc.array(wound, { minLength: 5, maxLength: 200 }),
        async (which, wounds) => {
          const guest = at(GUESTS, which);
          await unharmed(guest, async () => {
            for (const each of wounds) inflict(guest, each);
            await endure(guest);
          });
        },
      ),
      settings(6),
    );
  });

  test('links of all rings shuffled: cycles, self-loops, lists without end, families that eat their children', async () => {
    const RINGS = [
      'tasks',
      'children',
      'sibling',
      'thread_group',
      'thread_node',
      'real_parent',
      'group_leader',
    ];
    const link = fc.record({
      ring: fc.constantFrom(...RINGS),
      task: fc.nat(),
      second: fc.boolean(),
      value: wildValue,
    });
    await fc.assert(
      fc.asyncProperty(
        oneOf(GUESTS),
        fc.array(link, { minLength: 1, maxLength: 25 }),
        async (which, links) => {
          const guest = at(GUESTS, which);
          await unharmed(guest, async () => {
            const { task_struct: struct } = guest.structs;
            for (const { ring, task, second, value } of links) {
              const member = struct.members.find(({ name }) => name === ring);
              if (member === undefined) continue;
              const more = second && member.kind === 'list' ? guest.memory.machine.wordSize : 0;
              overwrite(guest, taskAt(guest, task), member.offset + more, value);
            }
            await endure(guest);
          });
        },
      ),
      settings(10),
    );
  });

  test('files cut off anywhere, as ELF and as plain memory', async () => {
    await fc.assert(
      fc.asyncProperty(
        oneOf(GUESTS),
        fc.double({ min: 0.26, max: 1, noNaN: true }),
        fc.boolean(),
        async (which, share, elf) => {
          const guest = at(GUESTS, which);
          const bytes = elf ? guest.elf() : guest.raw();
          const { problem, table } = await endure(guest, bytes.subarray(0, Math.floor(bytes.length * share)));
          expect(table !== undefined || problem !== undefined).toBe(true);
        },
      ),
      settings(6),
    );
  });

  test('nothing but decoys: false families, foreign rings and the idle task’s name everywhere', async () => {
    const guest = draw(SMALL_MACHINE, { ramSize: 8 << 20 });
    addFalseFamily(guest, 14);
    addFalseFamily(guest, 5, 12);
    addForeignRing(guest, 400);
    scatterName(guest, 500);
    for (const { object } of guest.tasks) guest.memory.at(object.physical, object.struct.size).fill(0);
    const { table, problem } = await endure(guest);
    expect(table).toBeUndefined();
    expect(problem?.code).toBe('no-kernel');
  });

  test('a ring that is long and closed and made of one kind of lie', async () => {
    const guest = draw(SMALL_MACHINE, { ramSize: 8 << 20 });
    addForeignRing(guest, 3000);
    const { table } = await understand(guest);
    expect(differences(guest, table)).toEqual([]);
  });

  test('twenty thousand names of the idle task', async () => {
    const guest = draw(SMALL_MACHINE);
    const { ramSize } = guest.memory.machine;
    const taken = guest.tasks.map(({ object }) => object.physical);
    for (let at = ramSize - 0x8_0000; at + 16 <= ramSize; at += 24) {
      if (taken.some((base) => at > base - 32 && at < base + 0x1000)) continue;
      guest.memory.writeText(at, 'swapper/0', 16);
    }
    await endure(guest);
  });
});

describe('limited damage does limited harm', () => {
  const machines = [
    draw(QUIET_MACHINE),
    draw(QUIET_MACHINE, { wordSize: 4, byteOrder: 'big', model: KERNEL_MODELS['6.12'] }),
  ];

  /** Links that rootkits and bad memory break. */
  const LINKS = [
    'tasks',
    'sibling',
    'children',
    'thread_group',
    'thread_node',
    'thread_pid',
    'cred',
    'signal',
    'parent',
  ];

  test('one wild link in one task: all others are found, with every value right', async () => {
    await fc.assert(
      fc.asyncProperty(
        oneOf(machines),
        fc.constantFrom(...LINKS),
        fc.nat(),
        fc.boolean(),
        wildValue,
        async (machine, link, which, second, value) => {
          const guest = at(machines, machine);
          const member = guest.structs.task_struct.members.find(({ name }) => name === link);
          const victim = taskAt(guest, 1 + (which % (guest.tasks.length - 1)));
          if (member === undefined || victim.truth.pid === 0) return;
          await unharmed(guest, async () => {
            const more = second && member.kind === 'list' ? guest.memory.machine.wordSize : 0;
            overwrite(guest, victim, member.offset + more, value);
            const analysis = await endure(guest);
            if (analysis.table === undefined) throw new Error(analysis.problem?.message.key);
            const others = differences(guest, analysis.table).filter(
              (line) => !line.startsWith(`${victim.truth.pid} `),
            );
            expect(others).toEqual([]);
          });
        },
      ),
      settings(20),
    );
  });

  test('a process whose pages are lost takes nobody with it but those on the same pages', async () => {
    const guest = draw(QUIET_MACHINE);
    for (const pid of [50, 60, 130, 82]) {
      await unharmed(guest, async () => {
        const { object } = guest.task(pid);
        const from = object.physical & ~4095;
        const to = (object.physical + object.struct.size + 4095) & ~4095;
        const lost = guest.tasks.filter(
          (task) => task.object.physical < to && task.object.physical + task.object.struct.size > from,
        );
        if (lost.some((task) => task.truth.pid < 3)) return;
        guest.memory.at(from, to - from).fill(0);
        const { table } = await understand(guest);
        const found = new Set(table.pid);
        const missing = guest.truth.filter(
          (truth) => !found.has(truth.pid) && !lost.some((task) => task.truth.pid === truth.pid),
        );
        expect(missing.map((truth) => truth.pid)).toEqual([]);
      });
    }
  });

  test('an intact machine is understood between all that: memory is put back', async () => {
    for (const guest of [...GUESTS, ...machines]) {
      const { table } = await understand(guest);
      expect(differences(guest, table)).toEqual([]);
    }
  });
});

test('the analysis of a broken dump gives the same answer twice', async () => {
  const [guest] = GUESTS;
  if (guest === undefined) throw new Error('no guest');
  await unharmed(guest, async () => {
    overwrite(guest, guest.task(70), guest.offsetOf('tasks'), { kind: 'zero' });
    const first = await analyseGuest(guest);
    const second = await analyseGuest(guest);
    expect(second.table).toEqual(first.table);
    expect(second.shape).toEqual(first.shape);
  });
});
