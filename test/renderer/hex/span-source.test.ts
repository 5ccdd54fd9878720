import { expect, test } from 'vitest';
import { PlaceCache } from '../../../src/renderer/hex/place-cache.ts';
import { withTargets } from '../../../src/renderer/hex/link-targets.ts';
import { spanSource } from '../../../src/renderer/hex/span-source.ts';
import { applyChanges } from '../../../src/renderer/workspace/derive.ts';
import { newSession, type SessionState } from '../../../src/renderer/workspace/state.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';
import { fakePhysical, fakeVirtual } from '../support/fake-table.ts';

async function sessionIn(
  space: 'virtual' | 'physical' | 'file',
): Promise<{ session: SessionState; places: PlaceCache }> {
  const carrier = new FakeCarrier({ tasks: 100, until: 'done', open: ['/a'] });
  const snapshot = await carrier.call('snapshot', { session: 's1' });
  const fresh = newSession(snapshot, 0);
  const detail = await carrier.call('describeTask', { session: 's1', row: 1 });
  const session = { ...applyChanges(fresh, snapshot), row: 1, detail, hex: { ...fresh.hex, space } };
  const places = new PlaceCache(space, (address) => Promise.resolve(carrier.memory.locate(space, address)));
  return { session, places };
}

const COMM = 0xbb0;

test.each([
  ['virtual', fakeVirtual(9)],
  ['physical', BigInt(fakePhysical(9))],
  ['file', BigInt(fakePhysical(9)) + 0x1000n],
] as const)('the fields of any task are named by %s address', async (space, start) => {
  const { session, places } = await sessionIn(space);
  const line = start + BigInt(COMM);
  await places.load(line, line + 16n);
  const marks = spanSource(session, places)(line);
  expect(marks.owner).toBe(9);
  expect(marks.spans.map(({ part, from, to }) => [part.name, from, to])).toEqual([['comm', 0, 16]]);
  expect(marks.spans[0]?.start).toBe(line);
});

test('by virtual address they are named before their place is known', async () => {
  const { session, places } = await sessionIn('virtual');
  expect(spanSource(session, places)(fakeVirtual(9) + 0x9a0n).spans.map(({ part }) => part.name)).toEqual([
    'pid',
    'tgid',
  ]);
});

test('by file offset nothing is named before its place is known', async () => {
  const { session, places } = await sessionIn('file');
  expect(spanSource(session, places)(BigInt(fakePhysical(9)) + 0x1000n).owner).toBe(-1);
});

test('the credentials of the selected task are named where they lie', async () => {
  const { session, places } = await sessionIn('virtual');
  const uid = session.detail?.fields.find(({ name }) => name === 'cred.uid')?.place.virtual ?? 0n;
  const line = uid - (uid % 16n);
  await places.load(line, line + 16n);
  expect(spanSource(session, places)(line).spans.map(({ part }) => part.name)).toContain('cred.uid');
});

test('the line a struct starts in carries its task', async () => {
  const { session, places } = await sessionIn('virtual');
  expect(spanSource(session, places)(fakeVirtual(9)).starts).toBe(9);
  expect(spanSource(session, places)(fakeVirtual(9) + 16n).starts).toBe(-1);
});

test('words of the selected task that no field is known for show what they look like', async () => {
  const { session, places } = await sessionIn('virtual');
  const [run] = session.detail?.unknown ?? [];
  if (run === undefined) throw new Error('everything is known');
  const line = fakeVirtual(1) + BigInt(run.offset - (run.offset % 16));
  const [content] = spanSource(session, places)(line).contents;
  expect(content).toEqual({ content: run.content, from: run.offset % 16, to: (run.offset % 16) + 8 });
  // Only of that task: the words of others are not known.
  expect(spanSource(session, places)(fakeVirtual(9) + BigInt(run.offset)).contents).toEqual([]);
});

test('what is muted is not marked', async () => {
  const { session, places } = await sessionIn('virtual');
  const line = fakeVirtual(9) + BigInt(COMM);
  expect(spanSource(session, places, new Set(['identity']))(line).spans).toEqual([]);
  expect(spanSource(session, places, new Set(['list']))(line).spans).toHaveLength(1);
  const [run] = session.detail?.unknown ?? [];
  if (run === undefined) throw new Error('everything is known');
  const at = fakeVirtual(1) + BigInt(run.offset - (run.offset % 16));
  const contents = spanSource(session, places, new Set([run.content]))(at).contents;
  expect(contents.some(({ content }) => content === run.content)).toBe(false);
});

test('pointers say where they lead once their bytes have come', async () => {
  const { session, places } = await sessionIn('virtual');
  const line = fakeVirtual(9) + 0x9b0n; // real_parent, parent
  const marks = spanSource(session, places)(line);
  const none = withTargets(session, { peekBytes: () => undefined }, marks, line);
  expect(none.spans.every(({ leadsTo }) => leadsTo === undefined)).toBe(true);
  const toFirst = new Uint8Array(new BigUint64Array([fakeVirtual(1)]).buffer);
  const led = withTargets(session, { peekBytes: () => toFirst }, marks, line);
  const pointers = led.spans.filter(({ part }) => part.kind === 'pointer');
  expect(pointers.length).toBeGreaterThan(0);
  for (const { leadsTo } of pointers) expect(leadsTo).toMatch(/ \(1\)$/);
});
