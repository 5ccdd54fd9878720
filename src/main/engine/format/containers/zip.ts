import { say } from '../../../../shared/i18n/sentence.ts';
import { open, type FileHandle } from 'node:fs/promises';
import { DamagedStream } from './byte-source.ts';

/** APPNOTE.TXT, section 4.3. */
const END = 0x0605_4b50;
const END64 = 0x0606_4b50;
const LOCATOR64 = 0x0706_4b50;
const ENTRY = 0x0201_4b50;
const LOCAL = 0x0403_4b50;
const END_SIZE = 22;
const MAX_COMMENT = 65_535;
const MAX_DIRECTORY = 64 * 1024 * 1024;

export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly packedSize: number;
  readonly size: number;
  /** Where its packed bytes begin. */
  readonly offset: number;
}

/** The largest file in a zip archive: a dump is larger than what lies beside it. Throws `DamagedStream`. */
export async function largestZipEntry(path: string): Promise<ZipEntry> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const entries = await readDirectory(file, size);
    const best = entries.reduce<ZipEntry | undefined>(
      (most, entry) => (most === undefined || entry.size > most.size ? entry : most),
      undefined,
    );
    if (best === undefined) throw new DamagedStream(say('damage.noFiles'));
    const local = await readAt(file, best.offset, 30);
    if (local.length < 30 || local.readUInt32LE(0) !== LOCAL)
      throw new DamagedStream(say('damage.noFile', { at: best.offset }));
    return { ...best, offset: best.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28) };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function readDirectory(file: FileHandle, fileSize: number): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, fileSize - END_SIZE - MAX_COMMENT);
  const tail = await readAt(file, tailAt, fileSize - tailAt);
  let at = tail.length - END_SIZE;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new DamagedStream(say('damage.noDirectory'));
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const end = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
    if (end.length === 56 && end.readUInt32LE(0) === END64) {
      size = Number(end.readBigUInt64LE(40));
      offset = Number(end.readBigUInt64LE(48));
    }
  }
  if (!(size <= MAX_DIRECTORY && offset + size <= fileSize)) throw new DamagedStream(say('damage.directory'));
  return parseEntries(await readAt(file, offset, size));
}

function parseEntries(bytes: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY;) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const wide = wideSizes(extra);
    const take = (value: number): number => (value === 0xffff_ffff ? (wide.shift() ?? value) : value);
    const size = take(bytes.readUInt32LE(at + 24));
    const packedSize = take(bytes.readUInt32LE(at + 20));
    const offset = take(bytes.readUInt32LE(at + 42));
    const method = bytes.readUInt16LE(at + 10);
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) !== 0;
    if (!name.endsWith('/')) entries.push({ name, method, encrypted, packedSize, size, offset });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The 64-bit numbers of the ZIP64 extra field, in the order of the fields they stand for. */
function wideSizes(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const numbers: number[] = [];
      for (let i = at + 4; i + 8 <= Math.min(at + 4 + length, extra.length); i += 8) {
        numbers.push(Number(extra.readBigUInt64LE(i)));
      }
      return numbers;
    }
    at += 4 + length;
  }
  return [];
}
