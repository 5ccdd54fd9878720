import type { ReadResult } from '../../shared/api.ts';
import { problemOf, type Problem } from '../../shared/errors.ts';

/** Bytes of a block; blocks start at multiples of it. */
export const BLOCK_BYTES = 65_536;
const BLOCK_MASK = BigInt(BLOCK_BYTES - 1);

export interface Block {
  readonly start: bigint;
  readonly bytes: Uint8Array;
  /** Per byte: 1 where the dump holds nothing. Absent when it holds all. */
  readonly missing?: Uint8Array;
  /** Why the bytes could not be read; they then count as missing. */
  readonly problem?: Problem;
}

const blockStart = (address: bigint): bigint => address & ~BLOCK_MASK;

function toBlock(start: bigint, result: ReadResult): Block {
  const bytes = new Uint8Array(BLOCK_BYTES);
  bytes.set(result.bytes.subarray(0, BLOCK_BYTES));
  const short = result.bytes.length < BLOCK_BYTES;
  if (result.holes.length === 0 && !short) return { start, bytes };
  const missing = new Uint8Array(BLOCK_BYTES);
  for (const [from, to] of result.holes) missing.fill(1, Math.max(0, from), Math.max(0, to));
  if (short) missing.fill(1, result.bytes.length);
  return { start, bytes, missing };
}

const failedBlock = (start: bigint, problem: Problem): Block => ({
  start,
  bytes: new Uint8Array(BLOCK_BYTES),
  missing: new Uint8Array(BLOCK_BYTES).fill(1),
  problem,
});

/** Bytes of one space of one dump, read in aligned blocks; the least recently used go first. */
export class BlockCache {
  readonly #read: (address: bigint, length: number) => Promise<ReadResult>;
  readonly #onArrival: () => void;
  readonly #capacity: number;
  readonly #blocks = new Map<bigint, Block>(); // insertion order is order of use
  readonly #inFlight = new Map<bigint, Promise<Block>>();

  /** `onArrival` is called for each block that has come, whoever asked for it. */
  constructor(
    read: (address: bigint, length: number) => Promise<ReadResult>,
    onArrival: () => void = () => undefined,
    capacity = 128,
  ) {
    this.#read = read;
    this.#onArrival = onArrival;
    this.#capacity = capacity;
  }

  /** The block that holds `address` if it is there already. */
  peek(address: bigint): Block | undefined {
    const start = blockStart(address);
    const block = this.#blocks.get(start);
    if (block !== undefined) {
      this.#blocks.delete(start);
      this.#blocks.set(start, block);
    }
    return block;
  }

  /** The block that holds `address`; callers that ask at the same time share one read. Never rejects. */
  load(address: bigint): Promise<Block> {
    const start = blockStart(address);
    const cached = this.peek(start);
    if (cached !== undefined) return Promise.resolve(cached);
    const running = this.#inFlight.get(start);
    if (running !== undefined) return running;
    // One turn later, so that a read that fails at once finds itself entered below.
    const request = Promise.resolve().then(() => this.#request(start));
    this.#inFlight.set(start, request);
    return request;
  }

  async #request(start: bigint): Promise<Block> {
    try {
      const block = toBlock(start, await this.#read(start, BLOCK_BYTES));
      this.#blocks.set(start, block);
      for (const oldest of this.#blocks.keys()) {
        if (this.#blocks.size <= this.#capacity) break;
        this.#blocks.delete(oldest);
      }
      this.#onArrival();
      return block;
    } catch (thrown) {
      // Shown as missing with its reason, and not kept, so that the next look tries again.
      return failedBlock(start, problemOf(thrown));
    } finally {
      this.#inFlight.delete(start);
    }
  }

  /** `length` bytes from `address` if all of them are cached and held by the dump. At most one block's worth. */
  peekBytes(address: bigint, length: number): Uint8Array | undefined {
    const out = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const at = address + BigInt(done);
      const block = this.peek(at);
      if (block === undefined) return undefined;
      const from = Number(at - block.start);
      const take = Math.min(length - done, BLOCK_BYTES - from);
      if (block.missing?.subarray(from, from + take).includes(1)) return undefined;
      out.set(block.bytes.subarray(from, from + take), done);
      done += take;
    }
    return out;
  }

  /** Like `peekBytes`, reading what is not there yet. Undefined where the dump has holes. */
  async bytes(address: bigint, length: number): Promise<Uint8Array | undefined> {
    const last = blockStart(address + BigInt(length) - 1n);
    for (let at = blockStart(address); at <= last; at += BigInt(BLOCK_BYTES)) await this.load(at);
    return this.peekBytes(address, length);
  }

  /** Forgets everything, as after the dump's mapping became known. */
  clear(): void {
    this.#blocks.clear();
  }
}
