import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import type { Session } from '../../../src/main/engine/session/session.ts';
import type { SessionEvent } from '../../../src/shared/api.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { SMALL_MACHINE } from '../../support/engine/drawings.ts';
import { temporary } from '../../support/temporary.ts';

/** Files of which no dump can be made: their own bytes can be looked at all the same. */

async function opened(
  bytes: Uint8Array,
): Promise<{ session: Session; events: SessionEvent[]; path: string }> {
  const path = join(temporary(), 'file');
  writeFileSync(path, bytes);
  const events: SessionEvent[] = [];
  const session = openSession({ id: 's', path, onEvent: (event) => events.push(event) });
  await session.run();
  expect(session.snapshot()).toMatchObject({ finished: true });
  expect(session.snapshot().info).toBeUndefined();
  return { session, events, path };
}

const TEXT = Buffer.from(`a text\0${'.'.repeat(100)}needle and needle\n`);

test('has its bytes, by their place in the file alone', async () => {
  const { session } = await opened(TEXT);
  expect(session.snapshot().problem?.code).toBe('format-unknown');
  expect(session.segments('file')).toEqual([{ start: 0n, length: TEXT.length, label: 'file' }]);
  expect([session.segments('physical'), session.segments('virtual')]).toEqual([[], []]);
  const { bytes, holes } = session.read('file', 2n, TEXT.length);
  expect(Buffer.from(bytes.subarray(0, TEXT.length - 2))).toEqual(TEXT.subarray(2));
  expect(holes).toEqual([[TEXT.length - 2, TEXT.length]]);
  expect(session.locate('file', 5n)).toEqual({ file: 5 });
  expect(session.locate('physical', 5n)).toEqual({ file: 5 });
});

test('is searched, and told by its SHA-256', async () => {
  const { session, events } = await opened(TEXT);
  const bytes = new TextEncoder().encode('needle');
  session.search(1, { kind: 'bytes', bytes, mask: new Uint8Array(6).fill(1) });
  session.fingerprint();
  await expect
    .poll(() => events.flatMap((event) => (event.type === 'searched' ? [...event.report.fresh] : [])))
    .toEqual([107, 118]);
  await expect.poll(() => events.some(({ type }) => type === 'fingerprint')).toBe(true);
});

test('also where it is packed and what it holds is known to be something else, or its packing is damaged', async () => {
  const { session } = await opened(Buffer.concat([Buffer.from('PAGEDU64'), Buffer.alloc(5000, 7)]));
  expect(session.snapshot().problem?.code).toBe('not-linux');
  expect(session.read('file', 0n, 8).bytes).toEqual(new Uint8Array(Buffer.from('PAGEDU64')));
  // The mark of gzip, and nothing behind it that could be unpacked.
  const damaged = await opened(Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(100, 0xff)]));
  expect(damaged.session.read('file', 0n, 2).bytes).toEqual(Uint8Array.of(0x1f, 0x8b));
});

test('says that it was unpacked, where it was packed', async () => {
  const { session } = await opened(gzipSync(TEXT));
  const keys = () => session.snapshot().notices?.map(({ key }) => key);
  expect(keys()).toEqual(['notice.unpacked']);
  expect(session.read('file', 0n, 6).bytes).toEqual(new Uint8Array(Buffer.from('a text')));
  await session.analyseAgain();
  expect(keys()).toEqual(['notice.unpacked']);
  expect((await opened(TEXT)).session.snapshot().notices).toBeUndefined();
});

test('is looked at afresh like any other, and becomes a dump where it was replaced by one', async () => {
  const { session, path } = await opened(TEXT);
  await session.analyseAgain();
  expect(session.snapshot().problem?.code).toBe('format-unknown');
  expect(session.read('file', 0n, 6).bytes).toEqual(new Uint8Array(Buffer.from('a text')));
  const guest = buildGuest(SMALL_MACHINE, { ramSize: 4 << 20 });
  writeFileSync(path, guest.elf());
  await session.analyseAgain();
  const { problem, table } = session.snapshot();
  expect([problem, table?.count]).toEqual([undefined, guest.tasks.length]);
  expect(session.segments('physical').length).toBeGreaterThan(0);
  session.close();
});

test('has nothing to show where there is nothing to read', async () => {
  const { session } = await opened(new Uint8Array());
  expect(() => session.segments('file')).toThrow('not open');
});
