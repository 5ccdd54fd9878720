import type { Workshop } from './make-process.ts';
import type { GuestTask } from './guest.ts';
import type { KernelModel } from './kernel-model.ts';

/** Buckets of the hash table: few enough for chains to have several members. */
const BUCKETS = 64;
/** Slots of a node (XA_CHUNK_SHIFT, include/linux/xarray.h). */
const SHIFT = 6;
const CHUNK = 2 ** SHIFT;

/**
 * Enters every struct pid into the kernel's table of pids, as this kernel keeps it: a hash table of chains through
 * `upid.pid_chain`, or a tree of nodes with 64 slots each that hangs on the first pid namespace. Answers where each
 * pid stands: the physical address of its slot, or of its link in a chain.
 */
export function linkPids(
  shop: Workshop,
  model: KernelModel,
  tasks: readonly GuestTask[],
): ReadonlyMap<number, number> {
  const entered = tasks.filter((task) => task.truth.pid > 0);
  return model.pidTable === 'hash' ? linkHash(shop, entered) : linkTree(shop, model, entered);
}

function linkHash(shop: Workshop, tasks: readonly GuestTask[]): Map<number, number> {
  const { memory, heap, random, structs } = shop;
  const { wordSize } = memory.machine;
  const table = heap.take('pid_hash', BUCKETS * wordSize, 4096);
  memory.at(table, BUCKETS * wordSize).fill(0);
  const chains = new Map<number, number>();
  const enter = (node: number): void => {
    const bucket = table + random.below(BUCKETS) * wordSize;
    const first = memory.readWord(bucket);
    memory.writeWord(node, first);
    memory.writeWord(node + wordSize, memory.virtualOf(bucket));
    const next = first === 0n ? undefined : memory.physicalOf(first);
    if (next !== undefined) memory.writeWord(next + wordSize, memory.virtualOf(node));
    memory.writeWord(bucket, memory.virtualOf(node));
  };
  for (const { truth, pid } of tasks) {
    if (pid.struct.has('pid_chain')) {
      chains.set(truth.pid, pid.place('pid_chain'));
      enter(pid.place('pid_chain'));
      continue;
    }
    truth.namespacePids.forEach((_, level) => {
      const node =
        pid.physical + structs.pid.size + level * structs.upid.size + structs.upid.offsetOf('pid_chain');
      if (level === 0) chains.set(truth.pid, node);
      enter(node);
    });
  }
  return chains;
}

/**
 * A node as xa_node and radix_tree_node have it:
 *
 *     shift, offset, count, … │ parent │ array │ list_head │ slots[64] │ tags[3]
 */
function linkTree(shop: Workshop, model: KernelModel, tasks: readonly GuestTask[]): Map<number, number> {
  const { memory, heap, image } = shop;
  const { wordSize } = memory.machine;
  const tag = model.pidTable === 'radix' ? 1n : 2n;
  const header = 5 * wordSize;
  const size = header + CHUNK * wordSize + 3 * 8;
  const root = image.pidNamespace.place('idr') + 8;

  const makeNode = (shift: number, parent: number, offset: number): number => {
    const node = heap.take('radix_tree_node', size);
    memory.at(node, size).fill(0);
    memory.at(node, 2).set([shift, offset]);
    memory.writeWord(node + wordSize, parent === 0 ? 0n : memory.virtualOf(parent));
    memory.writeWord(node + 2 * wordSize, memory.virtualOf(image.pidNamespace.place('idr')));
    for (const half of [3, 4])
      memory.writeWord(node + half * wordSize, memory.virtualOf(node + 3 * wordSize));
    return node;
  };
  const largest = Math.max(...tasks.map((task) => task.truth.pid));
  let height = 0;
  while (CHUNK ** (height + 1) <= largest) height++;
  const top = makeNode(SHIFT * height, 0, 0);
  memory.writeWord(root, memory.virtualOf(top) + tag);
  const nodes = new Map([[`${height} 0`, top]]);
  const slots = new Map<number, number>();
  for (const { truth, pid } of tasks) {
    let node = top;
    for (let level = height; level > 0; level--) {
      const index = Math.floor(truth.pid / CHUNK ** level);
      const key = `${level - 1} ${index}`;
      let below = nodes.get(key);
      if (below === undefined) {
        below = makeNode(SHIFT * (level - 1), node, index % CHUNK);
        nodes.set(key, below);
        memory.writeWord(node + header + (index % CHUNK) * wordSize, memory.virtualOf(below) + tag);
      }
      node = below;
    }
    const slot = node + header + (truth.pid % CHUNK) * wordSize;
    memory.writeWord(slot, pid.address);
    slots.set(truth.pid, slot);
  }
  return slots;
}
