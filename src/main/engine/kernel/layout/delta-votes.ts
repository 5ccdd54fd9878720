import { physAddr } from '../../../../shared/units.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Pace } from '../pace.ts';
import { asUint32, highHalf, lowHalf, type WordFormat } from '../word-view.ts';

/** What the empty lists of one block of the file say. */
export interface DeltaVote {
  /** File offset of the first and the last list that agree. */
  readonly from: number;
  readonly to: number;
  /** Virtual minus file offset, less the difference known from the tasks: where memory was left out it grows. */
  readonly excess: number;
  readonly lists: number;
}

const BLOCK = 64 * 1024;
/** Bytes read at most before the answer has to do. */
const MOST_READ = 512 * 1024 * 1024;
/** Blocks with an answer that suffice for a first look. */
const ENOUGH = 256;
const MIN_LISTS = 2;
/** Firmware gives memory away in kilobytes: pieces of it need not begin on pages. */
const GRANULE = 0x400;
/** Nothing that the direct map shows lies a TiB away; vmalloc and vmemmap do. In granules. */
const REACH = 2 ** 30;

/**
 * An empty list_head holds its own address twice, and every kernel is full of them: wherever one lies in the file, the
 * word minus the file offset is the displacement of that piece of memory. Blocks spread over the whole file are asked,
 * more and more of them until enough have answered.
 *
 * `memory` is the file as one run from address 0; `delta` a displacement known to be one of the direct map.
 */
export async function voteDeltas(
  memory: PhysicalMemory,
  format: WordFormat,
  delta: bigint,
  pace: Pace,
): Promise<DeltaVote[]> {
  const blocks = Math.ceil(memory.size / BLOCK);
  const votes: BlockVote[] = [];
  let read = 0;
  const bytes = new Uint8Array(BLOCK);
  for (const { first, step } of sparseToDense()) {
    for (let block = first; block < blocks && read < MOST_READ; block += step) {
      const at = block * BLOCK;
      read += memory.read(physAddr(at), bytes);
      const vote = voteInBlock(bytes, block, format, delta);
      if (vote !== undefined) votes.push(vote);
      await pace.breathe();
    }
    if (votes.length >= ENOUGH || read >= MOST_READ) break;
  }
  votes.sort((a, b) => a.block - b.block);
  return votes.map(({ block, from, to, granules, lists }) => ({
    from: block * BLOCK + from,
    to: block * BLOCK + to,
    excess: granules * GRANULE,
    lists,
  }));
}

/** Every 64th block, then those half-way between, and so on until all. */
function* sparseToDense(): Generator<{ first: number; step: number }> {
  yield { first: 0, step: 64 };
  for (let step = 64; step > 1; step /= 2) yield { first: step / 2, step };
}

/**
 * A vote in numbers that fit 32 bits: V8 keeps larger ones in boxes, and a compiled version of the loop below gave the
 * answers of several blocks one box, so that earlier ones turned into later ones (seen with V8 13.6 on a busy machine).
 */
interface BlockVote {
  readonly block: number;
  /** Bytes into the block. */
  readonly from: number;
  readonly to: number;
  /** `excess` of the vote, in granules. */
  readonly granules: number;
  readonly lists: number;
}

/** The displacement that most empty lists of the block agree on. */
function voteInBlock(
  bytes: Uint8Array,
  block: number,
  format: WordFormat,
  delta: bigint,
): BlockVote | undefined {
  const words = asUint32(bytes, format.byteOrder);
  const deltaLow = lowHalf(delta);
  const deltaHigh = highHalf(delta);
  const wide = format.wordSize === 8;
  const [low, high, step] = wide ? (format.byteOrder === 'little' ? [0, 1, 2] : [1, 0, 2]) : [0, 0, 1];
  const places: number[] = [];
  const displacements: number[] = [];
  const counts = new Map<number, number>();
  for (let i = 0; i + 2 * step <= words.length; i += step) {
    const value = words[i + low] ?? 0;
    if (value !== words[i + low + step] || value === 0) continue;
    const top = wide ? (words[i + high] ?? 0) : 0;
    if (wide && top !== words[i + high + step]) continue;
    const address = (wide ? (top - deltaHigh) * 2 ** 32 : 0) + value - deltaLow;
    const apart = (address - block * BLOCK - i * 4) / GRANULE;
    if (apart >= REACH || apart <= -REACH || !Number.isInteger(apart)) continue;
    const granules = apart | 0;
    places.push(i * 4);
    displacements.push(granules);
    counts.set(granules, (counts.get(granules) ?? 0) + 1);
  }
  let best = 0;
  let lists = MIN_LISTS - 1;
  for (const [granules, count] of counts) {
    if (count <= lists) continue;
    best = granules;
    lists = count;
  }
  if (lists < MIN_LISTS) return undefined;
  const from = places[displacements.indexOf(best)] ?? 0;
  const to = places[displacements.lastIndexOf(best)] ?? 0;
  return { block, from, to, granules: best, lists };
}
