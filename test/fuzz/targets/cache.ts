import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDumpFile } from '../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import { AddressSpace } from '../../../src/main/engine/kernel/address-space.ts';
import { openSession } from '../../../src/main/engine/session/open-session.ts';
import { parseResult, resultBytes } from '../../../src/main/engine/session/result-cache/result-file.ts';
import type { StoredResult } from '../../../src/main/engine/session/result-cache/stored-result.ts';
import { witnessOf } from '../../../src/main/engine/session/result-cache/witness.ts';
import type { Target } from '../target.ts';
import { machine } from './machines.ts';
import { mutateMessage } from './mutate-message.ts';
import { checkSound } from './sound.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { searchAll, useAll } from './use-session.ts';

/** Where a result's file has the digest of the packed result, and the packed result (result-file.ts). */
const DIGEST = 12;
const HEAD = 44;

/** A dump, and the folder of results in which what was found of it is kept. */
interface Kept {
  readonly path: string;
  readonly folder: string;
  readonly file: string;
  /** The file's own magic and version. */
  readonly head: Uint8Array;
}

/** Results kept of earlier analyses, as anybody may have written them: well packed, whatever they say. */
export async function cache(): Promise<Target> {
  const folder = temporaryFolder();
  const kept: Kept[] = [];
  const seeds: Uint8Array[] = [];
  for (const which of [0, 2, 1]) {
    const path = join(folder.path, `${which}.dump`);
    const results = join(folder.path, `results-${which}`);
    mkdirSync(results);
    writeFileSync(path, machine(which).memory.bytes);
    const session = openSession({ id: 'kept', path, results: { folder: results }, onEvent: () => undefined });
    await session.run();
    await session.keep();
    session.close();
    const [name = ''] = readdirSync(results);
    const bytes = new Uint8Array(readFileSync(join(results, name)));
    const head = bytes.subarray(0, DIGEST);
    const seed = bytes.subarray(HEAD);
    if ('unusable' in parseResult(wrapped(head, seed)))
      throw new Error('A kept result would not be believed.');
    kept.push({ path, folder: results, file: join(results, name), head });
    seeds.push(packInput(kept.length - 1, seed));
  }
  return {
    covers: ['src/main/engine/session/result-cache/'],
    seeds,
    close: folder.remove,
    mutate: (input, below, other) =>
      packInput(
        input[0] ?? 0,
        mutateMessage(input.subarray(1), below, () => other().subarray(1)),
      ),
    run: async (input) => {
      const place = kept[(input[0] ?? 0) % kept.length];
      if (place === undefined) throw new Error('Nothing was kept.');
      const bytes = wrapped(place.head, input.subarray(1));
      // What is no result is analysed, which the engine's own target does: it is opened only now and then.
      if ('unusable' in parseResult(bytes) && bytes[HEAD - 1] !== 0) return 'unusable';
      rmSync(place.file, { force: true });
      writeFileSync(place.file, proven(place, bytes));
      return use(place);
    },
  };
}

const packInput = (which: number, body: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.concat([Uint8Array.of(which), body]));

/** The file of a packed result: magic and version as of a real one, and its own digest. */
function wrapped(head: Uint8Array, body: Uint8Array): Uint8Array {
  const digest = createHash('sha256').update(body).digest();
  return new Uint8Array(Buffer.concat([head, digest, body]));
}

/** The same result with the witness of what it says, so that it is believed; as it is where it is none. */
function proven({ path }: Kept, bytes: Uint8Array): Uint8Array {
  const result = parseResult(bytes);
  if ('unusable' in result || result.layout !== undefined) return bytes;
  const file = openDumpFile(path);
  try {
    const dump = openDump(file);
    const { wordSize, byteOrder, imageDelta, directMapDelta } = result.kernel;
    const space = new AddressSpace(dump.memory, { wordSize, byteOrder }, imageDelta, directMapDelta);
    const witness = witnessOf(dump, space, result.shape, result.table);
    const better: StoredResult = { ...result, witness };
    return resultBytes(better);
  } finally {
    file.close();
  }
}

async function use({ path, folder }: Kept): Promise<string> {
  const reports: Parameters<typeof searchAll>[2] = [];
  const session = openSession({
    id: 'fuzzed',
    path,
    results: { folder },
    onEvent: (event) => {
      if (event.type === 'searched') reports.push(event.report);
    },
  });
  try {
    await session.run();
    const snapshot = session.snapshot();
    // Its numbers are the file's claims: that they are in the dump is for the witness to say.
    checkSound(snapshot, () => undefined);
    useAll(session, snapshot, 7);
    await searchAll(session, snapshot, reports);
    return snapshot.earlier === undefined ? 'analysed' : 'recalled';
  } finally {
    session.close();
  }
}
