import type { AddressSpace } from './address-space.ts';
import { asUint32, type Words } from './word-view.ts';

/** The list_head at one offset of many objects: what its two words name, and whether that is returned. */
export interface ListLinks {
  /** next and prev as they stand there, two words an object; 0 where nothing is held. */
  readonly words: Words;
  /** Their physical addresses; NaN when they are not in the dump. */
  readonly nextNode: Float64Array;
  readonly prevNode: Float64Array;
  /** 1 where the neighbour points back. (An object is not its own neighbour.) */
  readonly nextReturned: Uint8Array;
  readonly prevReturned: Uint8Array;
}

/** Reads the list_head at `offset` of every object, and its neighbours' ways back. */
export function listLinks(space: AddressSpace, bases: Float64Array, offset: number): ListLinks {
  const nodes = bases.map((base) => base + offset);
  const words = space.gatherWords(nodes, 2);
  const targets = space.physicalColumn(words);
  const nextNode = nodes.map((_, i) => targets[2 * i] ?? NaN);
  const prevNode = nodes.map((_, i) => targets[2 * i + 1] ?? NaN);
  const back = space.physicalColumn(space.gatherWords(nextNode.map((node) => node + space.wordSize)));
  const forth = space.physicalColumn(space.gatherWords(prevNode));
  return {
    words,
    nextNode,
    prevNode,
    nextReturned: returned(nodes, nextNode, back),
    prevReturned: returned(nodes, prevNode, forth),
  };
}

/**
 * Whether the numbers at `numbers` of most members of a list are smaller than their next one's. They fall in the lists
 * of sessions and groups, at whose head new tasks are put (hlist_add_head_rcu, kernel/pid.c).
 */
export function risesAlong(
  space: AddressSpace,
  members: readonly number[],
  offset: number,
  numbers: number,
): boolean {
  const bases = Float64Array.from(members);
  const bytes = new Uint8Array(4 * bases.length);
  space.memory.gather(
    bases.map((base) => base + numbers),
    4,
    bytes,
  );
  const ids = new Map(Array.from(asUint32(bytes, space.format.byteOrder), (id, i) => [members[i], id]));
  const { nextNode, nextReturned } = listLinks(space, bases, offset);
  let balance = 0;
  members.forEach((base, i) => {
    const next = ids.get((nextNode[i] ?? NaN) - offset);
    if (nextReturned[i] === 1 && next !== undefined) balance += Math.sign(next - (ids.get(base) ?? 0));
  });
  return balance > 0;
}

function returned(nodes: Float64Array, neighbours: Float64Array, back: Float64Array): Uint8Array {
  const flags = new Uint8Array(nodes.length);
  for (let i = 0; i < nodes.length; i++)
    flags[i] = Number(neighbours[i] !== nodes[i] && back[i] === nodes[i]);
  return flags;
}
