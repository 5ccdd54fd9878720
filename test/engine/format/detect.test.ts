import { randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import type { Problem } from '../../../src/shared/errors.ts';
import { physAddr } from '../../../src/shared/units.ts';
import { elfCoreImage } from '../../support/elf-image.ts';
import { MemoryFile } from '../../support/memory-file.ts';
import { problemIn } from '../../support/problem-of.ts';
import { inWords } from '../../support/problem-words.ts';

const MIB = 1024 * 1024;

/** One MiB of zeros with some text (a byte a character) written over it. */
const fileWith = (text: string, at = 0, size = MIB): MemoryFile => {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from(text, 'latin1'), at);
  return new MemoryFile(bytes, 'something.elf');
};

const refusal = (file: MemoryFile): Problem => problemIn(() => openDump(file));

describe('detecting formats', () => {
  it('opens an ELF core whatever its name', () => {
    const bytes = elfCoreImage({
      wordSize: 8,
      byteOrder: 'little',
      segments: [{ physical: 0n, bytes: new Uint8Array(4096) }],
    });
    expect(openDump(new MemoryFile(bytes, 'memory.raw')).format).toBe('elf');
  });

  it('takes what it does not know for raw memory, from physical address 0', () => {
    const dump = openDump(fileWith('\x53\xff\x00\xf0'));
    expect(dump.format).toBe('raw');
    expect(dump.memory.runs).toEqual([{ start: 0, length: MIB, file: 0 }]);
  });

  it('lays raw memory out otherwise when its content tells where it belongs', () => {
    const relaid = openDump(fileWith('x', 5)).relay?.lay([{ start: 0x4000_0000, length: MIB, file: 0 }]);
    expect(relaid?.memory.fileOffsetOf(physAddr(0x4000_0005))).toBe(5);
    expect(relaid?.memory.has(physAddr(0), 1)).toBe(false);
  });

  it('refuses a file that holds nothing, and one that is too small', () => {
    expect(refusal(new MemoryFile(new Uint8Array(0)))).toMatchObject({ code: 'file-empty' });
    expect(refusal(fileWith('', 0, 4096))).toMatchObject({ code: 'format-unknown' });
  });
});

describe('naming files that are not read', () => {
  it.each([
    ['zstd', '\x28\xb5\x2f\xfd\x04', 0, 'zstd -d'],
    ['gzip', '\x1f\x8b\x08\x00', 0, 'gunzip'],
    ['xz', '\xfd7zXZ\0', 0, 'xz -d'],
    ['bzip2', 'BZh91AY&SY', 0, 'bunzip2'],
    ['lz4', '\x04\x22\x4d\x18', 0, 'lz4 -d'],
    ['zip', 'PK\x03\x04', 0, 'unzip'],
    ['tar', 'ustar\x0000', 257, 'tar xf'],
    ['age', 'age-encryption.org/v1\n', 0, 'age -d'],
    ['OpenSSL', 'Salted__', 0, 'openssl enc -d'],
    ['gpg', '\x8c\x0d\x04\x09\x03\x02', 0, 'gpg -o'],
    ['gpg', '\x85\x01\x0c\x03', 0, 'gpg -o'],
    ['LUKS', 'LUKS\xba\xbe\0\x02', 0, 'cryptsetup'],
    ['BitLocker', '\xeb\x58\x90-FVE-FS-', 0, 'Unlock'],
    ['snapshots', `QFI\xfb${'\0'.repeat(59)}\x01`, 0, '-loadvm'],
    ['VirtualBox', '\x7fVirtualBox SavedState V2.0\n', 0, 'dumpvmcore'],
    ['Hyper-V', '\x14\x20\x28\x01', 0, 'VmSavedStateDumpProvider'],
  ])('knows %s and how to convert it', (name, magic, at, remedy) => {
    const problem = refusal(fileWith(magic, at));
    expect(problem.code).toBe('format-unsupported');
    expect(inWords(problem).message).toContain(name);
    expect(inWords(problem).remedy).toContain(remedy);
  });

  it.each([
    ['crash dump of Windows', 'PAGEDU64'],
    ['crash dump of Windows', 'PAGEDUMP'],
    ['hibernation file of Windows', 'HIBR'],
    ['minidump', 'MDMP\x93\xa7'],
  ])('knows a %s as another system’s', (name, magic) => {
    const problem = refusal(fileWith(magic));
    expect(problem.code).toBe('not-linux');
    expect(inWords(problem).message).toContain(name);
  });

  it.each([
    ['qcow2', 'QFI\xfb', 0],
    ['VMDK', 'KDMV', 0],
    ['VDI', '\x7f\x10\xda\xbe', 0x40],
    ['VHDX', 'vhdxfile', 0],
    ['CD', 'CD001', 0x8001],
    ['GPT', 'EFI PART', 512],
    [
      'partitions',
      '\x80\x20\x21\x00\x83\xff\xff\xff\x00\x08\x00\x00\x00\xf8\xff\x00' + '\0'.repeat(48) + '\x55\xaa',
      446,
    ],
    ['ext file system', '\x53\xef', 1080],
    ['file system', '_BHRfS_M', 0x10040],
    ['swap space', 'SWAPSPACE2', 4086],
    ['pcap', '\xd4\xc3\xb2\xa1\x02\0\x04\0', 0],
    ['picture', '\x89PNG\r\n\x1a\n', 0],
    ['PDF', '%PDF-1.7', 0],
    ['text file', 'All work and no play makes Jack a dull boy.\r\n'.repeat(100), 0],
  ])('knows a file that holds no memory: %s', (name, magic, at) => {
    const problem = refusal(fileWith(magic, at));
    expect(problem.code).toBe('format-unknown');
    expect(inWords(problem).message).toContain(name);
  });

  const executable = (machine: string): string =>
    `MZ${'\0'.repeat(0x36)}${machine}\x80\0\0\0${'\0'.repeat(0x40)}PE\0\0`;

  it('knows a Windows program, but takes RAM that begins with a kernel image for RAM', () => {
    expect(inWords(refusal(fileWith(executable('\0\0\0\0')))).message).toContain('Windows program');
    expect(openDump(fileWith(executable('ARM\x64'))).format).toBe('raw');
    expect(openDump(fileWith(executable('RSC\x05'))).format).toBe('raw');
  });

  it('names the file, and what was expected of it', () => {
    const problem = refusal(fileWith('PK\x03\x04'));
    expect([problem.file, problem.offset]).toEqual(['something.elf', 0]);
    expect(inWords(problem).expected).toContain('memory');
  });

  it('knows a file that is encrypted, but takes memory with random parts for memory', () => {
    const random = new Uint8Array(2 * MIB);
    for (let at = 0; at < random.length; at += 65_536) randomFillSync(random, at, 65_536);
    expect(inWords(refusal(new MemoryFile(random))).message).toContain('encrypted');
    random.fill(0, MIB, MIB + 65_536);
    expect(openDump(new MemoryFile(random)).format).toBe('raw');
  });
});
