import type { AddressSpace } from '../kernel/address-space.ts';
import { splitWords, type Words } from '../kernel/word-view.ts';
import { physAddr } from '../../../shared/units.ts';
import { commonest } from './choice.ts';

/** How far into `struct pid_namespace` its root is looked for, in bytes. */
const NAMESPACE_SPAN = 0x200;
/** RADIX_TREE_INTERNAL_NODE up to 4.19 (include/linux/radix-tree.h), and an xarray's internal entry since. */
const NODE_TAGS = [2, 1];
/** XA_CHUNK_SHIFT: slots of a node, as a power of two; the smaller one with CONFIG_BASE_SMALL. */
const CHUNK_SHIFTS = [6, 4];
/** Words before and behind the slots of a node. */
const AROUND_SLOTS = 16;
/** 2^22 pids in chunks of sixteen make six levels. */
const MAX_LEVELS = 6;
/** Nodes that are looked at before the layout is known, and after. */
const MAX_PROBED = 64;
const MAX_NODES = 400_000;

interface NodeLayout {
  readonly tag: number;
  readonly shift: number;
  /** Words from the start of a node to its slots. */
  readonly slots: number;
  /** Nodes above one that holds pids. */
  readonly levels: number;
  readonly root: number;
}

/** Numbers from `from` up to, not including, `to`. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** What a tree of numbers holds. */
export interface PidTree {
  /** Struct pids, each with the number that it stands under. */
  readonly pids: ReadonlyMap<number, number>;
  /** Numbers of which the tree cannot tell, since a node on their way is lost. */
  readonly lost: readonly NumberRange[];
}

/** A node in use names its parent or its tree: one of nothing but zeros is a lost page. */
const readNode = (space: AddressSpace, node: number): Words | undefined => {
  const bytes = new Uint8Array((64 + AROUND_SLOTS) * space.wordSize);
  const held = space.memory.read(physAddr(node), bytes);
  return held === 0 || bytes.every((byte) => byte === 0) ? undefined : splitWords(bytes, space.format);
};

/** Where an entry with this tag leads, NaN for others. */
const child = (space: AddressSpace, words: Words, i: number, tag: number): number => {
  const low = words.lo[i] ?? 0;
  return (low & 3) === tag ? space.physical(words.hi[i] ?? 0, low - tag) : NaN;
};

/**
 * The struct pids that a pid namespace holds in its tree of numbers (`pid_namespace.idr`, since 4.15), each with its
 * number. Nothing about the nodes is assumed but that a pid's last bits are the slot its struct stands in:
 *
 *     namespace ──► node ──► node ── slot[nr & 63] ──► struct pid
 *
 * `known`: struct pids of tasks that were found, with their numbers; by them the tree is recognised.
 */
export function pidsInTree(
  space: AddressSpace,
  namespace: number,
  known: ReadonlyMap<number, number>,
): PidTree {
  const bytes = new Uint8Array(NAMESPACE_SPAN);
  const nothing: PidTree = { pids: new Map(), lost: [] };
  if (space.memory.read(physAddr(namespace), bytes) === 0) return nothing;
  const words = splitWords(bytes, space.format);
  for (let i = 0; i < words.lo.length; i++) {
    for (const tag of NODE_TAGS) {
      const root = child(space, words, i, tag);
      if (Number.isNaN(root)) continue;
      const layout = learnLayout(space, root, tag, known);
      if (layout !== undefined) return collect(space, layout);
    }
  }
  return nothing;
}

/** Walks down from a supposed root until nodes name known struct pids; where these stand gives the slots away. */
function learnLayout(
  space: AddressSpace,
  root: number,
  tag: number,
  known: ReadonlyMap<number, number>,
): NodeLayout | undefined {
  let level = [root];
  for (let levels = 0; levels < MAX_LEVELS && level.length > 0; levels++) {
    const below: number[] = [];
    const places: { word: number; pid: number }[] = [];
    for (const node of level.slice(0, MAX_PROBED)) {
      const words = readNode(space, node);
      if (words === undefined) continue;
      for (let i = 0; i < words.lo.length; i++) {
        const next = child(space, words, i, tag);
        if (!Number.isNaN(next)) below.push(next);
        const pid = known.get(space.physical(words.hi[i] ?? 0, words.lo[i] ?? 0));
        if (pid !== undefined) places.push({ word: i, pid });
      }
    }
    for (const shift of CHUNK_SHIFTS) {
      const starts = places.map(({ word, pid }) => word - (pid & ((1 << shift) - 1)));
      const slots = commonest(starts);
      const agreeing = starts.filter((start) => start === slots).length;
      if (slots !== undefined && slots >= 0 && agreeing >= 2 && agreeing > starts.length / 2)
        return { tag, shift, slots, levels, root };
    }
    level = below;
  }
  return undefined;
}

/** Every struct pid in the tree, by the number that its path spells. */
function collect(space: AddressSpace, layout: NodeLayout): PidTree {
  const { tag, shift, slots, levels } = layout;
  const pids = new Map<number, number>();
  const lost: NumberRange[] = [];
  /** Nothing is known of the numbers below a place `above` levels over the struct pids. */
  const lose = (prefix: number, above: number): void => {
    const width = 2 ** (shift * above);
    lost.push({ from: prefix * width, to: (prefix + 1) * width });
  };
  const seen = new Set<number>();
  const open = [{ node: layout.root, above: levels, prefix: 0 }];
  for (let at = open.pop(); at !== undefined && seen.size < MAX_NODES; at = open.pop()) {
    if (seen.has(at.node)) continue;
    seen.add(at.node);
    const words = readNode(space, at.node);
    if (words === undefined) {
      lose(at.prefix, at.above + 1);
      continue;
    }
    for (let i = 0; i < 1 << shift; i++) {
      if ((words.lo[slots + i] ?? 0) === 0 && (words.hi[slots + i] ?? 0) === 0) continue;
      const number = at.prefix * (1 << shift) + i;
      if (at.above > 0) {
        const node = child(space, words, slots + i, tag);
        if (Number.isNaN(node)) lose(number, at.above);
        else open.push({ node, above: at.above - 1, prefix: number });
        continue;
      }
      const struct = space.physical(words.hi[slots + i] ?? 0, words.lo[slots + i] ?? 0);
      if (Number.isNaN(struct)) lose(number, 0);
      else pids.set(struct, number);
    }
  }
  return { pids, lost };
}
