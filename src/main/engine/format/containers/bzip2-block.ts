import { say } from '../../../../shared/i18n/sentence.ts';
import type { BitReader } from './bit-reader.ts';
import { DamagedStream } from './byte-source.ts';

const GROUP = 50;
const MAX_CODE = 20;
const MAX_SYMBOLS = 258;
const RUN_A = 0;
const RUN_B = 1;

/** Memory kept from block to block. */
export interface BlockScratch {
  /** For each place: the byte there in the low 8 bits, and above them the place of the byte that follows. */
  order: Uint32Array;
}

/** One Huffman code: symbols by length, and for each length the first code and where its symbols begin. */
interface Code {
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

/** Reads a block behind its magic and checksum into `scratch.order`. Throws `DamagedStream`. */
export function readBlock(
  bits: BitReader,
  maxLength: number,
  scratch: BlockScratch,
): { length: number; start: number } {
  if (bits.read(1) !== 0) throw new DamagedStream(say('damage.randomised'));
  const origin = bits.read(24);
  const used = readSymbols(bits);
  const groups = bits.read(3);
  const count = bits.read(15);
  if (used.length === 0 || groups < 2 || groups > 6 || count === 0)
    throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
  const selectors = readSelectors(bits, groups, count);
  const codes = Array.from({ length: groups }, () => readCode(bits, used.length + 2));
  if (scratch.order.length < maxLength) scratch.order = new Uint32Array(maxLength);
  const length = readData(bits, { used, selectors, codes, maxLength }, scratch.order);
  if (origin >= length) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
  linkBytes(scratch.order, length);
  return { length, start: origin };
}

function readSymbols(bits: BitReader): number[] {
  const used: number[] = [];
  const rows = bits.read(16);
  for (let row = 0; row < 16; row++) {
    if (((rows >> (15 - row)) & 1) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) {
      if (((columns >> (15 - column)) & 1) === 1) used.push(row * 16 + column);
    }
  }
  return used;
}

function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array {
  const recent = [0, 1, 2, 3, 4, 5].slice(0, groups);
  return Uint8Array.from({ length: count }, () => {
    let place = 0;
    while (bits.read(1) === 1)
      if (++place >= groups) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
    const [selector = 0] = recent.splice(place, 1);
    recent.unshift(selector);
    return selector;
  });
}

function readCode(bits: BitReader, symbols: number): Code {
  const lengths = new Uint8Array(symbols);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1;
    if (length < 1 || length > MAX_CODE) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
    lengths[symbol] = length;
  }
  const limit = new Int32Array(MAX_CODE + 2).fill(-1);
  const base = new Int32Array(MAX_CODE + 2);
  const order = new Uint16Array(MAX_SYMBOLS);
  let code = 0;
  let place = 0;
  let shortest = MAX_CODE;
  for (let bitsUsed = 1; bitsUsed <= MAX_CODE; bitsUsed++) {
    base[bitsUsed] = place - code;
    for (let symbol = 0; symbol < symbols; symbol++) {
      if (lengths[symbol] !== bitsUsed) continue;
      order[place++] = symbol;
      code++;
      shortest = Math.min(shortest, bitsUsed);
    }
    limit[bitsUsed] = code - 1;
    code *= 2;
  }
  return { limit, base, symbols: order, shortest };
}

function readSymbol(bits: BitReader, code: Code): number {
  const window = bits.peek20();
  for (let length = code.shortest; length <= MAX_CODE; length++) {
    const value = window >>> (MAX_CODE - length);
    if (value > (code.limit[length] ?? -1)) continue;
    bits.skip(length);
    return code.symbols[value + (code.base[length] ?? 0)] ?? 0;
  }
  throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
}

interface BlockCoding {
  readonly used: readonly number[];
  readonly selectors: Uint8Array;
  readonly codes: readonly Code[];
  readonly maxLength: number;
}

/** Undoes Huffman coding, runs and move-to-front. Returns the number of bytes. */
function readData(bits: BitReader, coding: BlockCoding, into: Uint32Array): number {
  const { used, selectors, codes, maxLength } = coding;
  const recent = Uint8Array.from(used);
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let group = 0; group < selectors.length; group++) {
    const code = codes[selectors[group] ?? 0];
    for (let i = 0; code !== undefined && i < GROUP; i++) {
      const symbol = readSymbol(bits, code);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += symbol === RUN_A ? weight : 2 * weight;
        weight *= 2;
        if (run > maxLength) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
        continue;
      }
      if (length + run > maxLength) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
      if (run > 0) {
        into.fill(recent[0] ?? 0, length, length + run);
        length += run;
        run = 0;
        weight = 1;
      }
      if (symbol === end) return length;
      const byte = recent[symbol - 1] ?? 0;
      recent.copyWithin(1, 0, symbol - 1);
      recent[0] = byte;
      if (length >= maxLength) throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
      into[length++] = byte;
    }
  }
  throw new DamagedStream(say('damage.block', { format: 'bzip2' }));
}

/** Undoes the Burrows–Wheeler transform: each place learns which place follows it. */
function linkBytes(order: Uint32Array, length: number): void {
  const next = new Uint32Array(256);
  for (let i = 0; i < length; i++) {
    const byte = (order[i] ?? 0) & 0xff;
    next[byte] = (next[byte] ?? 0) + 1;
  }
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = next[byte] ?? 0;
    next[byte] = sum;
    sum += count;
  }
  for (let i = 0; i < length; i++) {
    const byte = (order[i] ?? 0) & 0xff;
    const place = next[byte] ?? 0;
    next[byte] = place + 1;
    order[place] = (order[place] ?? 0) | (i << 8);
  }
}
