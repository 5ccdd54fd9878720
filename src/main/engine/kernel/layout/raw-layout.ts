import { hex } from '../../../../shared/units.ts';
import { say, type Sentence } from '../../../../shared/i18n/sentence.ts';
import type { FileRun } from '../../memory/normalise-runs.ts';
import type { PhysicalMemory } from '../../memory/physical-memory.ts';
import type { Pace } from '../pace.ts';
import type { Anchor } from './anchor.ts';
import { directMapStart } from './direct-map-start.ts';
import { findBorder, roundestStart, type Border } from './borders.ts';
import { voteDeltas } from './delta-votes.ts';
import { physicalBase, type BaseMark } from './physical-base.ts';
import { placePieces } from './place-pieces.ts';
import { piecesOf } from './pieces.ts';

/** Ranges named in a notice. */
const MAX_TOLD = 8;

/** Where the bytes of a raw file lie in physical memory, and how that is known. */
export interface RawLayout {
  readonly runs: readonly FileRun[];
  readonly notices: readonly Sentence[];
}

/** What is known of the dump besides its bytes. */
export interface LayoutClues {
  readonly anchor: Anchor;
  /** Places of `BASE_MARKS`. */
  readonly marks: readonly BaseMark[];
  /** As `uname -m`; undefined when unknown. */
  readonly machine: string | undefined;
  readonly pace: Pace;
}

/** Machines whose memory begins at physical address 0, and whose direct map begins there at a multiple of 1 GiB. */
const BEGINS_AT_ZERO = /^(x86_64|i\d86|s390x?|ppc64(le)?)$/;

/**
 * Works out from a raw file's own content which ranges of memory it holds: a .vmem without its state file, LiME's raw
 * format and pieces put together by hand leave out the holes between ranges, and may begin anywhere.
 *
 * `memory` is the file as one run from address 0. Whether the answer is right shows when the list of tasks closes
 * over it: the caller must try.
 */
export async function rawLayout(memory: PhysicalMemory, clues: LayoutClues): Promise<RawLayout> {
  const { anchor, pace } = clues;
  const found = piecesOf(await voteDeltas(memory, anchor.format, anchor.delta, pace));
  const start = await directMapStart(memory, anchor, pace);
  const told = physicalBase(memory, anchor.image, clues.marks);
  const { pieces, start: zero } = placePieces(found, { anchor, start, told: told?.base });

  const laid: (FileRun & { border?: Border })[] = [
    { start: pieces[0]?.excess ?? 0, length: memory.size, file: 0 },
  ];
  for (const [i, piece] of pieces.entries()) {
    const left = pieces[i - 1];
    const last = laid.at(-1);
    if (left === undefined || last === undefined) continue;
    const border = await findBorder(memory, anchor.format, zero, [left, piece], pace);
    const file = roundestStart(border, piece.excess);
    laid[laid.length - 1] = { ...last, length: file - last.file };
    laid.push({ start: file + piece.excess, length: memory.size - file, file, border });
  }
  const runs = laid.map(({ start: address, length, file }) => fromZero({ start: address, length, file }));
  const isKnown = told !== undefined || start !== undefined || BEGINS_AT_ZERO.test(clues.machine ?? '');
  const borders = laid.flatMap(({ border }) => border ?? []);
  return { runs, notices: layoutNotices(runs, borders, { said: told?.said, start, isKnown }) };
}

/** What would lie below address 0 belongs to no memory. */
const fromZero = (run: FileRun): FileRun =>
  run.start >= 0 ? run : { start: 0, length: run.length + run.start, file: run.file - run.start };

function layoutNotices(
  runs: readonly FileRun[],
  borders: readonly Border[],
  { said, start, isKnown }: { said: string | undefined; start: bigint | undefined; isKnown: boolean },
): Sentence[] {
  const notices: Sentence[] = [];
  const [first] = runs;
  if (runs.length > 1) {
    const ranges = runs.map(({ start, length, file }) =>
      say('notice.layout.range', { start: hex(start), end: hex(start + length), file: hex(file) }),
    );
    const width = Math.max(...borders.map(({ after, before }) => before - after));
    notices.push(
      say('notice.layout.holes', {
        ranges:
          ranges.length > MAX_TOLD
            ? say('notice.layout.more', { ranges: ranges.slice(0, MAX_TOLD) })
            : ranges,
        width: hex(width),
      }),
    );
  }
  if (said !== undefined && (first?.start !== 0 || runs.length > 1))
    notices.push(say('notice.layout.said', { start: hex(first?.start ?? 0), said }));
  else if (!isKnown) notices.push(say('notice.layout.unknown'));
  else if (said === undefined && first !== undefined && first.start !== 0)
    notices.push(
      start === undefined
        ? say('notice.layout.mapped', { start: hex(first.start) })
        : say('notice.layout.variable', { start: hex(first.start), variable: hex(start) }),
    );
  return notices;
}
