import { isDeepStrictEqual } from 'node:util';
import type { Session } from '../../../src/main/engine/session/session.ts';
import type { SessionSnapshot, Space } from '../../../src/shared/api.ts';
import { TaskshapeError } from '../../../src/shared/errors.ts';
import { FIELDS, type FieldName } from '../../../src/shared/fields.ts';
import type { SearchQuery, SearchReport } from '../../../src/shared/search.ts';
import { english } from '../../../src/shared/i18n/english.ts';
import { checkSound } from './sound.ts';

const SPACES: readonly Space[] = ['virtual', 'physical', 'file'];
const MAX_DESCRIBED = 60;

/** Four bytes of physical memory, where the dump has them. */
export function read32(session: Session, address: number, bigEndian: boolean): number | undefined {
  const { bytes, holes } = session.read('physical', BigInt(address), 4);
  return holes.length > 0 ? undefined : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, !bigEndian);
}

/** Everything a view asks of a session, of as many rows and addresses as there is time for. */
export function useAll(session: Session, { table, info }: SessionSnapshot, seed: number): void {
  const count = table?.count ?? 0;
  const step = Math.max(1, Math.floor(count / MAX_DESCRIBED));
  for (let row = 0; row < count; row += step) {
    const { fields } = typed(() => session.describeTask(row)) ?? { fields: [] };
    for (const { name, text: said, pointers } of fields) {
      const text = english(said);
      if (text.includes('undefined') || /\p{Cc}/u.test(text))
        throw new Error(`${name} of row ${row} is shown as ${text}`);
      for (const target of pointers)
        if (!(target.row >= -1 && target.row < count)) throw new Error(`${name} leads to row ${target.row}`);
    }
  }
  const addresses = [
    ...[0n, 1n, 4095n, 1n << 32n, (1n << 53n) - 1n, 1n << 63n, (1n << 64n) - 1n],
    ...(table === undefined
      ? []
      : Array.from({ length: Math.min(4, count) }, (_, i) => table.address[i] ?? 0n)),
    info?.kernel?.imageDelta ?? 0n,
    BigInt(seed) << 20n,
  ];
  for (const space of SPACES) {
    for (const { start, length } of typed(() => session.segments(space))?.slice(0, 20) ?? []) {
      if (!(start >= 0n && length > 0)) throw new Error(`a segment of ${length} bytes at ${start}`);
      addresses.push(start, start + BigInt(length) - 1n);
    }
    for (const address of addresses) {
      const read = typed(() => session.read(space, address, 300));
      for (const [from, to] of read?.holes ?? [])
        if (!(from >= 0 && from < to && to <= 300)) throw new Error(`a hole from ${from} to ${to}`);
      typed(() => session.locate(space, address));
    }
  }
}

/** The answer, or undefined where it is refused with a reason. */
function typed<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TaskshapeError && error.problem.code !== 'internal') return undefined;
    throw error;
  }
}

/** Searches for bytes with a gap in them and for pointers, to the end. */
export async function searchAll(
  session: Session,
  { table, info }: SessionSnapshot,
  reports: SearchReport[],
): Promise<void> {
  if (info === undefined) return;
  const from = table?.address[0] ?? 0n;
  const queries: SearchQuery[] = [
    { kind: 'bytes', bytes: Uint8Array.of(0x73, 0x77, 0, 0x70), mask: Uint8Array.of(1, 1, 0, 1) },
    { kind: 'pointers', from, to: from + 4096n },
  ];
  for (const [id, query] of queries.entries()) {
    if (
      typed(() => {
        session.search(id, query);
        return true;
      }) === undefined
    )
      continue;
    while (!reports.some(({ search, finished }) => search === id && finished))
      await new Promise((resolve) => setTimeout(resolve, 1));
    const problem = reports.find((report) => report.problem !== undefined)?.problem;
    if (problem?.code === 'internal') throw new Error(`search: ${english(problem.message)}`);
  }
}

// What the names of an object are is not known to its type.
const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Says of two fields that they lie elsewhere, and takes that back: all must be as before. */
export function moveFields(session: Session, seed: number): void {
  const before = session.snapshot();
  if (before.table === undefined || before.shape === undefined) return;
  const names = [0, 1].map((i) => FIELD_NAMES[(seed * 7 + i * 11) % FIELD_NAMES.length] ?? 'pid');
  names.forEach((name, i) => {
    typed(() => {
      session.pinField(name, [seed * 4, 0, 0x4000, seed * 8 + 1][(seed + i) % 4] ?? 0);
    });
  });
  const moved = session.snapshot();
  checkSound(moved, (address, bigEndian) => read32(session, address, bigEndian));
  for (let row = 0; row < Math.min(5, before.table.count); row++) typed(() => session.describeTask(row));
  for (const name of names)
    typed(() => {
      session.pinField(name, undefined);
    });
  const after = session.snapshot();
  if (!isDeepStrictEqual([after.shape, after.table], [before.shape, before.table]))
    throw new Error(`moving ${names.join(' and ')} there and back changes the result`);
}
