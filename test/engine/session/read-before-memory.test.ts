import { afterAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import { buildGuest } from '../../support/dump-builder/build-guest.ts';
import { BUSY_MACHINE } from '../../support/engine/drawings.ts';

const folder = mkdtempSync(join(tmpdir(), 'taskshape-read-'));
const path = join(folder, 'drawn.elf');
writeFileSync(path, buildGuest(BUSY_MACHINE, { ramSize: 4 << 20 }).elf());
const session = openSession({ id: 's', path, onEvent: () => undefined });
await session.run();
afterAll(() => {
  session.close();
  rmSync(folder, { recursive: true });
});

test('a virtual range that begins before memory still holds the bytes further on', () => {
  const [segment] = session.segments('virtual');
  if (segment === undefined) throw new Error('no virtual memory');
  const held = session.read('virtual', segment.start, 4096);
  const { bytes, holes } = session.read('virtual', segment.start - 8192n, 12_288);
  expect(holes[0]).toEqual([0, 8192]);
  expect(bytes.subarray(8192)).toEqual(held.bytes);
});

test('a virtual range that is nowhere is one hole', () => {
  const [segment] = session.segments('virtual');
  expect(session.read('virtual', (segment?.start ?? 0n) - 0x10_0000n, 5000).holes).toEqual([[0, 5000]]);
});
