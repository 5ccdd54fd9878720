import { readU32, readU64 } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';
import { at } from '../signature.ts';

/** Reads 16 bytes of a file, or fewer at its end. */
export type ReadAt = (offset: number) => Promise<Uint8Array>;

const SECTOR = 512;
/** The four entries of a boot record, and of each the kind of partition and its first sector. */
const ENTRIES = 446;
const ENTRY = 16;
const KIND = 4;
const FIRST_SECTOR = 8;
/** Kinds of a partition that holds further ones, each behind a boot record of its own. */
const EXTENDED = [0x05, 0x0f, 0x85];
/** No table has more; a chain of boot records may go in circles. */
const MOST = 128;

/** Where the partitions of a disk image begin, in bytes; none where there is no table of partitions at its start. */
export async function* partitionStarts(head: Uint8Array, readAt: ReadAt): AsyncGenerator<number> {
  if (!at(510, '\x55\xaa')(head, head.length)) return;
  for (const sector of [512, 4096])
    if (at(sector, 'EFI PART')(head, head.length)) yield* gptStarts(head, sector);
  for (let i = 0; i < 4; i++) {
    const entry = head.subarray(ENTRIES + i * ENTRY, ENTRIES + (i + 1) * ENTRY);
    const start = readU32(entry, FIRST_SECTOR, 'little') * SECTOR;
    if (EXTENDED.includes(entry[KIND] ?? 0)) yield* logicalStarts(start, readAt);
    else if (start > 0) yield start;
  }
}

/** GUID partition table (UEFI specification, 5.3): its header says where the entries begin, how many, and their size. */
function* gptStarts(head: Uint8Array, sector: number): Generator<number> {
  const first = toNumber(readU64(head, sector + 72, 'little')) * sector;
  const count = Math.min(MOST, readU32(head, sector + 80, 'little'));
  const size = readU32(head, sector + 84, 'little');
  for (let i = 0; i < count; i++) {
    const entry = first + i * size;
    if (!(entry + 40 <= head.length)) return;
    const start = toNumber(readU64(head, entry + 32, 'little')) * sector;
    if (start > 0 && Number.isSafeInteger(start)) yield start;
  }
}

/** Of each boot record the first entry is a partition, counted from there, the second the next record, from the first. */
async function* logicalStarts(extended: number, readAt: ReadAt): AsyncGenerator<number> {
  let record = extended;
  for (let i = 0; i < MOST; i++) {
    const [partition, next] = [await readAt(record + ENTRIES), await readAt(record + ENTRIES + ENTRY)];
    const start = readU32(partition, FIRST_SECTOR, 'little') * SECTOR;
    if (start === 0) return;
    yield record + start;
    const further = readU32(next, FIRST_SECTOR, 'little') * SECTOR;
    if (further === 0) return;
    record = extended + further;
  }
}
