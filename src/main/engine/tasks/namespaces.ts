import type { AddressSpace } from '../kernel/address-space.ts';
import type { PidStructShape } from '../shape/pid-struct.ts';
import type { LostPages } from './lost-pages.ts';
import { at, readNumbers, readTargets } from './read-columns.ts';

/** Every task's numbers in its pid namespaces, outermost first, as one flat column with row starts. */
export interface NamespacePids {
  readonly start: Uint32Array;
  readonly pids: Int32Array;
}

/** MAX_PID_NS_LEVEL (include/linux/pid_namespace.h). */
const MAX_LEVEL = 32;

/** Reads the numbers; tasks whose struct pid cannot be read, and those outside inner namespaces, have their pid alone. */
export function namespacePids(
  space: AddressSpace,
  bases: Float64Array,
  pids: Float64Array,
  shape: PidStructShape | undefined,
  lost: LostPages,
): NamespacePids {
  const structs = lost.strike(readTargets(space, lost.strike(at(bases, shape?.pointer))), shape?.numbers);
  const levels = readNumbers(space, at(structs, shape?.level), lost);
  // Where the struct pid is lost, nobody knows whether there are more numbers: one that is not known stands for them.
  const isLost = (row: number): boolean => shape?.level !== undefined && row > 0 && Number.isNaN(levels[row]);
  const depth = Array.from(levels, (level, row) => {
    if (isLost(row)) return 1;
    return level > 0 && level <= MAX_LEVEL ? level : 0;
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
      Float64Array.from({ length: level }, (_, i) => first + (i + 1) * stride),
    );
    inner.forEach((number, i) => (numbers[from + i + 1] = Number.isNaN(number) ? -1 : number));
  });
  return { start, pids: numbers };
}
