import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { all, at, not, type Mark, type Signature } from './signature.ts';
import { SWAP_PAGES } from './swap-space.ts';

const NAME_THE_DUMP = say('advice.nameDump');
const NO_MEMORY = say('advice.noMemory');

const packed = (what: Sentence, magic: string, command: string): Signature => ({
  what,
  marks: [at(0, magic)],
  code: 'format-unsupported',
  remedy: say('advice.unpack', { command }),
});

const disk = (what: Sentence, ...marks: Mark[]): Signature => ({
  what,
  marks,
  code: 'format-unknown',
  remedy: NO_MEMORY,
});

const other = (what: Sentence, ...marks: Mark[]): Signature => ({
  what,
  marks,
  code: 'format-unknown',
  remedy: NAME_THE_DUMP,
});

const PCAP = [
  '\xd4\xc3\xb2\xa1\x02\0',
  '\xa1\xb2\xc3\xd4\0\x02',
  '\x4d\x3c\xb2\xa1\x02\0',
  '\x0a\x0d\x0d\x0a',
];

const u32 = (head: Uint8Array, offset: number): number =>
  ((head[offset] ?? 0) |
    ((head[offset + 1] ?? 0) << 8) |
    ((head[offset + 2] ?? 0) << 16) |
    ((head[offset + 3] ?? 0) << 24)) >>>
  0;

/**
 * A kernel image of arm64 or RISC-V carries an MZ header, and lies at the very start of RAM on some machines: raw
 * memory may begin so (Documentation/arch/arm64/booting.rst, Documentation/arch/riscv/boot-image-header.rst).
 */
const isKernelImage: Mark = (head, size) =>
  at(0x38, 'ARM\x64')(head, size) || at(0x38, 'RSC\x05')(head, size);

/** The new header's offset is at 0x3c; it begins with PE, NE or LE. */
const isExecutable: Mark = (head, size) => {
  if (!at(0, 'MZ')(head, size)) return false;
  const header = u32(head, 0x3c);
  return at(header, 'PE\0\0')(head, size) || at(header, 'NE')(head, size) || at(header, 'LE')(head, size);
};

/** A master boot record: 55 aa at its end, and four entries that are empty or make sense, at least one of them used. */
const isBootRecord: Mark = (head, size) => {
  if (!at(510, '\x55\xaa')(head, size)) return false;
  let used = 0;
  for (let entry = 446; entry < 510; entry += 16) {
    const status = head[entry] ?? 1;
    const type = head[entry + 4] ?? 0;
    if (status !== 0 && status !== 0x80) return false;
    if (type === 0 && u32(head, entry + 12) !== 0) return false;
    if (type !== 0 && (u32(head, entry + 8) === 0 || u32(head, entry + 12) === 0)) return false;
    if (type !== 0) used++;
  }
  return used > 0;
};

/** The superblock of ext2, 3, 4 at 1024: magic, revision 0 or 1, blocks of 1 to 64 KiB. */
const isExt: Mark = (head, size) =>
  at(1080, '\x53\xef')(head, size) && u32(head, 1024 + 0x4c) <= 1 && u32(head, 1024 + 0x18) <= 6;

/** nb_snapshots of a qcow2 header, big-endian (QEMU, docs/interop/qcow2.txt). */
const hasSnapshots: Mark = (head) =>
  (head[60] ?? 0) + (head[61] ?? 0) + (head[62] ?? 0) + (head[63] ?? 0) > 0;

const TEXT_SAMPLE = 4096;

/** Only printable bytes, tabs and line ends in the first page: no memory looks like that. */
const isText: Mark = (head) => {
  const sample = head.subarray(0, TEXT_SAMPLE);
  return sample.every((byte) => (byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13));
};

/** Files that hold no memory as it is. More exact signatures stand before vaguer ones. */
export const FOREIGN_FILES: readonly Signature[] = [
  packed(say('foreign.packed', { format: 'zstd' }), '\x28\xb5\x2f\xfd', 'zstd -d FILE'),
  packed(say('foreign.packed', { format: 'gzip' }), '\x1f\x8b\x08', 'gunzip -k FILE'),
  packed(say('foreign.packed', { format: 'xz' }), '\xfd7zXZ\0', 'xz -dk FILE'),
  packed(say('foreign.packed', { format: 'bzip2' }), 'BZh', 'bunzip2 -k FILE'),
  packed(say('foreign.packed', { format: 'lz4' }), '\x04\x22\x4d\x18', 'lz4 -d FILE'),
  packed(say('foreign.packed', { format: 'lzop' }), '\x89LZO\0', 'lzop -d FILE'),
  packed(say('foreign.packed', { format: 'snappy' }), '\xff\x06\0\0sNaPpY', 'snzip -dk FILE'),
  packed(say('foreign.zip'), 'PK\x03\x04', 'unzip FILE'),
  packed(say('foreign.7z'), '7z\xbc\xaf\x27\x1c', '7z x FILE'),
  packed(say('foreign.rar'), 'Rar!\x1a\x07', 'unrar x FILE'),
  { ...packed(say('foreign.tar'), '', 'tar xf FILE'), marks: [at(257, 'ustar')] },

  {
    what: say('foreign.qcowSnapshots'),
    marks: [all(at(0, 'QFI\xfb'), hasSnapshots)],
    code: 'format-unsupported',
    remedy: say('advice.qcowSnapshots'),
  },
  disk(say('foreign.disk', { format: 'qcow2' }), at(0, 'QFI\xfb')),
  disk(say('foreign.disk', { format: 'VMDK' }), at(0, 'KDMV'), at(0, 'COWD'), at(0, '# Disk DescriptorFile')),
  disk(say('foreign.disk', { format: 'VDI' }), at(0x40, '\x7f\x10\xda\xbe')),
  disk(say('foreign.disk', { format: 'VHD, VHDX' }), at(0, 'vhdxfile'), at(0, 'conectix')),
  disk(say('foreign.cd'), at(0x8001, 'CD001')),
  disk(say('foreign.gpt'), at(512, 'EFI PART')),
  disk(say('foreign.partitions'), isBootRecord),
  disk(say('foreign.ext'), isExt),
  disk(
    say('foreign.fileSystem'),
    at(0, 'XFSB'),
    at(0, 'hsqs'),
    at(512, 'LABELONE'),
    at(0x10040, '_BHRfS_M'),
    at(3, 'NTFS    '),
  ),
  disk(
    say('foreign.swap'),
    ...SWAP_PAGES.flatMap((page) => [at(page - 10, 'SWAPSPACE2'), at(page - 10, 'SWAP-SPACE')]),
  ),
  other(say('foreign.pcap'), ...PCAP.map((magic) => at(0, magic))),
  other(say('foreign.cpio'), at(0, '070701'), at(0, '070702')),
  other(say('foreign.exe'), all(isExecutable, not(isKernelImage))),
  other(say('foreign.picture'), at(0, '\x89PNG\r\n\x1a\n'), at(0, '\xff\xd8\xff'), at(0, 'GIF8')),
  other(say('foreign.pdf'), at(0, '%PDF-')),
  other(say('foreign.sqlite'), at(0, 'SQLite format 3\0')),
  other(say('foreign.text'), isText),
];
