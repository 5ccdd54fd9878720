import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { SessionEvent } from '../../../src/shared/api.ts';
import type { SearchQuery } from '../../../src/shared/search.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import { longestFixed } from '../../../src/main/engine/session/search.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const GUEST = buildGuest(BUSY_MACHINE, { ramSize: 4 << 20, hostname: 'box', release: '6.1.9' });
const FOLDER = mkdtempSync(join(tmpdir(), 'taskshape-search-'));
const PATH = join(FOLDER, 'drawn.elf');
writeFileSync(PATH, GUEST.elf());
const events: SessionEvent[] = [];
const session = openSession({ id: 's', path: PATH, onEvent: (event) => events.push(event) });
await session.run();
afterAll(() => {
  session.close();
  rmSync(FOLDER, { recursive: true });
});

let last = 0;

/** All addresses a search finds, ascending. */
async function found(query: SearchQuery): Promise<readonly number[]> {
  const search = ++last;
  session.search(search, query);
  const reports = (): readonly Extract<SessionEvent, { type: 'searched' }>[] =>
    events.flatMap((event) => (event.type === 'searched' && event.report.search === search ? [event] : []));
  await vi.waitFor(() => {
    expect(reports().at(-1)?.report.finished).toBe(true);
  });
  expect(reports().at(-1)?.report.problem).toBeUndefined();
  return reports()
    .flatMap(({ report }) => [...report.fresh])
    .sort((a, b) => a - b);
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
const whole = (bytes: Uint8Array): SearchQuery => ({
  kind: 'bytes',
  bytes,
  mask: new Uint8Array(bytes.length).fill(1),
});
const textAt = (address: number, length: number): string =>
  Buffer.from(session.read('physical', BigInt(address), length).bytes).toString('latin1');

describe('a search', () => {
  test('finds every place of a text', async () => {
    const places = await found(whole(bytesOf('swapper/0')));
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(textAt(place, 9)).toBe('swapper/0');
  });

  test('passes over the bytes that may be any', async () => {
    const mask = Uint8Array.of(1, 1, 0, 0, 1, 1, 1, 1, 1);
    const bytes = bytesOf('sw\0\0per/0');
    expect(await found({ kind: 'bytes', bytes, mask })).toEqual(await found(whole(bytesOf('swapper/0'))));
  });

  test('finds integers of both byte orders where they are aligned', async () => {
    const [place = -1] = await found(whole(bytesOf('swapper/0')));
    const { bytes } = session.read('physical', BigInt(place), 4);
    const little = BigInt(Buffer.from(bytes).readUInt32LE());
    const big = BigInt(Buffer.from(bytes).readUInt32BE());
    expect(await found({ kind: 'integer', value: little, width: 4, byteOrder: 'little' })).toContain(place);
    expect(await found({ kind: 'integer', value: big, width: 4, byteOrder: 'big' })).toContain(place);
    expect(
      await found({ kind: 'integer', value: little & 0xffffn, width: 2, byteOrder: 'little' }),
    ).toContain(place);
  });

  test('tells who points at a task', async () => {
    const { table, shape } = session.snapshot();
    const field = shape?.fields.find(({ name }) => name === 'group_leader');
    if (table === undefined || field === undefined) throw new Error('not analysed');
    const row = 3;
    const start = table.address[row] ?? 0n;
    const places = await found({ kind: 'pointers', from: start, to: start + 1n });
    expect(places).toContain((table.physical[table.leader[row] ?? 0] ?? NaN) + field.offset);
  });

  test('of nothing but wildcards finds nothing', async () => {
    expect(await found({ kind: 'bytes', bytes: new Uint8Array(4), mask: new Uint8Array(4) })).toEqual([]);
  });

  test('stops at its cap and says so', async () => {
    const before = events.length;
    const places = await found(whole(Uint8Array.of(0)));
    expect(places.length).toBe(10_000);
    expect(
      events
        .slice(before)
        .some((event) => event.type === 'searched' && event.report.finished && event.report.capped),
    ).toBe(true);
  });
});

test('the longest stretch without a wildcard leads the search', () => {
  expect(longestFixed(Uint8Array.of(1, 0, 1, 1, 1, 0, 1))).toEqual({ from: 2, to: 5 });
  expect(longestFixed(new Uint8Array(3))).toEqual({ from: 0, to: 0 });
});

test('the fingerprint is the SHA-256 of the file', async () => {
  session.fingerprint();
  const digest = (): string | undefined =>
    events.flatMap((event) => (event.type === 'fingerprint' ? [event] : [])).at(-1)?.sha256;
  await vi.waitFor(() => {
    expect(digest()).toBe(createHash('sha256').update(readFileSync(PATH)).digest('hex'));
  });
});
