import { failure } from '../../../../shared/errors.ts';
import { fileOffset, type ByteOrder, type FileOffset } from '../../../../shared/units.ts';
import { say } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import { VirtualFile } from '../../file/virtual-file.ts';
import { readU32 } from '../../memory/words.ts';
import type { DumpFormat, OpenedDump } from '../dump-format.ts';
import { at } from '../signature.ts';
import { openSavevm } from './savevm.ts';

export const LIBVIRT_HEADER = 92;
/** How the stream behind the XML is packed (libvirt, qemu_saveimage.h). */
const PACKINGS = ['raw', 'gzip', 'bzip2', 'xz', 'lzop', 'zstd', 'sparse'] as const;

export interface LibvirtHeader {
  /** Where the stream begins. */
  readonly stream: number;
  readonly packing: (typeof PACKINGS)[number] | 'unknown';
  readonly finished: boolean;
}

/** { char magic[16]; u32 version, data_len, was_running, compressed, cookie; u32 unused[14] }, then `data_len` bytes of XML. */
export function readLibvirtHeader(head: Uint8Array): LibvirtHeader | undefined {
  const isFinished = at(0, 'LibvirtQemudSave')(head, head.length);
  if (!isFinished && !at(0, 'LibvirtQemudPart')(head, head.length)) return undefined;
  // Written in the host’s byte order: the version is small.
  const order: ByteOrder = readU32(head, 16, 'little') < 0x1_0000 ? 'little' : 'big';
  return {
    stream: LIBVIRT_HEADER + readU32(head, 20, order),
    packing: PACKINGS[readU32(head, 28, order)] ?? 'unknown',
    finished: isFinished,
  };
}

/** A file from some offset on. */
class FileFrom extends VirtualFile {
  readonly size: number;
  readonly #file: DumpFile;
  readonly #from: number;

  constructor(file: DumpFile, from: number) {
    super(file.path);
    this.#file = file;
    this.#from = from;
    this.size = Math.max(0, file.size - from);
  }

  override read(offset: FileOffset, target: Uint8Array): number {
    return this.#file.read(fileOffset(this.#from + offset), target);
  }

  placeOf(offset: number): FileOffset | undefined {
    return fileOffset(this.#from + offset);
  }
}

/** Machines saved by libvirt (virsh save, managedsave): a header, the machine’s XML, and QEMU’s stream. */
function openLibvirtSave(file: DumpFile): OpenedDump {
  const head = new Uint8Array(LIBVIRT_HEADER);
  file.read(fileOffset(0), head);
  const header = readLibvirtHeader(head);
  const magic = new Uint8Array(4);
  const held = header === undefined ? 0 : file.read(fileOffset(Math.min(header.stream, file.size)), magic);
  if (header === undefined || held < 4 || !at(0, 'QEVM')(magic, magic.length)) {
    throw failure('format-damaged', say('failure.libvirt'), {
      file: file.path,
      offset: header?.stream ?? 0,
      expected: say('expected.qevm'),
      remedy: say('remedy.libvirt', {
        packing:
          header === undefined || header.packing === 'unknown'
            ? say('remedy.unknownPacking')
            : header.packing,
      }),
    });
  }
  const dump = openSavevm(new FileFrom(file, header.stream));
  return {
    ...dump,
    format: 'libvirt',
    detail: say('format.libvirt', { detail: dump.detail }),
    notices: header.finished ? dump.notices : [say('notice.libvirt.unfinished'), ...dump.notices],
  };
}

export const libvirtSave: DumpFormat = {
  name: 'libvirt',
  detect: (head) => readLibvirtHeader(head) !== undefined,
  open: openLibvirtSave,
};
