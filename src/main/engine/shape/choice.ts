import type { Evidence, FieldShape, MissingField, RunnerUp } from '../../../shared/shape.ts';
import { FIELDS, type FieldKind, type FieldName } from '../../../shared/fields.ts';
import type { Columns } from '../kernel/columns.ts';
import type { WordSize } from '../../../shared/units.ts';
import type { Sentence } from '../../../shared/i18n/sentence.ts';
import { english } from '../../../shared/i18n/english.ts';

const MAX_EXCEPTIONS = 100;
const MAX_RUNNERS_UP = 8;

/** Bytes a field of this kind occupies. */
export function widthOf(kind: FieldKind, wordSize: WordSize): number {
  switch (kind) {
    case 'pointer':
    case 'word':
      return wordSize;
    case 'list-head':
    case 'timespec':
      return 2 * wordSize;
    case 'u32':
    case 's32':
      return 4;
    case 'u64':
      return 8;
    case 'chars':
      return 16;
  }
}

/** How a relation fared on a column of tasks: which rows it was tested on, and which broke it. */
export interface Verdict {
  readonly satisfied: number;
  readonly tested: number;
  readonly exceptions: readonly number[];
}

/** Tests `holds` on rows 0…count−1; rows for which it answers undefined do not count (unreadable, not concerned). */
export function judge(count: number, holds: (row: number) => boolean | undefined): Verdict {
  let satisfied = 0;
  let tested = 0;
  const exceptions: number[] = [];
  for (let row = 0; row < count; row++) {
    const verdict = holds(row);
    if (verdict === undefined) continue;
    tested++;
    if (verdict) satisfied++;
    else if (exceptions.length < MAX_EXCEPTIONS) exceptions.push(row);
  }
  return { satisfied, tested, exceptions };
}

/**
 * Whether a relation holds for at least this share of the rows it concerns, found out at the first rows that make it
 * impossible: what most columns of a task fail.
 */
export const holdsMostly = (
  count: number,
  quorum: number,
  holds: (row: number) => boolean | undefined,
): boolean => tryMostly(count, quorum, holds).isHeld;

/** The same, and for how many rows it held until that was decided. */
export function tryMostly(
  count: number,
  quorum: number,
  holds: (row: number) => boolean | undefined,
): { readonly isHeld: boolean; readonly satisfied: number } {
  const allowed = count * (1 - quorum);
  let satisfied = 0;
  let broken = 0;
  for (let row = 0; row < count; row++) {
    const verdict = holds(row);
    if (verdict === undefined) continue;
    if (verdict) satisfied++;
    else if (++broken > allowed) return { isHeld: false, satisfied };
  }
  return { isHeld: satisfied >= (satisfied + broken) * quorum, satisfied };
}

/** Half of a word that is a pointer for most tasks, or for most of the kernel's threads. */
export function isPointerHalf(columns: Columns, offset: number, isKernel: readonly boolean[]): boolean {
  const targets = columns.targets(offset - (offset % columns.space.wordSize));
  const isPointer = (row: number): boolean => !Number.isNaN(targets[row]);
  const ofKernel = (row: number): boolean | undefined =>
    isKernel[row] === true ? isPointer(row) : undefined;
  return holdsMostly(columns.rows, 0.5, isPointer) || holdsMostly(columns.rows, 0.5, ofKernel);
}

/** The value that occurs most often (NaN does not count); the first of equals. */
export function commonest(values: Iterable<number>): number | undefined {
  const votes = new Map<number, number>();
  let best: number | undefined;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const count = (votes.get(value) ?? 0) + 1;
    votes.set(value, count);
    if (best === undefined || count > (votes.get(best) ?? 0)) best = value;
  }
  return best;
}

/** Share of tested rows for which a relation holds; 0 when none was tested. */
export const share = ({ satisfied, tested }: { satisfied: number; tested: number }): number =>
  tested === 0 ? 0 : satisfied / tested;

/** The first places, each once, but for the one that won. */
function nearest(runnersUp: readonly RunnerUp[], winner?: number): RunnerUp[] {
  const seen = new Set([winner]);
  const first: RunnerUp[] = [];
  for (const loser of runnersUp) {
    if (first.length >= MAX_RUNNERS_UP) break;
    if (seen.has(loser.offset)) continue;
    seen.add(loser.offset);
    first.push(loser);
  }
  return first;
}

/** Collects what the search decides: fields with their evidence, and fields it had to leave open. */
export class ShapeBuilder {
  readonly wordSize: WordSize;
  readonly fields = new Map<FieldName, FieldShape>();
  readonly missing = new Map<FieldName, MissingField>();
  readonly #log: (line: string) => void;

  constructor(wordSize: WordSize, log: (line: string) => void) {
    this.wordSize = wordSize;
    this.#log = log;
  }

  /** Records where a field lies. `runnersUp`: best first, those that passed all tests before others. `kind` overrides the catalogue's (a time may be a pair). */
  found(
    name: FieldName,
    offset: number,
    relation: Sentence,
    verdict: Verdict,
    runnersUp: readonly RunnerUp[] = [],
    kind: FieldKind = FIELDS[name].kind,
  ): void {
    const evidence: Evidence = {
      relation,
      satisfied: verdict.satisfied,
      tested: verdict.tested,
      exceptions: verdict.exceptions,
      runnersUp: nearest(runnersUp, offset),
    };
    this.missing.delete(name);
    this.fields.set(name, {
      name,
      struct: FIELDS[name].struct,
      kind,
      offset,
      width: widthOf(kind, this.wordSize),
      evidence,
    });
    const losers = runnersUp.length === 0 ? '' : `, ${runnersUp.length} runners-up`;
    this.#log(`  ${name} at +0x${offset.toString(16)}: ${verdict.satisfied} of ${verdict.tested}${losers}`);
  }

  /** Records why a field could not be found, and the places that came closest. */
  absent(name: FieldName, reason: Sentence, runnersUp: readonly RunnerUp[] = []): void {
    if (this.fields.has(name)) return;
    this.missing.set(name, { name, reason, runnersUp: nearest(runnersUp) });
    this.#log(`  ${name}: ${english(reason)}`);
  }

  /** Adds to a field that was found how far apart its elements stand. */
  repeats(name: FieldName, stride: number): void {
    const field = this.fields.get(name);
    if (field !== undefined) this.fields.set(name, { ...field, stride });
  }

  offset(name: FieldName): number | undefined {
    return this.fields.get(name)?.offset;
  }

  /** Whether some of these bytes of a task are another field already. */
  isTaken(offset: number, width: number): boolean {
    return [...this.fields.values()].some(
      (field) =>
        field.struct === 'task_struct' &&
        offset < field.offset + field.width &&
        field.offset < offset + width,
    );
  }
}
