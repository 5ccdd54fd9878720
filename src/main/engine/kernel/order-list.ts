import type { AddressSpace } from './address-space.ts';
import { listLinks } from './list-links.ts';
import { joinHalves } from './word-view.ts';

/** Members of a broken list in its order, as far as their links tell. */
export interface OrderedList {
  /** Physical addresses; pieces whose place is not known stand at the end. */
  readonly tasks: readonly number[];
  /** Physical addresses of tasks that two members name as the one between them, and that are not among them. */
  readonly lost: ReadonlySet<number>;
}

/**
 * Puts members of the list at `offset` in order. A member that is lost is jumped over where both of its neighbours
 * name it: it then also is certain that there was one.
 */
export function orderList(
  space: AddressSpace,
  offset: number,
  first: { readonly physical: number; readonly address: bigint },
  members: readonly number[],
): OrderedList {
  const bits = space.wordSize * 8;
  const bases = Float64Array.from([first.physical, ...members]);
  const node = (i: number): bigint =>
    i === 0
      ? BigInt.asUintN(bits, first.address + BigInt(offset))
      : space.toVirtual((bases[i] ?? NaN) + offset);
  const { words } = listLinks(space, bases, offset);
  const word = (i: number): bigint => joinHalves(words.hi[i] ?? 0, words.lo[i] ?? 0);
  const byNode = new Map<bigint, number>();
  const byPrevious = new Map<bigint, number>();
  for (let i = 0; i < bases.length; i++) {
    byNode.set(node(i), i);
    byPrevious.set(word(2 * i + 1), i);
  }
  const lost = new Set<number>();
  const after = new Int32Array(bases.length).fill(-1);
  const hasBefore = new Uint8Array(bases.length);
  for (let i = 0; i < bases.length; i++) {
    const next = word(2 * i);
    const neighbour = byNode.get(next);
    const beyond = byPrevious.get(next);
    if (neighbour !== undefined && word(2 * neighbour + 1) === node(i)) after[i] = neighbour;
    else if (neighbour === undefined && beyond !== undefined && beyond !== i && next !== 0n) {
      after[i] = beyond;
      lost.add(space.place(words.hi[2 * i] ?? 0, words.lo[2 * i] ?? 0) - offset);
    }
    const follower = after[i] ?? -1;
    if (follower >= 0) hasBefore[follower] = 1;
  }
  // What one side alone says is better than nothing: memory may have changed while it was read.
  const join = (i: number, j: number | undefined): void => {
    if (j === undefined || j === 0 || j === i || (after[i] ?? -1) >= 0 || hasBefore[j] === 1) return;
    after[i] = j;
    hasBefore[j] = 1;
  };
  for (let i = 0; i < bases.length; i++) join(i, byNode.get(word(2 * i)));
  for (let i = 1; i < bases.length; i++) {
    const before = byNode.get(word(2 * i + 1));
    if (before !== undefined) join(before, i);
  }
  const order: number[] = [];
  const seen = new Uint8Array(bases.length);
  const follow = (from: number): void => {
    for (let i = from; i >= 0 && seen[i] === 0; i = after[i] ?? -1) {
      seen[i] = 1;
      order.push(bases[i] ?? NaN);
    }
  };
  follow(0);
  for (let i = 1; i < bases.length; i++) if (hasBefore[i] === 0) follow(i);
  for (let i = 1; i < bases.length; i++) follow(i);
  return { tasks: order, lost };
}
