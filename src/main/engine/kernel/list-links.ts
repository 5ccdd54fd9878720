import type { AddressSpace } from './address-space.ts';
import type { Words } from './word-view.ts';

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

function returned(nodes: Float64Array, neighbours: Float64Array, back: Float64Array): Uint8Array {
  const flags = new Uint8Array(nodes.length);
  for (let i = 0; i < nodes.length; i++)
    flags[i] = Number(neighbours[i] !== nodes[i] && back[i] === nodes[i]);
  return flags;
}
