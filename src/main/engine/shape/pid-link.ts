import { Columns } from '../kernel/columns.ts';
import { FULL_SPAN } from '../kernel/init-candidates.ts';
import { sampleRows } from '../kernel/sample-rows.ts';
import { commonest } from './choice.ts';
import type { PidStructShape } from './pid-struct.ts';
import type { Population } from './population.ts';

/** Where a struct pid points back into the task it belongs to, and where in the task that is. */
export interface PidLink {
  /** Bytes from the start of struct pid to the list of its tasks (`pid->tasks[PIDTYPE_PID]`). */
  readonly offset: number;
  /** Bytes from the start of a task to the link that the list begins with. */
  readonly displacement: number;
}

/** Tasks on which the link is learned, and the share of them that must have it; the rest may be lost or changed. */
const LEARNED = 64;
const SHARE = 0.6;

/** Before there were namespaces the lists stood behind the number, with a link of the hash between. */
const BEHIND = 64;

/** Learns the link from the known tasks. */
export function learnPidLink(tasks: Population, shape: PidStructShape): PidLink | undefined {
  const rows = sampleRows(tasks.size, LEARNED).filter((row) => row > 0);
  const bases = Float64Array.from(rows, (row) => tasks.bases[row] ?? NaN);
  const pointers = tasks.space.gatherWords(bases.map((base) => base + shape.pointer));
  const structs = tasks.space.physicalColumn(pointers);
  return wayBack(new Columns(tasks.space, structs, Math.ceil(shape.numbers / 8) * 8 + BEHIND), bases);
}

/** Of the words of these structs, the one that most often leads into whose they are, at one and the same place. */
export function wayBack(structs: Columns, bases: Float64Array): PidLink | undefined {
  let best: (PidLink & { votes: number }) | undefined;
  for (const offset of structs.offsets()) {
    const inside = structs
      .targets(offset)
      .map((target, i) => target - (bases[i] ?? NaN))
      .map((displacement) => (displacement > 0 && displacement < FULL_SPAN ? displacement : NaN));
    const displacement = commonest(inside);
    if (displacement === undefined) continue;
    const votes = inside.filter((other) => other === displacement).length;
    if (votes >= structs.rows * SHARE && votes > (best?.votes ?? 0)) best = { offset, displacement, votes };
  }
  return best;
}
