import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { readU16, readU32, readU64 } from '../../memory/words.ts';
import { toNumber } from '../elf-header.ts';
import { at } from '../signature.ts';

/** Magics of the group directory; the first is of a layout with 32-bit offsets. */
export const OLD_MAGIC = '\xd0\xbe\xd0\xbe';
const MAGICS = [
  '\xd1\xbe\xd1\xbe',
  '\xd2\xbe\xd2\xbe',
  '\xd3\xbe\xd3\xbe',
  '\xd1\xba\xd1\xba',
  '\xd2\xba\xd2\xba',
];
const GROUP = 80;
const MAX_GROUPS = 4096;
/** Items of a group that are looked at, and regions kept. */
const MAX_ITEMS = 1_000_000;
const MAX_REGIONS = 65_536;
const BLOCK = 63;
const COMPRESSED = 62;

export interface VmwareState {
  /** Pages of the guest and pages of the file that hold them; empty when the memory has no holes. */
  readonly regions: readonly VmwareRegion[];
  /** The memory inside this file, if it is there. */
  readonly memory: { readonly offset: number; readonly length: number } | undefined;
}

export interface VmwareRegion {
  readonly guestPage: number;
  readonly filePage: number;
  readonly pages: number;
}

export const isVmwareState = (head: Uint8Array): boolean =>
  [OLD_MAGIC, ...MAGICS].some((magic) => at(0, magic)(head, head.length));

/**
 * Reads the group "memory" of a .vmss or .vmsn file: { u32 magic, version, groups }, groups { name[64], u64 position,
 * u64 size }, then items by tag: u16 with the value's size (bits 0–5), the number of indices (6–7), the length of the
 * name (8–15); the name; u32 indices; the value. Size 63 is a block, 62 a compressed one: { u64 bytes, u64 bytes in
 * memory, u16 padding }.
 */
export function readVmwareState(file: DumpFile): VmwareState {
  const head = new Uint8Array(12);
  file.read(fileOffset(0), head);
  if (at(0, OLD_MAGIC)(head, 12)) {
    throw unsupported(file, say('failure.vmware.old'));
  }
  const groups = readU32(head, 8, 'little');
  if (groups > MAX_GROUPS) {
    throw failure('format-damaged', say('failure.vmware.groups', { groups }), {
      file: file.path,
      offset: 8,
      expected: say('expected.groups', { most: MAX_GROUPS }),
      remedy: say('remedy.vmware.copy'),
    });
  }
  const entry = new Uint8Array(GROUP);
  for (let group = 0; group < groups; group++) {
    file.read(fileOffset(12 + group * GROUP), entry);
    if (at(0, 'memory\0')(entry, GROUP)) return readMemoryGroup(file, toNumber(readU64(entry, 64, 'little')));
  }
  return { regions: [], memory: undefined };
}

const unsupported = (file: DumpFile, message: Sentence) =>
  failure('format-unsupported', message, {
    file: file.path,
    remedy: say('remedy.vmware.vmem'),
  });

function readMemoryGroup(file: DumpFile, start: number): VmwareState {
  const regions = new Map<number, { guestPage: number; filePage: number; pages: number }>();
  let memory: VmwareState['memory'];
  const head = new Uint8Array(2 + 255 + 12 + 18);
  let position = start;
  for (let item = 0; item < MAX_ITEMS && position < file.size; item++) {
    file.read(fileOffset(position), head);
    const tag = readU16(head, 0, 'little');
    if (tag === 0) break;
    const size = tag & 0x3f;
    const indices = (tag >> 6) & 3;
    const nameLength = tag >> 8;
    const name = Buffer.from(head.subarray(2, 2 + nameLength)).toString('latin1');
    const index = indices > 0 ? readU32(head, 2 + nameLength, 'little') : 0;
    const value = 2 + nameLength + 4 * indices;
    if (size === BLOCK || size === COMPRESSED) {
      const bytes = toNumber(readU64(head, value, 'little'));
      const data = position + value + 18 + readU16(head, value + 16, 'little');
      if (name === 'Memory' && size === COMPRESSED) {
        throw unsupported(file, say('failure.vmware.compressed'));
      }
      if (name === 'Memory')
        memory = { offset: data, length: Math.min(bytes, Math.max(0, file.size - data)) };
      position = data + bytes;
      continue;
    }
    const number = size >= 4 ? readU32(head, value, 'little') : 0;
    const region = regions.get(index) ?? { guestPage: 0, filePage: 0, pages: 0 };
    if (name === 'regionPPN') region.guestPage = number;
    if (name === 'regionPageNum') region.filePage = number;
    if (name === 'regionSize') region.pages = number;
    if (/^region(PPN|PageNum|Size)$/.test(name) && regions.size < MAX_REGIONS) regions.set(index, region);
    position += value + size;
  }
  return { regions: [...regions.values()].filter(({ pages }) => pages > 0), memory };
}
