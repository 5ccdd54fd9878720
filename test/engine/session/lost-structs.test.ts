import { describe, expect, test, vi } from 'vitest';
import {
  admit,
  expectSound,
  pagesOfTask,
  patient,
  wounded,
  type Patient,
} from '../../support/damage/patient.ts';
import { score } from '../../support/damage/score.ts';
import { analyseOpen } from '../../support/damage/specimen.ts';
import { PAGE, pagesOf, WOUNDS } from '../../support/damage/wound-pages.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { KERNEL_MODELS } from '../../support/dump-builder/kernel-models.ts';
import { QUIET_MACHINE } from '../../support/engine/drawings.ts';
import { MemoryFile } from '../../support/memory-file.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('where only credentials are lost, and no task', () => {
  /** The page that holds the credentials of most tasks, of those on which no task lies. */
  function pageOfCredentials({ guest, truth, whole }: Patient): number {
    const isFree = (page: number): boolean =>
      !truth.some((task) => page < task.to && page + PAGE > task.from);
    const count = (page: number): number =>
      guest.tasks.filter(({ cred }) => Math.floor((cred?.physical ?? NaN) / PAGE) * PAGE === page).length;
    const [page = NaN] = pagesOf(whole.runs)
      .filter(isFree)
      .sort((a, b) => count(b) - count(a));
    return page;
  }

  test.each(WOUNDS)('%s: ids are read from where they are, or not at all', async (kind) => {
    const subject = await patient();
    const page = pageOfCredentials(subject);
    const result = await wounded(subject, kind, [page]);
    expectSound(result);
    const ownPage = subject.guest.tasks.filter(
      ({ cred }) => (cred?.physical ?? NaN) >= page && (cred?.physical ?? NaN) < page + PAGE,
    );
    expect(ownPage.length).toBeGreaterThan(subject.guest.tasks.length / 10);
    expect(result.unknown).toBeLessThanOrEqual(4 * ownPage.length);
  });
});

describe('where another page stands in the place of one with credentials', () => {
  const USERS = Array.from(
    { length: 30 },
    (_, i) => `      user-${i} ${200 + i} uid=${1000 + (i % 3)} gid=2000`,
  );
  const machine = QUIET_MACHINE.replace('    kthreadd 2', `${USERS.join('\n')}\n    kthreadd 2`);

  test.each([
    { model: '2.6.32', wordSize: 8 },
    { model: '4.4', wordSize: 4 },
    { model: '6.12', wordSize: 8 },
  ] as const)('zeros on it are not root’s ($model, $wordSize bytes a word)', async ({ model, wordSize }) => {
    const guest = buildGuest(machine, { ramSize: 8 << 20, model: KERNEL_MODELS[model], wordSize });
    const { memory } = guest;
    const whole = await admit(guest);
    const pageAt = (place = NaN): number => Math.floor(place / PAGE) * PAGE;
    const page = pageAt(guest.task(215).cred?.physical);
    const lost = guest.tasks.filter(({ cred }) => pageAt(cred?.physical) === page);
    const struck = lost.filter(({ truth }) => truth.uid !== 0);
    expect(struck.length).toBeGreaterThan(5);
    // The other page has pointers where they have theirs, but they lead elsewhere.
    memory.at(page, PAGE).fill(0);
    for (const { cred } of lost)
      cred
        ?.set('usage', 1)
        .set('user', cred.address)
        .set('group_info', memory.virtualOf(page + 64));
    const { table } = (await analyseOpen(new MemoryFile(guest.elf()))).snapshot;
    const result = score(whole.truth, table, () => false);
    expect(result.wrong).toEqual([]);
    expect(result.missed).toEqual([]);
    expect(result.unknown).toBe(4 * lost.length);
  });
});

test.each(['2.6.32', '6.12'] as const)(
  'credentials of a container that share nothing with others, on a page of their own, are its own (%s)',
  async (model) => {
    const users = Array.from({ length: 90 }, (_, i) => `      user-${i} ${200 + i} uid=${1000 + i} gid=2000`);
    const machine = QUIET_MACHINE.replace('    kthreadd 2', `${users.join('\n')}\n    kthreadd 2`);
    const guest = buildGuest(machine, { ramSize: 8 << 20, model: KERNEL_MODELS[model] });
    const pageAt = (place = NaN): number => Math.floor(place / PAGE) * PAGE;
    const page = pageAt(guest.task(245).cred?.physical);
    const inside = guest.tasks.filter(({ cred }) => pageAt(cred?.physical) === page);
    expect(inside.length).toBeGreaterThan(5);
    for (const { cred } of inside) {
      const own = (): bigint => guest.memory.virtualOf(guest.heap.take('of-a-container', 512));
      cred?.set('user', own()).set('group_info', own());
      if (cred?.struct.has('user_ns') === true) cred.set('user_ns', own());
    }
    await admit(guest);
  },
);

test.each(['zero', 'random', 'missing'] as const)(
  'inner numbers are missed where the struct pids of all who have some are lost (%s)',
  async (kind) => {
    const container = '      box 201 ns=1\n        boxed 202 ns=2';
    const machine = QUIET_MACHINE.replace('    kthreadd 2', `${container}\n    kthreadd 2`);
    const subject = await admit(buildGuest(machine, { ramSize: 4 << 20 }));
    const inner = subject.guest.tasks.filter(({ truth }) => truth.namespacePids.length > 1);
    expect(inner.length).toBeGreaterThan(1);
    const lost = new Set(inner.map(({ pid }) => Math.floor(pid.physical / PAGE) * PAGE));
    const result = await wounded(subject, kind, [...lost]);
    expect(result.missed).toEqual([]);
    expect(result.wrong).toEqual([]);
    expect(result.unknown).toBeGreaterThanOrEqual(inner.length);
  },
);

describe('where nothing is lost of tasks but a page with state and flags of one', () => {
  /** The number of a page on which all of these members of some task stand, and none of those of any. */
  function pageWith({ guest }: Patient, wanted: readonly string[], others: readonly string[]): number {
    const pageOfMember = (base: number, member: string): number =>
      Math.floor((base + guest.offsetOf(member)) / PAGE) * PAGE;
    const bases = guest.tasks.map(({ truth }) => truth.physical);
    const taken = new Set(bases.flatMap((base) => others.map((member) => pageOfMember(base, member))));
    const pages = bases.map((base) => new Set(wanted.map((member) => pageOfMember(base, member))));
    const found = pages.find((places) => places.size === 1 && !taken.has([...places][0] ?? NaN));
    return [...(found ?? [])][0] ?? NaN;
  }

  test.each([
    { model: '4.14', seed: 3 },
    { model: 'RHEL 8', seed: 2 },
    { model: 'RHEL 8', seed: 4 },
  ] as const)('they are not read as they are ($model, seed $seed)', async ({ model, seed }) => {
    const subject = await patient({ model: KERNEL_MODELS[model], seed });
    const page = pageWith(subject, ['state', 'flags'], ['tasks', 'comm', 'group_leader']);
    for (const kind of ['zero', 'random', 'swapped'] as const) {
      const result = await wounded(subject, kind, [page]);
      expect(result.wrong).toEqual([]);
      expect(result.missed).toEqual([]);
      expect(result.unknown).toBeGreaterThanOrEqual(2);
    }
  });
});

test('noise in the place of some struct pids does not hide how deep namespaces are', async () => {
  const container = '      box 201 ns=1\n        boxed 202 ns=2\n        boxed 203 ns=3';
  const machine = QUIET_MACHINE.replace('    kthreadd 2', `${container}\n    kthreadd 2`);
  const subject = await admit(buildGuest(machine, { ramSize: 4 << 20 }));
  const pageAt = (place: number): number => Math.floor(place / PAGE) * PAGE;
  const inner = subject.guest.tasks.filter(({ truth }) => truth.namespacePids.length > 1);
  const kept = new Set(inner.map(({ pid }) => pageAt(pid.physical)));
  const lost = subject.guest.tasks.map(({ pid }) => pageAt(pid.physical)).filter((page) => !kept.has(page));
  expect(lost.length).toBeGreaterThan(0);
  const result = await wounded(subject, 'random', lost.slice(-1));
  expect(result.missed).toEqual([]);
  expect(result.wrong).toEqual([]);
});

test('where the address spaces of all processes are lost, nobody is called dead', async () => {
  const subject = await patient();
  const pageAt = (place = NaN): number => Math.floor(place / PAGE) * PAGE;
  const spaces = subject.guest.tasks.flatMap(({ mm }) => (mm === undefined ? [] : [pageAt(mm.physical)]));
  const lost = [...new Set(spaces), ...pagesOfTask(subject, 102)];
  const result = await wounded(subject, 'missing', lost);
  expect(result.missed).toEqual([]);
  expect(result.wrong).toEqual([]);
});
