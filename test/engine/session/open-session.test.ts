import { describe, expect, test } from 'vitest';
import { STAGES, type SessionEvent, type SessionSnapshot } from '../../../src/shared/api.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import type { Session } from '../../../src/main/engine/session/session.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { differences } from '../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';
import { dumpFileOf } from '../../support/engine/dump-file-of.ts';
import { problemIn } from '../../support/problem-of.ts';

const GUEST = buildGuest(BUSY_MACHINE, { ramSize: 4 << 20, hostname: 'box', release: '6.1.9' });

interface Run {
  readonly session: Session;
  readonly events: readonly SessionEvent[];
  readonly log: readonly string[];
}

/** Runs a session; `look` is called at every event, while the analysis goes on. */
async function run(look: (session: Session, event: SessionEvent) => void = () => undefined): Promise<Run> {
  const events: SessionEvent[] = [];
  const log: string[] = [];
  const session: Session = openSession({
    id: 's1',
    path: dumpFileOf(GUEST),
    onEvent: (event) => {
      events.push(event);
      look(session, event);
    },
    onLog: (line) => log.push(line),
  });
  await session.run();
  return { session, events, log };
}

const changesOf = (events: readonly SessionEvent[]) =>
  events.flatMap((event) => (event.type === 'changed' ? [event.changes] : []));

describe('a session', () => {
  test('announces file, kernel, first table, finished table and end, in this order', async () => {
    const { events } = await run();
    const steps = changesOf(events).map((changes) =>
      Object.keys(changes)
        .filter((key) => key !== 'timings')
        .join('+'),
    );
    expect(steps.filter((step) => step !== '')).toEqual([
      'info',
      'info',
      'shape+table',
      'info+shape+table',
      'kernels+initSearch',
      'finished',
    ]);
  });

  test('shows a first table long before it is finished, complete in tasks, names, numbers and parents', async () => {
    const { events } = await run();
    const first = changesOf(events).find((changes) => changes.table !== undefined)?.table;
    if (first === undefined) throw new Error('no table');
    const late = ['uid', 'gid', 'euid', 'egid', 'state', 'kernelThread', 'startTime', 'namespacePids'];
    expect(differences(GUEST, first, late)).toEqual([]);
  });

  test('goes through its stages in order and times each', async () => {
    const { session, events } = await run();
    const reported = events.flatMap((event) => (event.type === 'progress' ? [event.progress.stage] : []));
    const order = reported.map((stage) => STAGES.indexOf(stage));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const { timings, progress } = session.snapshot();
    expect(timings.map((timing) => timing.stage)).toEqual(['open', 'locate', 'shape', 'tasks', 'carve']);
    expect(timings.every((timing) => timing.milliseconds >= 0 && timing.bytesRead >= 0)).toBe(true);
    expect(progress).toMatchObject({ stage: 'done', tasks: GUEST.tasks.length });
  });

  test('keeps in its snapshot all that it announced', async () => {
    const { session, events } = await run();
    const last = Object.assign({}, ...changesOf(events)) as Partial<SessionSnapshot>;
    expect(session.snapshot()).toMatchObject({ session: 's1', finished: true });
    expect(session.snapshot().table).toBe(last.table);
    expect(session.snapshot().shape).toBe(last.shape);
    expect(session.snapshot().problem).toBeUndefined();
  });

  test('says what machine that is', async () => {
    const { session } = await run();
    expect(session.snapshot().info).toMatchObject({
      format: 'elf',
      memoryBytes: 4 << 20,
      ranges: [{ start: 0, length: 4 << 20 }],
      kernel: {
        wordSize: 8,
        byteOrder: 'little',
        architecture: 'x86_64',
        release: '6.1.9',
        hostname: 'box',
        banner: GUEST.banner,
        initTask: GUEST.idle.truth.address,
        initTaskPhysical: GUEST.idle.truth.physical,
        imageDelta: GUEST.memory.machine.imageDelta,
        directMapDelta: GUEST.memory.machine.directMapDelta,
      },
    });
  });

  test('answers reads, places and segments while it runs, and virtual ones once the kernel is found', async () => {
    const seen: { file: number; physical: number; virtual: number }[] = [];
    await run((session) => {
      if (session.snapshot().info === undefined) return;
      seen.push({
        file: session.read('file', 0n, 4).bytes[1] ?? 0,
        physical: session.read('physical', BigInt(GUEST.idle.object.place('comm')), 16).bytes[0] ?? 0,
        virtual: session.segments('virtual').length,
      });
    });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen.every(({ file, physical }) => file === 0x45 && physical === 0x73)).toBe(true);
    expect(seen[0]?.virtual).toBe(0);
    expect(seen.at(-1)?.virtual).toBe(2);
  });

  test('describes tasks as soon as the first table is there', async () => {
    let early: string[] | undefined;
    await run((session, event) => {
      if (early === undefined && event.type === 'changed' && event.changes.table !== undefined) {
        early = session.describeTask(1).fields.map((field) => field.name);
      }
    });
    expect(early).toEqual(expect.arrayContaining(['comm', 'pid', 'tgid', 'tasks', 'real_parent']));
  });

  test('explains its search line by line', async () => {
    const { log } = await run();
    expect(log.join('\n')).toMatch(/accepted/);
    expect(log.join('\n')).toMatch(/pid at \+0x/);
  });

  test('refuses reads that are too long, negative or no number, and rows that are not there', async () => {
    const { session } = await run();
    for (const ask of [
      () => session.read('file', 0n, 1024 * 1024 + 1),
      () => session.read('physical', 0n, -1),
      () => session.read('physical', -1n, 16),
      () => session.read('virtual', 0n, NaN),
      () => session.describeTask(-1),
      () => session.describeTask(GUEST.tasks.length),
      () => session.describeTask(NaN),
    ]) {
      expect(problemIn(ask).code).toBe('bad-request');
    }
  });

  test('is gone once it is closed, and closes twice without harm', async () => {
    const { session } = await run();
    session.close();
    session.close();
    expect(problemIn(() => session.read('file', 0n, 4)).code).toBe('session-gone');
    expect(problemIn(() => session.segments('file')).code).toBe('session-gone');
  });

  test('has nothing to read before it has run', () => {
    const session = openSession({ id: 'x', path: '/nowhere', onEvent: () => undefined });
    expect(problemIn(() => session.locate('file', 0n)).code).toBe('session-gone');
    expect(session.snapshot()).toMatchObject({ finished: false, timings: [] });
  });

  test('reads the tasks anew where the user says that a field lies, and as before when they take it back', async () => {
    const { session, events } = await run();
    const before = session.snapshot();
    const pid = before.shape?.fields.find(({ name }) => name === 'pid')?.offset;
    session.pinField('tgid', pid);
    const { shape, table } = session.snapshot();
    expect(changesOf(events).at(-1)).toEqual({ shape, table });
    expect(table?.tgid).toEqual(before.table?.pid);
    expect(shape?.fields.find(({ name }) => name === 'tgid')?.pinned).toBeDefined();
    session.pinField('tgid', undefined);
    expect(session.snapshot().table).toEqual(before.table);
    expect(session.snapshot().shape).toEqual(before.shape);
    session.close();
  });

  test('refuses to move a field before any is found', () => {
    const session = openSession({ id: 's1', path: dumpFileOf(GUEST), onEvent: () => undefined });
    const problem = problemIn(() => {
      session.pinField('pid', 8);
    });
    expect(problem.code).toBe('bad-request');
  });
});
