import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { physAddr } from '../../../../src/shared/units.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { expectPages } from '../../../support/formats/expect-pages.ts';
import { pageOf } from '../../../support/formats/guest-pages.ts';
import { vmwareImage } from '../../../support/formats/vmware-image.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { problemIn } from '../../../support/problem-of.ts';
import { inWords } from '../../../support/problem-words.ts';

const PAGE = 4096;
/** Three regions with holes between them: pages 0–3, 16–17 and 64–65 of the guest. */
const regions = [
  { guestPage: 0, filePage: 0, pages: 4 },
  { guestPage: 16, filePage: 4, pages: 2 },
  { guestPage: 64, filePage: 6, pages: 2 },
];
const numbers = [0, 1, 2, 3, 16, 17, 64, 65];
const pages = new Map(numbers.map((number) => [number, pageOf(number)]));
const memory = new Uint8Array(Buffer.concat([...pages.values()]));

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taskshape-vmware-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});
const save = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

describe('machines of VMware', () => {
  it.each([0xbed1_bed1, 0xbed2_bed2, 0xbed3_bed3, 0xbad1_bad1, 0xbad2_bad2])(
    'reads memory with holes inside a state file (magic %i)',
    (magic) => {
      const image = vmwareImage({ regions, memory, magic });
      const dump = openDump(new MemoryFile(image));
      expect(dump.format).toBe('vmware');
      expectPages(dump.memory, pages);
      expect(image[dump.memory.fileOffsetOf(physAddr(64 * PAGE + 1)) ?? -1]).toBe(pageOf(64)[1]);
    },
  );

  it('reads memory without regions as one piece', () => {
    const dump = openDump(new MemoryFile(vmwareImage({ memory })));
    expect(dump.memory.runs.map(({ start, length }) => [start, length])).toEqual([[0, memory.length]]);
  });

  it.each(['machine.vmss', 'machine.vmsn'])('finds the memory of %s in the .vmem file beside it', (name) => {
    save('machine.vmem', memory);
    const file = openDumpFile(save(name, vmwareImage({ regions })));
    const dump = openDump(file);
    expectPages(dump.memory, pages);
    expect(dump.memory.fileOffsetOf(physAddr(0))).toBeUndefined();
    dump.close?.();
    file.close();
  });

  it('lays a .vmem file out as the state file beside it says', () => {
    save('machine.vmss', vmwareImage({ regions }));
    const file = openDumpFile(save('machine.vmem', memory));
    const dump = openDump(file);
    expectPages(dump.memory, pages);
    expect(dump.memory.fileOffsetOf(physAddr(16 * PAGE))).toBe(4 * PAGE);
    file.close();
  });

  it('puts a hole below 4 GiB into a large .vmem file alone, and says so', () => {
    const file = new MemoryFile(new Uint8Array(16), 'machine.vmem');
    Object.defineProperty(file, 'size', { value: 5 * 2 ** 30 });
    const dump = openDump(file);
    expect(dump.memory.runs.map(({ start, length }) => [start, length])).toEqual([
      [0, 3 * 2 ** 30],
      [4 * 2 ** 30, 2 * 2 ** 30],
    ]);
    expect(dump.notices.map(english).join()).toContain('hole from 3 to 4 GiB');
  });

  it('says what is missing beside a state file', () => {
    const file = openDumpFile(save('machine.vmss', vmwareImage({ regions })));
    const problem = problemIn(() => openDump(file));
    expect(problem.code).toBe('format-unsupported');
    expect(inWords(problem).remedy).toContain('.vmem');
    file.close();
  });

  it('refuses compressed memory and the old layout', () => {
    const compressed = vmwareImage({ regions, memory, compressed: true });
    expect(inWords(problemIn(() => openDump(new MemoryFile(compressed)))).message).toContain('compressed');
    const old = vmwareImage({ regions, memory, magic: 0xbed0_bed0 });
    expect(inWords(problemIn(() => openDump(new MemoryFile(old)))).message).toContain('old layout');
  });

  it('uses what a cut-off state file still holds', () => {
    const image = vmwareImage({ regions, memory });
    const dump = openDump(new MemoryFile(image.subarray(0, image.length - 2 * PAGE)));
    expect(dump.memory.has(physAddr(0), 4 * PAGE)).toBe(true);
    expect(dump.memory.has(physAddr(65 * PAGE), 1)).toBe(false);
  });
});
