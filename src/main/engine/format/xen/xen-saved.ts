import { failure } from '../../../../shared/errors.ts';
import { fileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { readU16, readU32 } from '../../memory/words.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { layMemory } from '../lay-memory.ts';
import { at } from '../signature.ts';
import { readSavedPages } from './saved-pages.ts';

/** What the tools write before the domain's image: xl, libxl by itself, libvirt and XenServer; or nothing. */
const BEGINNINGS = [
  'Xen saved domain, xl format',
  'LibxlFmt',
  'libvirt-xml\n',
  'XenSavedDom',
  '\xff'.repeat(8),
];
/** The image header's marker and id. */
const IMAGE = Buffer.from(`${'\xff'.repeat(8)}XENF`, 'latin1');
/** The tool's header holds the machine's configuration: more than this it never is. */
const HEAD_BYTES = 128 * 1024;
const IMAGE_HEADER = 24;
const DOMAIN_HEADER = 16;
const VERSIONS = [2, 3];
const MACHINES = ['?', 'PV', 'HVM', 'PVH', 'ARM'];
const LEAST_PAGE_SHIFT = 12;
const MOST_PAGE_SHIFT = 16;

/** Where the domain's image begins, if the file is a saved domain of Xen 4.6 or later. */
function findImage(head: Uint8Array): number | undefined {
  if (!BEGINNINGS.some((beginning) => at(0, beginning)(head, head.length))) return undefined;
  const found = Buffer.from(head.buffer, head.byteOffset, head.length).indexOf(IMAGE);
  return found < 0 ? undefined : found;
}

/**
 * Domains that Xen saved (xl save, virsh save, suspended machines of XenServer): the tool's own header, then an image
 * header in big-endian { u64 marker, u32 id, u32 version, u16 options }, a domain header { u32 type, u16 page shift },
 * and records (Xen, docs/specs/libxc-migration-stream.pandoc). Page tables of paravirtual machines are saved with
 * physical frames in them, not machine frames.
 */
function openXenSaved(file: DumpFile): OpenedDump {
  const head = new Uint8Array(Math.min(HEAD_BYTES, file.size));
  file.read(fileOffset(0), head);
  const image = findImage(head) ?? 0;
  const bytes = new Uint8Array(IMAGE_HEADER + DOMAIN_HEADER);
  file.read(fileOffset(image), bytes);
  const version = readU32(bytes, 12, 'big');
  if (!VERSIONS.includes(version)) {
    throw failure('format-unsupported', say('failure.xenSaved.version', { version }), {
      file: file.path,
      offset: image + 12,
      expected: say('expected.xenSaved.version'),
      remedy: say('advice.xen'),
    });
  }
  const byteOrder = (readU16(bytes, 16, 'big') & 1) === 1 ? 'big' : 'little';
  const machine = MACHINES[readU32(bytes, IMAGE_HEADER, byteOrder)] ?? '?';
  const shift = readU16(bytes, IMAGE_HEADER + 4, byteOrder);
  const pageSize = 2 ** (shift >= LEAST_PAGE_SHIFT && shift <= MOST_PAGE_SHIFT ? shift : LEAST_PAGE_SHIFT);
  const { runs, ended } = readSavedPages(file, image + bytes.length, byteOrder, pageSize);
  const { memory, notices } = layMemory(file, runs);
  if (memory.size === 0) {
    throw failure('format-damaged', say('failure.xenSaved.empty'), {
      file: file.path,
      offset: image + bytes.length,
      expected: say('expected.xenSaved.pages'),
      remedy: say('remedy.cutOff'),
    });
  }
  const cut = ended ? [] : [say('notice.xenSaved.cutOff')];
  return {
    format: 'xen-save',
    detail: say('format.xenSaved', { machine, pageSize }),
    memory,
    notices: [...cut, ...notices],
    notes: [],
  };
}

export const xenSaved: DumpFormat = {
  name: 'xen-save',
  detect: (head) => findImage(head) !== undefined,
  open: openXenSaved,
};
