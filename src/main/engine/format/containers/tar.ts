import { say } from '../../../../shared/i18n/sentence.ts';
import { open } from 'node:fs/promises';
import { DamagedStream } from './byte-source.ts';

/** POSIX.1-1988 (ustar), and what GNU and pax add to it. */
const BLOCK = 512;
const REGULAR = new Set(['0', '\0', '7']);
const PAX = 'x';
const MAX_PAX = 1024 * 1024;
const MAX_ENTRIES = 100_000;

export interface TarEntry {
  readonly name: string;
  /** Where its bytes begin. */
  readonly offset: number;
  readonly size: number;
}

/** The largest file in a tar archive: a dump is larger than what lies beside it. Throws `DamagedStream`. */
export async function largestTarEntry(path: string): Promise<TarEntry> {
  const file = await open(path, 'r');
  try {
    const { size: total } = await file.stat();
    const readAt = async (offset: number, length: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    };
    let best: TarEntry | undefined;
    let said: number | undefined;
    for (let at = 0, count = 0; at + BLOCK <= total && count < MAX_ENTRIES; count++) {
      const head = await readAt(at, BLOCK);
      if (head.every((byte) => byte === 0)) break;
      if (!isHeader(head)) throw new DamagedStream(say('damage.noHeaderAt', { format: 'tar', at }));
      const kind = String.fromCharCode(head[156] ?? 0);
      const size =
        kind === PAX ? numberOf(head.subarray(124, 136)) : (said ?? numberOf(head.subarray(124, 136)));
      const offset = at + BLOCK;
      if (kind === PAX) said = sizeIn(await readAt(offset, Math.min(size, MAX_PAX)));
      else {
        said = undefined;
        if (kind === 'S') throw new DamagedStream(say('damage.sparse'));
        if (REGULAR.has(kind) && size > (best?.size ?? 0))
          best = { name: textOf(head.subarray(0, 100)), offset, size: Math.min(size, total - offset) };
      }
      at = offset + Math.ceil(size / BLOCK) * BLOCK;
    }
    if (best === undefined) throw new DamagedStream(say('damage.noFiles'));
    return best;
  } finally {
    await file.close();
  }
}

/** The checksum is the sum of all bytes, its own field counted as spaces. */
function isHeader(head: Buffer): boolean {
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return numberOf(head.subarray(148, 156)) === sum;
}

/** Octal text, or, when the highest bit is set, a big-endian number. */
function numberOf(field: Buffer): number {
  if (((field[0] ?? 0) & 0x80) === 0) return Number.parseInt(textOf(field).trim() || '0', 8);
  return field.subarray(1).reduce((value, byte) => value * 256 + byte, (field[0] ?? 0) & 0x7f);
}

const textOf = (field: Buffer): string => {
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? field.length : end).toString('latin1');
};

/** The size that a pax header gives the next file: a line "LENGTH size=NUMBER". */
function sizeIn(records: Buffer): number | undefined {
  const found = /(?:^|\n)\d+ size=(\d+)\n/.exec(records.toString('latin1'))?.[1];
  return found === undefined ? undefined : Number(found);
}
