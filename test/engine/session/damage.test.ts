import { describe, expect, test, vi } from 'vitest';
import { admit, expectSound, pagesOfTask, patient, wounded } from '../../support/damage/patient.ts';
import { analyseOpen } from '../../support/damage/specimen.ts';
import { PAGE, pagesOf, somePages, WOUNDS } from '../../support/damage/wound-pages.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { addFalseIdle } from '../../support/dump-builder/false-idle.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { linkRing } from '../../support/dump-builder/objects.ts';
import { Random } from '../../support/dump-builder/random.ts';
import { shuffled } from '../../support/dump-builder/shuffle-model.ts';
import { linkControlGroups } from '../../support/dump-builder/traces.ts';
import { BUSY_MACHINE, QUIET_MACHINE } from '../../support/engine/drawings.ts';
import { MemoryFile } from '../../support/memory-file.ts';

vi.setConfig({ testTimeout: 60_000 });

describe.each([
  { name: '6.1', options: {} },
  { name: '4.4', options: { model: KERNEL_MODELS['4.4'] } },
  {
    name: '6.12, 32-bit big-endian',
    options: { model: KERNEL_MODELS['6.12'], wordSize: 4, byteOrder: 'big' } as const,
  },
])('where pages of a $name machine are lost', ({ options }) => {
  test.each(WOUNDS)('%s: every task whose own pages survive is found', async (kind) => {
    const subject = await patient(options);
    const pages = pagesOf(subject.whole.runs);
    for (const [seed, share] of [0.01, 0.05].entries())
      expectSound(await wounded(subject, kind, somePages(pages, share, new Random(seed + 1))));
  });

  test.each([
    { who: 'init_task', pids: [0] },
    { who: 'kthreadd', pids: [2] },
    { who: 'both of them', pids: [0, 2] },
    { who: 'the first process', pids: [1] },
  ])('without $who the others are found', async ({ pids }) => {
    const subject = await patient(options);
    const lost = pids.flatMap((pid) => pagesOfTask(subject, pid));
    for (const kind of ['random', 'missing'] as const) expectSound(await wounded(subject, kind, lost));
  });
});

test.each([
  { seed: 2, model: '6.1' },
  { seed: 3, model: '6.1' },
  { seed: 7, model: '6.1' },
  { seed: 4, model: '2.6.32' },
] as const)(
  'without the first three tasks the others are found ($model, seed $seed)',
  async ({ seed, model }) => {
    const subject = await patient({ seed, model: KERNEL_MODELS[model] });
    const lost = [0, 1, 2].flatMap((pid) => pagesOfTask(subject, pid));
    expectSound(await wounded(subject, 'zero', lost));
  },
);

test.each([
  { name: 'quiet', machine: QUIET_MACHINE, seed: 41 },
  { name: 'busy', machine: BUSY_MACHINE, seed: 1 },
  { name: 'busy', machine: BUSY_MACHINE, seed: 6 },
])(
  'a list of some tasks is not taken for that of all where the first three are gone ($name, seed $seed)',
  async ({ machine, seed }) => {
    const subject = await admit(buildGuest(machine, { ramSize: 4 << 20, seed }));
    const lost = [0, 1, 2].flatMap((pid) => pagesOfTask(subject, pid));
    expectSound(await wounded(subject, 'missing', lost));
  },
);

test('without init_task the others are found where most of memory is zero', async () => {
  const guest = buildGuest(QUIET_MACHINE, { ramSize: 4 << 20 });
  const { physical } = guest.idle.truth;
  const bytes = new Uint8Array(192 << 20);
  bytes.set(guest.raw());
  bytes.fill(0, physical - (physical % PAGE), physical + PAGE);
  const { snapshot } = await analyseOpen(new MemoryFile(bytes));
  const pids = new Set(guest.truth.map(({ pid }) => pid));
  pids.delete(0);
  expect(new Set(snapshot.table?.pid.filter((pid) => pid !== 0))).toEqual(pids);
});

test('an init_task that a kernel left behind when it moved is no task where pages are lost', async () => {
  const guest = buildGuest(QUIET_MACHINE, { ramSize: 4 << 20 });
  const { memory } = guest;
  const node = addFalseIdle(guest) + guest.offsetOf('thread_node');
  const head = guest.heap.take('signal of the one left behind', 64);
  for (const [from, to] of [
    [node, head],
    [head, node],
  ] as const) {
    memory.writeWord(from, memory.virtualOf(to));
    memory.writeWord(from + memory.machine.wordSize, memory.virtualOf(to));
  }
  const subject = await admit(guest);
  expectSound(await wounded(subject, 'zero', pagesOfTask(subject, 101)));
});

test.each([1, 2, 3])('shuffled members are told without init_task (seed %i)', async (seed) => {
  const subject = await patient({ model: shuffled(KERNEL_MODELS['6.1'], seed) });
  expectSound(await wounded(subject, 'missing', pagesOfTask(subject, 0)));
});

describe('where the list of processes is broken', () => {
  const MACHINE = `
  swapper/0 0
    systemd 1
${Array.from({ length: 10 }, (_, i) => `      process-${i} ${40 + i}\n        child-of-${i} ${60 + i}`).join('\n')}
      server 80 threads=a:81,b:82,c:83,d:84,e:85,f:86,g:87
    kthreadd 2 kthread
${Array.from({ length: 9 }, (_, i) => `      kworker/0:${i} ${3 + i}`).join('\n')}`;

  test.each([0, 1])('another list, of all threads, is not taken for it (%i lost)', async (pid) => {
    const guest = buildGuest(MACHINE, { ramSize: 4 << 20, model: KERNEL_MODELS['6.12'] });
    const threads = guest.tasks.filter(({ truth }) => truth.pid !== 0).map(({ object }) => object);
    // As sched_ext's list does; and some member of every task leads to itself.
    linkRing(threads.map((object) => ({ object, member: 'scx.dsq_list' })));
    for (const thread of threads) thread.set('scx.dsq', thread.address);
    const subject = await admit(guest);
    expectSound(await wounded(subject, 'zero', pagesOfTask(subject, pid)));
  });

  test('names begin where they begin, also where one of them cannot be printed', async () => {
    const subject = await admit(buildGuest(`${MACHINE}\n      "pro\\u001bcess-10" 75`, { ramSize: 4 << 20 }));
    expectSound(await wounded(subject, 'zero', pagesOfTask(subject, 0)));
  });

  test('a program that bears the idle task’s name is not taken for init_task', async () => {
    const guest = buildGuest(`${MACHINE}\n      swapper/0 75`, {
      ramSize: 4 << 20,
      model: KERNEL_MODELS['6.12'],
    });
    const { object } = guest.task(75);
    // As on arm64, further members of a task lead to itself.
    for (const member of ['scx.dsq', 'last_wakee', 'wake_entry']) object.set(member, object.address);
    const subject = await admit(guest);
    expectSound(await wounded(subject, 'zero', pagesOfTask(subject, 0)));
  });

  test('a lost process with two children is not taken for init_task', async () => {
    const subject = await admit(
      buildGuest(`${MACHINE}\n      parent 90\n        one 91\n        two 92`, { ramSize: 4 << 20 }),
    );
    const lost = [0, 90].flatMap((pid) => pagesOfTask(subject, pid));
    for (const kind of ['zero', 'missing'] as const) expectSound(await wounded(subject, kind, lost));
  });

  test('threads are found whose leader is lost, and with it the table of pids', async () => {
    const guest = buildGuest(`${QUIET_MACHINE}\n    server 180 threads=a:181,b:182,c:183,d:184`, {
      ramSize: 4 << 20,
    });
    const subject = await admit(guest);
    const table = [...guest.pidPlaces.values()].map((place) => Math.floor(place / PAGE) * PAGE);
    const lost = [...new Set([...pagesOfTask(subject, 180), ...table])];
    for (const kind of ['zero', 'missing'] as const) expectSound(await wounded(subject, kind, lost));
  });

  test('a thread is found that nothing is left to name but its control group', async () => {
    const others = Array.from({ length: 20 }, (_, i) => `      other-${i} ${200 + i}`).join('\n');
    const server = '      server 180 threads=a:181,b:182,c:183';
    const guest = buildGuest(
      QUIET_MACHINE.replace('    kthreadd 2', `${server}\n${others}\n    kthreadd 2`),
      {
        ramSize: 8 << 20,
        model: KERNEL_MODELS['6.1'],
      },
    );
    linkControlGroups(guest, new Random(1));
    const subject = await admit(guest);
    const own = new Set(pagesOfTask(subject, 182));
    const structs = [...guest.pidPlaces.values(), guest.task(182).pid.physical];
    const lost = [
      ...[180, 181, 183].flatMap((pid) => pagesOfTask(subject, pid)),
      ...structs.map((place) => Math.floor(place / PAGE) * PAGE),
    ].filter((page) => !own.has(page));
    for (const kind of ['zero', 'missing'] as const) expectSound(await wounded(subject, kind, lost));
  });

  test('a process is found whose parent and neighbours are lost, and then its struct pid too', async () => {
    const subject = await admit(buildGuest(MACHINE, { ramSize: 4 << 20 }));
    const { guest } = subject;
    const order = guest.tasks.filter(({ truth }) => truth.pid === truth.tgid).map(({ truth }) => truth.pid);
    const pageAt = (place: number): number => Math.floor(place / PAGE) * PAGE;
    const table = [...guest.pidPlaces.values()].map(pageAt);
    for (const pid of [61, 64, 67]) {
      const at = order.indexOf(pid);
      const near = [pid - 20, order[at - 1] ?? 0, order[at + 1] ?? 0];
      const own = pagesOfTask(subject, pid);
      for (const numbers of [[], [pageAt(guest.task(pid).pid.physical)]]) {
        const lost = [...near.flatMap((other) => pagesOfTask(subject, other)), ...table, ...numbers];
        const others = new Set(lost.filter((page) => !own.includes(page)));
        expectSound(await wounded(subject, 'missing', [...others]));
      }
    }
  });
});
