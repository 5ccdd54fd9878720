import type { AddressSpace } from '../kernel/address-space.ts';
import { listLinks } from '../kernel/list-links.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { pageOf } from '../shape/intact.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';

/**
 * How often a member of a list names an intact task as its neighbour that names another one. Lost pages take links
 * away, and who unlinks a task closes the gap: links that contradict one another are left when memory changed while
 * it was read, so that some pages show an earlier moment than others.
 */
export function contradictions(kernel: LocatedKernel, learned: LearnedShape): number {
  const { tasks, family, builder, leaderOf } = learned;
  const leaders = tasks.bases.filter((base) => base >= 0 && !leaderOf.has(base));
  const threads = builder.offset('thread_node') ?? builder.offset('thread_group');
  const rings: [Float64Array, number | undefined, number | undefined][] = [
    [leaders, kernel.tasksOffset, undefined],
    [leaders, family?.sibling, family?.children],
    [tasks.bases.filter((base) => base >= 0), threads, undefined],
  ];
  return rings.reduce(
    (sum, [bases, offset, head]) =>
      offset === undefined ? sum : sum + inRing(kernel.space, learned, bases, offset, head),
    0,
  );
}

/** Of the list at `offset` of these tasks. `head`: where a task heads such a list of others. */
function inRing(
  space: AddressSpace,
  { tasks, lostPages }: LearnedShape,
  bases: Float64Array,
  offset: number,
  head: number | undefined,
): number {
  const nodes = new Set<number>();
  for (const base of bases) {
    for (const at of head === undefined ? [offset] : [offset, head])
      if (!tasks.damaged.has(base) && !lostPages.has(pageOf(base + at))) nodes.add(base + at);
  }
  const members = bases.filter((base) => nodes.has(base + offset));
  const { nextNode, prevNode, nextReturned, prevReturned } = listLinks(space, members, offset);
  let count = 0;
  members.forEach((_, i) => {
    // Nobody names one that was unlinked: what it names tells nothing.
    if (nextReturned[i] === prevReturned[i]) return;
    const [node = NaN, back] =
      nextReturned[i] === 1
        ? [prevNode[i], prevNode[i]]
        : [nextNode[i], (nextNode[i] ?? NaN) + space.wordSize];
    if (nodes.has(node) && space.follow(back ?? NaN) >= 0) count++;
  });
  return count;
}
