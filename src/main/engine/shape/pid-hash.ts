import type { AddressSpace } from '../kernel/address-space.ts';
import { Columns } from '../kernel/columns.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import { splitWords } from '../kernel/word-view.ts';
import { physAddr } from '../../../shared/units.ts';

/** The largest table: `pidhash_shift` is at most 12 (pidhash_init, kernel/pid.c). */
const MAX_BUCKETS = 4096;
/** Members of one chain; a system with all the pids there can be has a thousand. */
const MAX_CHAIN = 2048;
/** Members of a chain that have left it, one behind the other. */
const MOST_LEFT = 8;
/** Structs whose buckets are looked for: these are enough to span the table. */
const CLIMBED = 512;
/** Structs on which the place of the chain is learned, and the share of them that must agree. */
const LEARNED = 64;
const SHARE = 0.75;
/** How far into struct pid the link is looked for, beyond its first number. */
const BEHIND_NUMBERS = 64;

/** What the hash table of pids leads to. */
export interface HashedPids {
  /** The struct pids in it, with their numbers. */
  readonly pids: ReadonlyMap<number, number>;
  /**
   * Numbers of which the table cannot tell: they hang behind somebody who has left it or is not in it yet, or their
   * chain leads to something that was there at another moment.
   */
  readonly cutOff: ReadonlySet<number>;
}

/**
 * The struct pids in the kernel's hash table of pids (`pid_hash`, until 4.14), with the number each has there. Where
 * the table is, the links of known struct pids tell: the first of each chain names its bucket, and buckets stand
 * side by side.
 *
 *     bucket ──► struct pid.chain ──next──► struct pid.chain
 *        ▲──────────pprev──┘ ▲───────────────pprev──┘
 */
export function pidsInHash(
  space: AddressSpace,
  numbers: number,
  known: ReadonlyMap<number, number>,
): HashedPids {
  const found = new Map<number, number>();
  const cutOff = new Set<number>();
  const structs = [...known.keys()];
  const chain = learnChain(space, structs, numbers);
  if (chain === undefined) return { pids: found, cutOff };
  const climbed = sampleRows(structs.length, CLIMBED).map((i) => structs[i] ?? NaN);
  // What stands above a link that was broken is no bucket where it is a link itself.
  const buckets = [...new Set(climbed.map((struct) => bucketOf(space, struct + chain)))]
    .filter((bucket) => !Number.isNaN(bucket) && !known.has(bucket - chain))
    .sort((a, b) => a - b);
  const proven = new Set<number>();
  const open = new Set<number>();
  for (const bucket of tableAround(space, buckets)) {
    const { nodes, isOpen } = chainOf(space, bucket);
    for (const place of [bucket, ...nodes]) proven.add(place);
    if (isOpen) open.add(nodes.at(-1) ?? bucket);
    for (const node of nodes) {
      const struct = node - chain;
      const nr = space.pair(struct + numbers);
      if (nr === undefined) continue;
      const wideBig = space.wordSize === 8 && space.format.byteOrder === 'big';
      found.set(struct, wideBig ? nr.firstHi : nr.firstLo);
    }
  }
  for (const [struct, number] of known) {
    const links = found.has(struct) ? undefined : space.pair(struct + chain);
    if (links === undefined) continue;
    const before = space.physical(links.secondHi, links.secondLo);
    if (!Number.isNaN(before) && (open.has(before) || !proven.has(before))) cutOff.add(number);
  }
  return { pids: found, cutOff };
}

/** The offset in struct pid of an hlist_node: what its second word points at, outside the struct, is its own address. */
function learnChain(space: AddressSpace, structs: readonly number[], numbers: number): number | undefined {
  const sample = sampleRows(structs.length, LEARNED).map((i) => structs[i] ?? NaN);
  const columns = new Columns(space, Float64Array.from(sample), numbers + BEHIND_NUMBERS);
  for (const offset of columns.offsets()) {
    if (offset + 2 * space.wordSize > columns.length) continue;
    const before = columns.targets(offset + space.wordSize);
    const named = space.physicalColumn(space.gatherWords(before));
    const linked = sample.filter((struct, i) => {
      const outside = Math.abs((before[i] ?? NaN) - struct) >= columns.length;
      return outside && named[i] === struct + offset;
    });
    if (linked.length >= sample.length * SHARE) return offset;
  }
  return undefined;
}

/** Climbs a chain from one of its nodes to the word that begins it; NaN where the way is broken. */
function bucketOf(space: AddressSpace, from: number): number {
  let node = from;
  for (let steps = 0; steps < MAX_CHAIN; steps++) {
    const links = space.pair(node);
    if (links === undefined) return NaN;
    const before = space.physical(links.secondHi, links.secondLo);
    const first = space.pair(before);
    if (first === undefined || !space.pointsTo(first.firstHi, first.firstLo, node)) return NaN;
    // A node's second word leads back to it as well; a bucket is followed by the next bucket.
    const above = space.physical(first.secondHi, first.secondLo);
    const isNode = !Number.isNaN(above) && space.follow(above) === before;
    if (!isNode) return before;
    node = before;
  }
  return NaN;
}

/** All buckets of the table that these belong to: what stands beside them is empty, or begins a chain as well. */
function tableAround(space: AddressSpace, buckets: readonly number[]): number[] {
  const { wordSize } = space;
  const middle = buckets[Math.floor(buckets.length / 2)];
  if (middle === undefined) return [];
  const reach = MAX_BUCKETS * wordSize;
  const near = buckets.filter((bucket) => Math.abs(bucket - middle) < reach);
  const first = Math.max(0, (near.at(-1) ?? middle) - reach + wordSize);
  const bytes = new Uint8Array((near[0] ?? middle) + reach - first);
  space.memory.read(physAddr(first), bytes);
  const words = splitWords(bytes, space.format);
  const isBucket = (i: number): boolean =>
    (words.lo[i] === 0 && words.hi[i] === 0) || chainOf(space, first + i * wordSize, 1).nodes.length > 0;
  let from = ((near[0] ?? middle) - first) / wordSize;
  let to = ((near.at(-1) ?? middle) - first) / wordSize;
  while (from > 0 && isBucket(from - 1)) from--;
  while (to + 1 < words.lo.length && isBucket(to + 1)) to++;
  return Array.from({ length: to - from + 1 }, (_, i) => first + (from + i) * wordSize);
}

/**
 * The nodes of one chain, each proven by its way back. Who has just been taken out still leads on, and the next one then
 * leads back to whom he stood behind. `isOpen`: the chain ends in something else than its end.
 */
function chainOf(
  space: AddressSpace,
  bucket: number,
  most = MAX_CHAIN,
): { readonly nodes: readonly number[]; readonly isOpen: boolean } {
  const nodes = new Set<number>();
  const isOf = (place: number): boolean => place === bucket || nodes.has(place);
  let at = bucket;
  for (let left = 0; nodes.size < most && left <= MOST_LEFT;) {
    const word = space.pair(at);
    if (word?.firstLo === 0 && word.firstHi === 0) return { nodes: [...nodes], isOpen: left > 0 };
    const node = word === undefined ? NaN : space.physical(word.firstHi, word.firstLo);
    const links = space.pair(node);
    if (links === undefined || isOf(node)) break;
    if (isOf(space.physical(links.secondHi, links.secondLo))) {
      nodes.add(node);
      left = 0;
    } else left++;
    at = node;
  }
  return { nodes: [...nodes], isOpen: true };
}
