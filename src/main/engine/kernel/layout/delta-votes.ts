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
/** Nothing that the direct map shows lies further away than this; vmalloc and vmemmap do. */
const REACH = 2 ** 40;
/** Firmware gives memory away in kilobytes: pieces of it need not begin on pages. */
const GRANULE = 0x400;

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
  const votes: DeltaVote[] = [];
  let read = 0;
  const bytes = new Uint8Array(BLOCK);
  for (const { first, step } of sparseToDense()) {
    for (let block = first; block < blocks && read < MOST_READ; block += step) {
      const at = block * BLOCK;
      read += memory.read(physAddr(at), bytes);
      const vote = voteInBlock(bytes, at, format, delta);
      if (vote !== undefined) votes.push(vote);
      await pace.breathe();
    }
    if (votes.length >= ENOUGH || read >= MOST_READ) break;
  }
  return votes.sort((a, b) => a.from - b.from);
}

/** Every 64th block, then those half-way between, and so on until all. */
function* sparseToDense(): Generator<{ first: number; step: number }> {
  yield { first: 0, step: 64 };
  for (let step = 64; step > 1; step /= 2) yield { first: step / 2, step };
}

/** The displacement that most empty lists of the block agree on. */
export function voteInBlock(
  bytes: Uint8Array,
  at: number,
  format: WordFormat,
  delta: bigint,
): DeltaVote | undefined {
  const words = asUint32(bytes, format.byteOrder);
  const seen = new Map<number, { from: number; to: number; lists: number }>();
  const deltaLow = lowHalf(delta);
  const deltaHigh = highHalf(delta);
  const wide = format.wordSize === 8;
  const [low, high, step] = wide ? (format.byteOrder === 'little' ? [0, 1, 2] : [1, 0, 2]) : [0, 0, 1];
  for (let i = 0; i + 2 * step <= words.length; i += step) {
    const value = words[i + low] ?? 0;
    if (value !== words[i + low + step] || value === 0) continue;
    const top = wide ? (words[i + high] ?? 0) : 0;
    if (wide && top !== words[i + high + step]) continue;
    const place = at + i * 4;
    const excess = (wide ? (top - deltaHigh) * 2 ** 32 : 0) + value - deltaLow - place;
    if (excess >= REACH || excess <= -REACH || excess % GRANULE !== 0) continue;
    const entry = seen.get(excess);
    if (entry === undefined) seen.set(excess, { from: place, to: place, lists: 1 });
    else {
      entry.to = place;
      entry.lists++;
    }
  }
  let best: DeltaVote | undefined;
  for (const [excess, { from, to, lists }] of seen) {
    if (lists >= MIN_LISTS && lists > (best?.lists ?? 0)) best = { from, to, excess, lists };
  }
  return best;
}
