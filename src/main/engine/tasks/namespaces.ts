import type { AddressSpace } from '../kernel/address-space.ts';
import { isPid, MAX_PID_NS_LEVEL } from '../kernel/pids.ts';
import { commonest } from '../shape/choice.ts';
import type { PidStructShape } from '../shape/pid-struct.ts';
import type { LostPages } from './lost-pages.ts';
import { at, readNumbers } from './read-columns.ts';

/** Every task's numbers in its pid namespaces, outermost first, as one flat column with row starts. */
export interface NamespacePids {
  readonly start: Uint32Array;
  readonly pids: Int32Array;
}

/** Share of the tasks whose outermost namespace is the same: where there are namespaces, of all. */
const IN_OUTERMOST = 0.9;

/**
 * Reads the numbers; tasks outside inner namespaces have their pid alone. Where the struct pid is lost, nobody knows
 * whether there are more numbers: one that is not known stands for them.
 */
export function namespacePids(
  space: AddressSpace,
  bases: Float64Array,
  pids: Float64Array,
  shape: PidStructShape | undefined,
  lost: LostPages,
): NamespacePids {
  const { structs, missed } = pidStructs(space, bases, pids, shape, lost);
  const levels = readNumbers(space, at(structs, shape?.level), lost);
  const isLost = (row: number): boolean =>
    row > 0 && (missed[row] === 1 || (shape?.level !== undefined && Number.isNaN(levels[row])));
  const depth = Array.from(levels, (level, row) => {
    if (isLost(row)) return 1;
    return level > 0 && level <= MAX_PID_NS_LEVEL ? level : 0;
  });
  const start = new Uint32Array(bases.length + 1);
  depth.forEach((level, row) => (start[row + 1] = (start[row] ?? 0) + level + 1));
  const numbers = new Int32Array(start[bases.length] ?? 0);
  depth.forEach((level, row) => {
    const from = start[row] ?? 0;
    const own = pids[row] ?? NaN;
    numbers[from] = Number.isNaN(own) ? -1 : own;
    if (isLost(row)) numbers[from + 1] = -1;
    if (level === 0 || isLost(row) || shape?.stride === undefined) return;
    const stride = shape.stride;
    const first = (structs[row] ?? NaN) + shape.numbers;
    const inner = readNumbers(
      space,
      lost.strike(Float64Array.from({ length: level }, (_, i) => first + (i + 1) * stride)),
      lost,
    );
    inner.forEach((number, i) => (numbers[from + i + 1] = isPid(number) ? number : -1));
  });
  return { start, pids: numbers };
}

/**
 * Where every task's struct pid lies, NaN where it has none or it is lost: whatever stands there does not hold the
 * number that the task has itself, or not in the namespace that most are in. `missed`: tasks of which it is lost.
 */
function pidStructs(
  space: AddressSpace,
  bases: Float64Array,
  pids: Float64Array,
  shape: PidStructShape | undefined,
  lost: LostPages,
): { structs: Float64Array; missed: Uint8Array } {
  const missed = new Uint8Array(bases.length);
  if (shape === undefined) return { structs: new Float64Array(bases.length).fill(NaN), missed };
  const pointers = lost.strike(at(bases, shape.pointer));
  const words = space.gatherWords(pointers);
  const structs = lost.strike(space.physicalColumn(words), shape.numbers + 2 * space.wordSize);
  const numbers = readNumbers(space, at(structs, shape.numbers), lost);
  const { lo } = space.gatherWords(at(structs, shape.numbers + space.wordSize));
  // init_task's number is 0, as is most of memory: it proves nothing.
  const held = lo.filter((_, row) => row > 0 && numbers[row] === pids[row]);
  const outermost = commonest(held);
  const inside = held.filter((namespace) => namespace === outermost).length;
  // Before 2.6.24 there are no namespaces, and no struct pid can hold more than the number that is known.
  if (outermost === undefined || outermost === 0 || inside < held.length * IN_OUTERMOST)
    return { structs, missed };
  const isOwn = (row: number): boolean => Number.isNaN(pids[row]) || numbers[row] === pids[row];
  const proven = structs.map((struct, row) =>
    row === 0 || (isOwn(row) && lo[row] === outermost) ? struct : NaN,
  );
  proven.forEach((struct, row) => {
    const at = pointers[row] ?? NaN;
    const isNull = words.lo[row] === 0 && words.hi[row] === 0 && !Number.isNaN(at) && !lost.isBlank(at);
    missed[row] = Number(Number.isNaN(struct) && !isNull);
  });
  return { structs: proven, missed };
}
