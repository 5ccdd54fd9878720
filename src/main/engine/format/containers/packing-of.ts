import { readLibvirtHeader } from '../savevm/libvirt-save.ts';
import { at } from '../signature.ts';
import { hibernatedPageSize, isHibernated } from '../swap-space.ts';
import { partitionStarts, type ReadAt } from './partitions.ts';

export type Packing = 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'lz4' | 'lzop' | 'zip' | 'tar' | 'hibernation';

/** Packed bytes in a file: from where, and how. */
export interface PackedPart {
  readonly packing: Packing;
  readonly offset: number;
}

/** What is a file, never a stream in one. */
const WHOLE_FILES: readonly Packing[] = ['zip', 'tar'];

const MAGICS: readonly (readonly [Packing, string])[] = [
  ['gzip', '\x1f\x8b\x08'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['lz4', '\x04\x22\x4d\x18'],
  ['lz4', '\x02\x21\x4c\x18'],
  ['lzop', '\x89LZO\0\r\n\x1a\n'],
  ['zip', 'PK\x03\x04'],
];

/** How a file is packed, by its first bytes; undefined when it is not, or not in a way that is read. */
export function packingOf(head: Uint8Array): Packing | undefined {
  const found = MAGICS.find(([, magic]) => at(0, magic)(head, head.length))?.[0];
  return found ?? (at(257, 'ustar')(head, head.length) ? 'tar' : undefined);
}

/**
 * What of a file is packed: all of it, the stream of a machine that libvirt saved, or the memory of one that
 * hibernated into swap space, which may be a partition of a disk.
 */
export async function packedPart(head: Uint8Array, readAt: ReadAt): Promise<PackedPart | undefined> {
  if (hibernatedPageSize(head) !== undefined) return { packing: 'hibernation', offset: 0 };
  for await (const offset of partitionStarts(head, readAt))
    if (await isHibernated(offset, readAt)) return { packing: 'hibernation', offset };
  const libvirt = readLibvirtHeader(head);
  const offset = libvirt?.stream ?? 0;
  const packing = packingOf(libvirt === undefined ? head : await readAt(offset));
  return packing === undefined || (libvirt !== undefined && WHOLE_FILES.includes(packing))
    ? undefined
    : { packing, offset };
}
