import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDump } from '../../../src/main/engine/format/detect.ts';
import { TaskshapeError } from '../../../src/shared/errors.ts';
import { physAddr } from '../../../src/shared/units.ts';
import type { DumpFile } from '../../../src/main/engine/file/dump-file.ts';
import { elfCoreImage } from '../../support/elf-image.ts';
import { MemoryFile } from '../../support/memory-file.ts';

/** Opens what may be anything: an expected failure or a dump that keeps the promises of its interface. */
function openAnything(file: DumpFile): void {
  let dump;
  try {
    dump = openDump(file);
  } catch (error) {
    expect(error).toBeInstanceOf(TaskshapeError);
    return;
  }
  const { memory } = dump;
  expect(memory.size).toBeLessThanOrEqual(file.size);
  expect(dump.notices.length).toBeLessThan(10);
  let end = -1;
  for (const run of memory.runs.slice(0, 100)) {
    expect(run.start).toBeGreaterThanOrEqual(Math.max(end, 0));
    expect(Number.isSafeInteger(run.start + run.length)).toBe(true);
    expect(run.length).toBeGreaterThan(0);
    expect(run.file).toBeDefined();
    if (run.file !== undefined) expect(memory.addressOf(run.file)).toBe(run.start);
    const first = new Uint8Array(Math.min(16, run.length));
    expect(memory.read(run.start, first)).toBe(first.length);
    end = run.start + run.length;
  }
  expect(memory.end).toBe(memory.runs.length === 0 ? 0 : memory.end);
  memory.read(physAddr(0), new Uint8Array(64));
}

const soundCores = [
  [8, 'little'],
  [4, 'big'],
] as const;
const images = soundCores.map(([wordSize, byteOrder]) =>
  elfCoreImage({
    wordSize,
    byteOrder,
    countInSection: wordSize === 4,
    notes: [
      { name: 'CORE', type: 1, data: new Uint8Array(40) },
      { name: 'QEMU', type: 0, data: new Uint8Array(17) },
    ],
    segments: [0x1000n, 0x9000n, 0x4000n].map((physical, i) => ({
      physical,
      bytes: new Uint8Array(512).fill(i + 1),
    })),
  }),
);

describe('hostile ELF files', () => {
  it('survives headers with bytes changed anywhere', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 4, max: 400 }), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(...images), changes, (image, edits) => {
        const bytes = image.slice();
        for (const [at, value] of edits) bytes[at] = value;
        openAnything(new MemoryFile(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('survives words of the program headers replaced by extremes', () => {
    const extremes = fc.constantFrom(
      ...[
        0n,
        1n,
        0xffn,
        0xffffn,
        0x7fff_ffffn,
        0xffff_ffffn,
        1n << 52n,
        (1n << 53n) - 1n,
        1n << 63n,
        (1n << 64n) - 1n,
      ],
    );
    const wide = images[0] ?? new Uint8Array();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 3, max: 35 }), extremes), { maxLength: 6 }),
        (edits) => {
          const bytes = wide.slice();
          for (const [word, value] of edits) new DataView(bytes.buffer).setBigUint64(8 * word, value, true);
          openAnything(new MemoryFile(bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('survives files cut off anywhere', () => {
    for (const image of images) {
      for (let length = 1; length < image.length; length += 7) {
        openAnything(new MemoryFile(image.subarray(0, length)));
      }
    }
  });

  it('survives random bytes behind the magic', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 600 }), (noise) => {
        const bytes = noise.slice();
        bytes.set([0x7f, 0x45, 0x4c, 0x46, 1 + ((bytes[4] ?? 0) & 1), 1 + ((bytes[5] ?? 0) & 1), 1]);
        openAnything(new MemoryFile(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  it('neither hangs nor takes much memory over a huge file that says the same thing everywhere', () => {
    for (const fill of [0x00, 0x01, 0x04, 0xff]) {
      const head = images[0]?.subarray(0, 64) ?? new Uint8Array();
      const header = head.slice();
      new DataView(header.buffer).setUint16(56, 0xffff, true);
      new DataView(header.buffer).setBigUint64(40, 4096n, true);
      const pattern = (at: number): number => (at < 64 ? (header[at] ?? 0) : at % 4 === 0 ? fill : 0);
      openAnything(hugeFile(2 ** 45, pattern));
    }
  });
});

/** A sparse file of any size, made of a rule. */
function hugeFile(size: number, byteAt: (at: number) => number): DumpFile {
  const small = new MemoryFile(new Uint8Array());
  return {
    path: 'huge.elf',
    size,
    access: 'pread',
    read: (offset, target) => {
      for (let i = 0; i < target.length; i++) target[i] = byteAt(offset + i);
      return target.length;
    },
    gather: (offsets, length, target) => small.gather(offsets, length, target),
    scan: (options) => small.scan(options),
    close: () => {
      small.close();
    },
  };
}
