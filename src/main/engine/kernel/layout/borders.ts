import { physAddr } from '../../../../shared/units.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Pace } from '../pace.ts';
import { splitWords, type WordFormat } from '../word-view.ts';
import type { Piece } from './pieces.ts';

/** Lists looked at on either side of a border. */
const MAX_HITS = 100_000;
const PAGE = 4096;

/** What is known of where one piece of memory ends in the file and the next begins. */
export interface Border {
  /** File offset of the last list of the piece before and of the first of the piece after. */
  readonly after: number;
  readonly before: number;
}

/**
 * Narrows the border between two pieces by a search for the lists of both in what lies between. `start` is the virtual
 * address from which `excess` counts.
 */
export async function findBorder(
  memory: PhysicalMemory,
  format: WordFormat,
  start: bigint,
  [left, right]: readonly [Piece, Piece],
  pace: Pace,
): Promise<Border> {
  const listsOf = async (piece: Piece): Promise<readonly number[]> => {
    const { hits } = await memory.scan({
      from: physAddr(left.to),
      to: physAddr(right.from + 2 * format.wordSize),
      query: {
        kind: 'selfRelative',
        delta: BigInt.asUintN(format.wordSize * 8, start + BigInt(piece.excess)),
        wordSize: format.wordSize,
        bigEndian: format.byteOrder === 'big',
      },
      maxHits: MAX_HITS,
      signal: pace.signal,
    });
    return emptyLists(memory, format, hits.offsets);
  };
  const ends = await listsOf(left);
  const begins = await listsOf(right);
  const before = begins[0] ?? right.from;
  // A list of the left piece beyond the first of the right one is a stray.
  const after = ends.filter((end) => end < before).at(-1) ?? left.to;
  return { after, before };
}

/** Of words that hold their own address those that the next word repeats. */
function emptyLists(memory: PhysicalMemory, format: WordFormat, places: Float64Array): number[] {
  const bytes = new Uint8Array(places.length * 2 * format.wordSize);
  memory.gather(places, 2 * format.wordSize, bytes);
  const { lo, hi } = splitWords(bytes, format);
  return Array.from(places).filter((_, i) => lo[2 * i] === lo[2 * i + 1] && hi[2 * i] === hi[2 * i + 1]);
}

/**
 * The file offset at which the next piece begins: of all in reach the one whose physical address is the roundest.
 * Firmware lets memory go on at round addresses, most often at 4 GiB.
 */
export function roundestStart({ after, before }: Border, displacement: number, granule = PAGE): number {
  const low = after + displacement + 1;
  const high = before + displacement;
  for (let step = 2 ** 44; step >= granule; step /= 2) {
    const address = Math.floor(high / step) * step;
    if (address >= low && address > 0) return address - displacement;
  }
  return before;
}
