import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../../../src/main/engine/session/open-session.ts';
import type { SearchReport } from '../../../../src/shared/search.ts';
import { buildGuest } from '../../../support/dump-builder/build-guest.ts';
import { unlinkFrom } from '../../../support/dump-builder/damage.ts';
import type { Guest } from '../../../support/dump-builder/guest.ts';
import { differences } from '../../../support/engine/compare-with-drawing.ts';
import { BUSY_MACHINE } from '../../../support/engine/drawings.ts';
import { kdumpImage } from '../../../support/formats/kdump-image.ts';
import { temporary } from '../../../support/temporary.ts';
import { openWith } from './opening.ts';

const build = (): Guest => buildGuest(BUSY_MACHINE, { ramSize: 4 << 20, hostname: 'box', release: '6.1.9' });
const GUEST = build();

/** A dump in a folder of its own, and a folder for results. */
function place(bytes: Uint8Array = GUEST.elf()): { dump: string; results: string } {
  const folder = temporary();
  const dump = join(folder, 'memory.dump');
  writeFileSync(dump, bytes);
  return { dump, results: join(folder, 'cache', 'results') };
}

const userTask = (guest: Guest) => {
  const found = guest.tasks.find(({ truth, cred }) => truth.uid === 1000 && cred !== undefined);
  if (found?.cred === undefined) throw new Error('no such task was drawn');
  return { ...found, cred: found.cred };
};

describe('a dump that is opened again', () => {
  test('shows the same tree, from the earlier analysis, without a pass over the memory', async () => {
    const { dump, results } = place();
    const first = await openWith(dump, results);
    const second = await openWith(dump, results);
    expect([first.earlier, second.earlier]).toEqual([false, true]);
    expect(differences(GUEST, second.table)).toEqual([]);
    const { info, shape, timings, progress, finished, problem } = second.session.snapshot();
    expect(info).toEqual(first.session.snapshot().info);
    expect(shape).toEqual(first.session.snapshot().shape);
    expect({ finished, problem }).toEqual({ finished: true, problem: undefined });
    expect(progress).toMatchObject({ stage: 'done', tasks: GUEST.tasks.length });
    expect(timings.map(({ stage }) => stage)).toEqual(['open']);
    expect(timings[0]?.bytesRead).toBeLessThan((4 << 20) / 2);
  });

  test('says when it was analysed and what that took', async () => {
    const { dump, results } = place();
    const before = Date.now();
    const first = await openWith(dump, results);
    const { earlier } = (await openWith(dump, results)).session.snapshot();
    expect(earlier?.endedMs).toBeGreaterThanOrEqual(before);
    expect(earlier?.endedMs).toBeLessThanOrEqual(Date.now());
    expect(earlier?.timings).toEqual(first.session.snapshot().timings);
  });

  test('announces all of it at once', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    const { events } = await openWith(dump, results);
    const changes = events.flatMap((event) => (event.type === 'changed' ? [Object.keys(event.changes)] : []));
    expect(changes).toEqual([
      ['info', 'shape', 'table', 'kernels', 'initSearch', 'timings', 'earlier', 'finished'],
    ]);
  });

  test('can be read, explained and searched like one that was analysed now', async () => {
    const { dump, results } = place();
    const { session: analysed } = await openWith(dump, results);
    const reports: SearchReport[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const session = openSession({
      id: 's',
      path: dump,
      results: { folder: results },
      onEvent: (event) => {
        if (event.type !== 'searched') return;
        reports.push(event.report);
        if (event.report.finished) resolve(undefined);
      },
    });
    await session.run();
    expect(session.snapshot().earlier).toBeDefined();
    GUEST.tasks.forEach((_, row) => {
      expect(session.describeTask(row)).toEqual(analysed.describeTask(row));
    });
    const { address, physical } = GUEST.task(1).truth;
    expect(session.read('virtual', address, 64)).toEqual(analysed.read('physical', BigInt(physical), 64));
    expect(session.locate('virtual', address)).toEqual(analysed.locate('virtual', address));
    expect(session.segments('virtual')).toEqual(analysed.segments('virtual'));
    session.search(1, { kind: 'pointers', from: address, to: address + 1n });
    await promise;
    // Its own group_leader names it, and so do its children.
    expect(reports.flatMap(({ fresh }) => [...fresh])).toContain(GUEST.task(1).object.place('group_leader'));
  });

  test('lets fields be moved like one that was analysed now, and forgets that the next time', async () => {
    const { dump, results } = place();
    const first = await openWith(dump, results);
    const second = await openWith(dump, results);
    for (const { session } of [first, second]) session.pinField('comm', GUEST.offsetOf('pid'));
    expect(second.session.snapshot().shape).toEqual(first.session.snapshot().shape);
    expect(second.session.snapshot().table).toEqual(first.session.snapshot().table);
    for (const { session } of [first, second]) session.pinField('comm', undefined);
    expect(second.session.snapshot().table).toEqual(first.table);
    expect((await openWith(dump, results)).table).toEqual(first.table);
  });

  test('is known under another name and as a copy', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    copyFileSync(dump, `${dump}.copy`);
    renameSync(dump, `${dump}.moved`);
    expect((await openWith(`${dump}.copy`, results)).earlier).toBe(true);
    expect((await openWith(`${dump}.moved`, results)).earlier).toBe(true);
  });

  test.each(['kdump', 'gzip'])('is known as %s', async (kind) => {
    const ram = GUEST.raw();
    const pages = new Map(
      Array.from({ length: ram.length / 4096 }, (_, i) => [i, ram.subarray(i * 4096, (i + 1) * 4096)]),
    );
    const { dump, results } = place(kind === 'gzip' ? gzipSync(ram) : kdumpImage({ pages, packing: 'zlib' }));
    await openWith(dump, results);
    const again = await openWith(dump, results);
    expect(again.earlier).toBe(true);
    expect(differences(GUEST, again.table)).toEqual([]);
  });

  test('is laid out again by its own lists where it leaves out holes', async () => {
    const hole = { start: 9 << 20, length: 3 << 20 };
    const guest = buildGuest(BUSY_MACHINE, { ramSize: 16 << 20, holes: [hole] });
    const { dump, results } = place(guest.rawWithout([hole]));
    const first = await openWith(dump, results);
    const second = await openWith(dump, results);
    expect(second.earlier).toBe(true);
    expect(second.session.snapshot().info).toEqual(first.session.snapshot().info);
    expect(second.session.segments('physical')).toHaveLength(2);
    expect(differences(guest, second.table)).toEqual([]);
    await second.session.analyseAgain();
    expect(second.session.snapshot().info).toEqual(first.session.snapshot().info);
  });

  test('is analysed anew when asked to, and what was found then is kept', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    expect((await openWith(dump, results, true)).earlier).toBe(false);
    const { session, events } = await openWith(dump, results);
    await session.analyseAgain();
    expect(events.filter(({ type }) => type === 'restarted')).toHaveLength(1);
    const { earlier, finished, table, timings } = session.snapshot();
    expect([earlier, finished]).toEqual([undefined, true]);
    expect(timings.map(({ stage }) => stage)).toContain('locate');
    expect(table === undefined ? ['none'] : differences(GUEST, table)).toEqual([]);
  });

  test('is analysed again after it was cancelled, and only the whole result is kept', async () => {
    const { dump, results } = place();
    const session = openSession({
      id: 's',
      path: dump,
      results: { folder: results },
      onEvent: () => undefined,
    });
    const running = session.run();
    session.cancel();
    await running;
    await session.keep();
    expect(session.snapshot().problem?.code).toBe('cancelled');
    expect((await openWith(dump, join(results, 'other'))).earlier).toBe(false);
    await session.analyseAgain();
    expect(session.snapshot()).toMatchObject({ finished: true });
    expect(session.snapshot().problem).toBeUndefined();
    await session.keep();
    expect((await openWith(dump, results)).earlier).toBe(true);
  });
});

describe('a dump that is another one', () => {
  /** Analyses the drawn machine, then opens a changed one in another file of the same size. */
  async function openChanged(
    change: (guest: Guest) => void,
  ): Promise<{ guest: Guest } & Awaited<ReturnType<typeof openWith>>> {
    const { dump, results } = place();
    await openWith(dump, results);
    const guest = build();
    change(guest);
    writeFileSync(`${dump}.later`, guest.elf());
    return { guest, ...(await openWith(`${dump}.later`, results)) };
  }

  test.each<[string, (guest: Guest) => void]>([
    ['a letter of a name', (guest) => guest.memory.at(userTask(guest).object.place('comm'), 1).fill(0x58)],
    ['a user id', (guest) => guest.memory.at(userTask(guest).cred.place('uid'), 1).fill(0x58)],
    ['a state', (guest) => guest.memory.at(userTask(guest).object.place('state'), 1).fill(2)],
  ])('shows its own tree, not the old one: %s', async (_, change) => {
    const { earlier, log, table } = await openChanged(change);
    expect(earlier).toBe(false);
    expect(log).toMatch(/the bytes it rests on are others now/);
    expect(differences(GUEST, table)).not.toEqual([]);
  });

  test('shows a task that was hidden in it since', async () => {
    const { pid } = userTask(GUEST).truth;
    const { earlier, table } = await openChanged((guest) => {
      unlinkFrom(guest, pid, 'tasks');
    });
    expect(earlier).toBe(false);
    const hidden = [...table.foundBy].map((found, row) => ((found & 1) === 0 ? table.pid[row] : 0));
    expect(hidden).toContain(pid);
  });

  test('shows its own tree when it is longer', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    truncateSync(dump, statSync(dump).size + 4096);
    expect((await openWith(dump, results)).earlier).toBe(false);
  });

  test('is analysed anew when somebody wrote to the file, whatever was written', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    writeFileSync(dump, readFileSync(dump));
    const { earlier, log } = await openWith(dump, results);
    expect(earlier).toBe(false);
    expect(log).toMatch(/the file was written to since/);
  });

  test('is not kept when it changed while it was analysed', async () => {
    const { dump, results } = place();
    const session = openSession({
      id: 's',
      path: dump,
      results: { folder: results },
      onEvent: () => undefined,
    });
    await session.run();
    writeFileSync(dump, GUEST.elf());
    await session.keep();
    expect((await openWith(dump, results)).earlier).toBe(false);
  });
});

describe('what is kept', () => {
  test('can be read by its user alone', async () => {
    const { dump, results } = place();
    await openWith(dump, results);
    const [name = ''] = readdirSync(results);
    expect(statSync(results).mode & 0o777).toBe(0o700);
    expect(statSync(join(results, name)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['cut off', (file: Buffer) => file.subarray(0, file.length >> 1)],
    ['empty', () => Buffer.alloc(0)],
    [
      'of another version',
      (file: Buffer) => Buffer.concat([file.subarray(0, 8), Buffer.from([9]), file.subarray(9)]),
    ],
    ['something else', () => Buffer.from('#!/bin/sh\n')],
  ])('is ignored when it is %s: the dump is analysed', async (_, change) => {
    const { dump, results } = place();
    await openWith(dump, results);
    const path = join(results, readdirSync(results)[0] ?? '');
    writeFileSync(path, change(readFileSync(path)));
    const again = await openWith(dump, results);
    expect(again.earlier).toBe(false);
    expect(differences(GUEST, again.table)).toEqual([]);
    expect((await openWith(dump, results)).earlier).toBe(true);
  });

  test('is nothing where the folder cannot be made, and the dump opens all the same', async () => {
    const { dump } = place();
    const results = join(dump, 'below', 'a file');
    const { earlier, table, log } = await openWith(dump, results);
    expect(earlier).toBe(false);
    expect(log).toMatch(/not kept: /);
    expect(differences(GUEST, table)).toEqual([]);
  });
});
