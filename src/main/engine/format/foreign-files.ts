import { all, at, not, type Mark, type Signature } from './signature.ts';

const NAME_THE_DUMP = 'Name the file that holds the memory of the machine.';
const NO_MEMORY = 'A disk holds no memory. Dump the running machine: virsh dump --memory-only, LiME, AVML.';

const packed = (what: string, magic: string, command: string): Signature => ({
  what,
  marks: [at(0, magic)],
  code: 'format-unsupported',
  remedy: `Unpack it first: ${command}`,
});

const disk = (what: string, ...marks: Mark[]): Signature => ({
  what,
  marks,
  code: 'format-unknown',
  remedy: NO_MEMORY,
});

const other = (what: string, ...marks: Mark[]): Signature => ({
  what,
  marks,
  code: 'format-unknown',
  remedy: NAME_THE_DUMP,
});

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

const TEXT_SAMPLE = 4096;

/** Only printable bytes, tabs and line ends in the first page: no memory looks like that. */
const isText: Mark = (head) => {
  const sample = head.subarray(0, TEXT_SAMPLE);
  return sample.every((byte) => (byte >= 0x20 ? byte !== 0x7f : byte === 9 || byte === 10 || byte === 13));
};

/** Files that hold no memory as it is. More exact signatures stand before vaguer ones. */
export const FOREIGN_FILES: readonly Signature[] = [
  packed('packed with zstd', '\x28\xb5\x2f\xfd', 'zstd -d FILE'),
  packed('packed with gzip', '\x1f\x8b\x08', 'gunzip -k FILE'),
  packed('packed with xz', '\xfd7zXZ\0', 'xz -dk FILE'),
  packed('packed with bzip2', 'BZh', 'bunzip2 -k FILE'),
  packed('packed with lz4', '\x04\x22\x4d\x18', 'lz4 -d FILE'),
  packed('packed with lzop', '\x89LZO\0', 'lzop -d FILE'),
  packed('packed with snappy', '\xff\x06\0\0sNaPpY', 'snzip -dk FILE'),
  packed('a zip archive', 'PK\x03\x04', 'unzip FILE'),
  packed('a 7z archive', '7z\xbc\xaf\x27\x1c', '7z x FILE'),
  packed('a rar archive', 'Rar!\x1a\x07', 'unrar x FILE'),
  { ...packed('a tar archive', '', 'tar xf FILE'), marks: [at(257, 'ustar')] },

  disk('a disk image (qcow2)', at(0, 'QFI\xfb')),
  disk('a disk image (VMDK)', at(0, 'KDMV'), at(0, 'COWD'), at(0, '# Disk DescriptorFile')),
  disk('a disk image (VDI)', at(0x40, '\x7f\x10\xda\xbe')),
  disk('a disk image (VHD, VHDX)', at(0, 'vhdxfile'), at(0, 'conectix')),
  disk('a CD or DVD image', at(0x8001, 'CD001')),
  disk('a disk image with a GPT', at(512, 'EFI PART')),
  disk('a disk image with partitions', isBootRecord),
  disk('an ext file system', isExt),
  disk('a file system', at(0, 'XFSB'), at(0, 'hsqs'), at(512, 'LABELONE'), at(0, 'LUKS\xba\xbe')),
  other('an initramfs or cpio archive', at(0, '070701'), at(0, '070702')),
  other('a Windows program', all(isExecutable, not(isKernelImage))),
  other('a picture', at(0, '\x89PNG\r\n\x1a\n'), at(0, '\xff\xd8\xff'), at(0, 'GIF8')),
  other('a PDF document', at(0, '%PDF-')),
  other('a database of SQLite', at(0, 'SQLite format 3\0')),
  other('a text file', isText),
];
