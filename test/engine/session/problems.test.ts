import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/shared/errors.ts';
import type { SessionSnapshot } from '../../../src/shared/api.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { SMALL_MACHINE } from '../../support/engine/drawings.ts';
import { dumpFileOf, fileOf } from '../../support/engine/dump-file-of.ts';
import { temporary } from '../../support/temporary.ts';
import { inWords } from '../../support/problem-words.ts';

async function endOf(path: string): Promise<SessionSnapshot & { readonly problem: Problem }> {
  const session = openSession({ id: 'p', path, onEvent: () => undefined });
  await session.run();
  session.close();
  const { problem, ...snapshot } = session.snapshot();
  if (problem === undefined) throw new Error('The analysis should have failed.');
  expect(snapshot.finished).toBe(true);
  expect(problem.file).toBe(path);
  expect(inWords(problem).remedy?.length).toBeGreaterThan(10);
  return { ...snapshot, problem };
}

const draw = () => buildGuest(SMALL_MACHINE, { ramSize: 4 << 20 });

describe('a file that cannot be opened says why and what to do', () => {
  test('missing', async () => {
    const { problem } = await endOf(join(temporary(), 'nothing.dump'));
    expect(problem.code).toBe('file-not-found');
  });

  test('a folder', async () => {
    const path = join(temporary(), 'folder');
    mkdirSync(path);
    expect((await endOf(path)).problem.code).toBe('file-is-directory');
  });

  test('empty', async () => {
    const { problem } = await endOf(fileOf(new Uint8Array()));
    expect(problem).toMatchObject({
      code: 'file-empty',
      offset: 0,
      expected: say('expected.dump'),
    });
  });

  test('not to be read by this user', async () => {
    const path = fileOf(Uint8Array.of(1));
    chmodSync(path, 0);
    // Root reads everything; there the same file is just too small for a dump.
    const expected = process.getuid?.() === 0 ? 'format-unknown' : 'file-unreadable';
    expect((await endOf(path)).problem.code).toBe(expected);
  });

  test('a device', async () => {
    expect((await endOf('/dev/null')).problem.code).toBe('file-unreadable');
  });
});

describe('a file that is no dump says what was looked for', () => {
  test('a text', async () => {
    const { problem } = await endOf(fileOf(new TextEncoder().encode('hello\n')));
    expect(problem).toMatchObject({ code: 'format-unknown' });
    expect(inWords(problem).expected).toContain('memory');
  });

  test('random bytes', async () => {
    const bytes = new Uint8Array(2 << 20);
    let x = 1;
    for (let i = 0; i < bytes.length; i++) bytes[i] = x = (x * 75 + 74) % 65537;
    const { problem } = await endOf(fileOf(bytes));
    expect(problem).toMatchObject({ code: 'format-unsupported' });
    expect(inWords(problem).message).toContain('encrypted');
  });

  test('the memory of something else', async () => {
    const bytes = new Uint8Array(2 << 20).map((_, i) => (i % 7 === 0 ? i >> 12 : 0));
    const { problem, timings } = await endOf(fileOf(bytes));
    expect(problem).toMatchObject({ code: 'not-linux' });
    expect(inWords(problem).expected).toContain('swapper');
    expect(timings.map(({ stage }) => stage)).toEqual(['open', 'locate']);
  });

  test('zeros', async () => {
    expect((await endOf(fileOf(new Uint8Array(2 << 20)))).problem.code).toBe('not-linux');
  });
});

describe('a Linux dump without its tasks', () => {
  test('has a kernel that was not found, and stays readable', async () => {
    const guest = draw();
    for (const { object } of guest.tasks) guest.memory.at(object.physical, object.struct.size).fill(0);
    const path = dumpFileOf(guest);
    const session = openSession({ id: 'p', path, onEvent: () => undefined });
    await session.run();
    expect(session.snapshot().problem).toMatchObject({ code: 'no-kernel', file: path });
    expect(session.snapshot().table).toBeUndefined();
    expect(session.segments('physical')).toEqual([{ start: 0n, length: 4 << 20, label: 'RAM' }]);
    expect(session.read('physical', 0n, 4096).holes).toEqual([]);
    session.close();
  });

  test('whose tasks have no numbers keeps names and tree, and says so', async () => {
    const guest = draw();
    for (const { object } of guest.tasks) object.set('pid', 5).set('tgid', 5);
    const { problem, table } = await endOf(dumpFileOf(guest));
    expect(problem.code).toBe('no-tasks');
    expect(table?.count).toBeGreaterThanOrEqual(guest.tasks.length - 2);
  });
});

describe('a truncated dump', () => {
  test('whose kernel is cut off says that nothing was found, and that the file is cut off', async () => {
    const guest = draw();
    const elf = guest.elf();
    const { problem, info } = await endOf(fileOf(elf.subarray(0, 1 << 20)));
    expect(problem.code).toBe('no-kernel');
    expect(inWords(problem).message).toContain('The file is cut off');
    expect(info?.notices.map(english).join()).toContain('cut off');
  });

  test('of which no trace of Linux is left is not called the memory of something else', async () => {
    const elf = draw().elf();
    elf.fill(0, 64 * 1024);
    const { problem } = await endOf(fileOf(elf.subarray(0, 1 << 20)));
    expect(problem).toMatchObject({ code: 'no-kernel', remedy: say('remedy.cutOff') });
    expect(inWords(problem).message).toMatch(/^No trace of a Linux kernel .* The file is cut off/);
  });

  test('that keeps kernel and some tasks shows those, or says what is missing', async () => {
    const guest = draw();
    const elf = guest.elf();
    const session = openSession({
      id: 't',
      path: fileOf(elf.subarray(0, Math.floor(elf.length * 0.9))),
      onEvent: () => undefined,
    });
    await session.run();
    const { table, problem, info } = session.snapshot();
    session.close();
    expect(info?.notices.map(english).join()).toContain('cut off');
    expect(table !== undefined || problem !== undefined).toBe(true);
  });
});

describe('a file that changes under the analysis', () => {
  test('ends it with the offset, and the process lives on', async () => {
    const guest = buildGuest(SMALL_MACHINE, { ramSize: 8 << 20 });
    const path = dumpFileOf(guest);
    let cut = false;
    const session = openSession({
      id: 'c',
      path,
      onEvent: (event) => {
        if (cut || event.type !== 'progress' || event.progress.stage !== 'locate') return;
        cut = true;
        truncateSync(path, 4096);
      },
    });
    await session.run();
    expect(session.snapshot().problem).toMatchObject({ code: 'file-changed', file: path });
    expect(session.snapshot().problem?.offset).toBeGreaterThanOrEqual(4096);
    session.close();
  });

  test('after it was opened leaves what was found, and says so at the next read', async () => {
    const guest = draw();
    const path = dumpFileOf(guest);
    const session = openSession({ id: 'c', path, onEvent: () => undefined });
    await session.run();
    writeFileSync(path, 'gone');
    let code: string | undefined;
    try {
      session.read('physical', 0x20_0000n, 4096);
    } catch (thrown) {
      code = (thrown as { problem?: Problem }).problem?.code;
    }
    expect(code).toBe('file-changed');
    expect(session.snapshot().table?.count).toBe(guest.tasks.length);
    session.close();
  });
});
