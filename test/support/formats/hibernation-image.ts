import type { ByteOrder, WordSize } from '../../../src/shared/units.ts';
import { Fields } from './fields.ts';
import { literals } from './literals.ts';

export interface HibernationOptions {
  readonly pages: ReadonlyMap<number, Uint8Array>;
  /** Frames of nothing but zeros, which are named and not stored. */
  readonly zeros?: readonly number[];
  readonly wordSize?: WordSize;
  readonly byteOrder?: ByteOrder;
  readonly pageSize?: number;
  /** `unmarked`: as kernels before 2.6.37, which did not pack and had no flag for it. */
  readonly packing?: 'lzo' | 'lz4' | 'none' | 'unmarked';
  /** Every so manieth page of the swap space is another's. */
  readonly taken?: number;
}

const FLAGS = { lzo: 0, lz4: 16, none: 2, unmarked: 0 };

/** Builds swap space as the kernel's own hibernation leaves it (kernel/power/swap.c, snapshot.c). */
export function hibernationImage(options: HibernationOptions): Uint8Array {
  const { pages, zeros = [], wordSize = 8, byteOrder = 'little', pageSize = 4096, packing = 'lzo' } = options;
  const fields = (): Fields => new Fields(byteOrder);
  const highest = 1n << BigInt(8 * wordSize - 1);
  const frames = [...pages.keys(), ...zeros].sort((a, b) => a - b);
  const numbers = fields();
  for (const frame of frames) {
    const word = zeros.includes(frame) ? BigInt(frame) | highest : BigInt(frame);
    if (wordSize === 8) numbers.u64(word);
    else numbers.u32(Number(word));
  }
  numbers.raw(new Uint8Array(wordSize).fill(0xff)).align(pageSize);
  const stored = [...pages].sort(([a], [b]) => a - b).map(([, page]) => page);
  const all = stored.length + numbers.length / pageSize + 1;
  const info = fields().text('Linux', 390).align(4).u32(0).align(wordSize);
  info.word(wordSize, all).u32(1).align(wordSize);
  info
    .word(wordSize, stored.length)
    .word(wordSize, all)
    .word(wordSize, all * pageSize)
    .align(pageSize);
  const stream = Buffer.concat([numbers.bytes(), ...stored]);
  const body =
    packing === 'lzo' || packing === 'lz4' ? packed(stream, packing, fields, wordSize, pageSize) : stream;
  return swapSpace(Buffer.concat([info.bytes(), body]), FLAGS[packing], options);
}

function packed(
  stream: Uint8Array,
  packing: 'lzo' | 'lz4',
  fields: () => Fields,
  wordSize: WordSize,
  pageSize: number,
): Uint8Array {
  const out = fields();
  for (let at = 0; at < stream.length; at += 32 * pageSize) {
    const unit = literals[packing](stream.subarray(at, at + 32 * pageSize));
    out.word(wordSize, unit.length).raw(unit).align(pageSize);
  }
  return out.bytes();
}

/** The pages of an image behind the first page of swap space, and the maps that name them. */
function swapSpace(
  image: Uint8Array,
  flags: number,
  { byteOrder = 'little', pageSize = 4096, taken = Infinity }: HibernationOptions,
): Uint8Array {
  const space: Uint8Array[] = [new Uint8Array(pageSize)];
  const place = (): number => {
    while (space.length % taken === 0) space.push(new Uint8Array(pageSize).fill(0x55));
    return space.push(new Uint8Array(pageSize)) - 1;
  };
  const first = place();
  let map = { at: first, numbers: new Fields(byteOrder) };
  for (let at = 0; at < image.length; at += pageSize) {
    const page = place();
    space[page] = image.subarray(at, at + pageSize);
    map.numbers.u64(page);
    if (map.numbers.length < pageSize - 8) continue;
    const next = place();
    space[map.at] = map.numbers.u64(next).bytes();
    map = { at: next, numbers: new Fields(byteOrder) };
  }
  space[map.at] = map.numbers.upTo(pageSize).bytes();
  space[0] = new Fields(byteOrder)
    .upTo(pageSize - 32)
    .u64(first)
    .u32(flags)
    .text('SWAPSPACE2', 10)
    .text('S1SUSPEND', 10)
    .bytes();
  return Buffer.concat(space);
}
