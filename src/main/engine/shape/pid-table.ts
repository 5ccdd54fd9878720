import { bearsComm } from '../kernel/comm.ts';
import { asUint32 } from '../kernel/word-view.ts';
import { commonest } from './choice.ts';
import { pidsInHash } from './pid-hash.ts';
import { learnPidLink } from './pid-link.ts';
import { pidsInTree } from './pid-radix.ts';
import type { PidStructShape } from './pid-struct.ts';
import type { Population } from './population.ts';
import type { Search } from './search.ts';

/** What the kernel’s own table of pids leads to. */
export interface PidTable {
  readonly kind: 'tree' | 'hash';
  /** Tasks that the table leads to: physical addresses. */
  readonly tasks: ReadonlySet<number>;
  /** False for a number of which the table cannot tell, since what would lead to it is lost. */
  readonly tells: (pid: number) => boolean;
}

/**
 * The tasks that the kernel finds by their number, whatever lists they are in: through the table of pids to a struct
 * pid, and from it to the task that it belongs to. Each step is proven: the struct holds the number it stands under,
 * and the task names the struct as its own. Undefined where no table was found that leads to most of the tasks.
 */
export function readPidTable(
  { space, kernel }: Pick<Search, 'space' | 'kernel'>,
  tasks: Population,
  shape: PidStructShape,
  pidOffset: number,
): PidTable | undefined {
  const link = learnPidLink(tasks, shape);
  if (link === undefined) return undefined;
  const structs = tasks.targets(shape.pointer);
  const numbers = numbersAt(
    space,
    structs.map((struct) => struct + shape.numbers),
  );
  const known = new Map<number, number>();
  structs.forEach((struct, row) => {
    const number = numbers[row] ?? 0;
    if (!Number.isNaN(struct) && number > 0) known.set(struct, number);
  });

  const namespaces = space.physicalColumn(
    space.gatherWords(Float64Array.from(known.keys(), (struct) => struct + shape.numbers + space.wordSize)),
  );
  const outermost = commonest(namespaces);
  const tree = outermost === undefined ? undefined : pidsInTree(space, outermost, known);
  const inTree = tree !== undefined && tree.pids.size > 0;
  const kind = inTree ? 'tree' : 'hash';
  const hash = inTree ? undefined : pidsInHash(space, shape.numbers, known);
  const entries = inTree ? tree.pids : (hash?.pids ?? new Map<number, number>());

  const all = [...entries.keys()];
  const held = numbersAt(
    space,
    Float64Array.from(all, (struct) => struct + shape.numbers),
  );
  const proven = all.filter((struct, i) => held[i] === entries.get(struct));
  const links = space.physicalColumn(
    space.gatherWords(Float64Array.from(proven, (struct) => struct + link.offset)),
  );
  const bases = links.map((target) => target - link.displacement);
  const owners = space.physicalColumn(space.gatherWords(bases.map((base) => base + shape.pointer)));
  const pids = numbersAt(
    space,
    bases.map((base) => base + pidOffset),
  );

  const reached = new Set<number>();
  proven.forEach((struct, i) => {
    const base = bases[i] ?? NaN;
    const isItsOwn = owners[i] === struct && pids[i] === entries.get(struct);
    if (isItsOwn && bearsComm(space, base + kernel.commOffset)) reached.add(base);
  });
  const mostly = known.size / 2;
  if (reached.size < mostly) return undefined;
  const lost = inTree ? tree.lost : [];
  // A struct pid that does not hold its number lies on a lost page: nobody can be said to lack it.
  const broken = new Set(
    all.filter((_, i) => held[i] !== entries.get(all[i] ?? NaN)).map((struct) => entries.get(struct)),
  );
  const tells = (pid: number): boolean =>
    !broken.has(pid) &&
    hash?.cutOff.has(pid) !== true &&
    !lost.some(({ from, to }) => pid >= from && pid < to);
  return { kind, tasks: reached, tells };
}

function numbersAt({ memory, format }: Search['space'], addresses: Float64Array): Uint32Array {
  const bytes = new Uint8Array(addresses.length * 4);
  memory.gather(addresses, 4, bytes);
  return asUint32(bytes, format.byteOrder);
}
