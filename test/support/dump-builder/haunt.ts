import { addGhosts, addIdleTasks } from './ghosts.ts';
import type { Guest } from './guest.ts';
import { Random } from './random.ts';
import { addRunQueues, addTexts, fillStack, linkControlGroups } from './traces.ts';

/** How much lies around; by default some of everything. */
export interface Haunting {
  /** Freed tasks in the slabs. */
  readonly ghosts?: number;
  /** Processors besides the first, each with an idle task and a run queue. */
  readonly processors?: number;
}

/**
 * What a machine that has run for days leaves around its tasks: none of it is drawn, and none of it may be shown, but
 * for the idle tasks of the other processors.
 */
export function haunt(guest: Guest, seed: number, options: Haunting = {}): void {
  const random = new Random(seed * 31 + 5);
  const { memory, heap, tasks } = guest;
  const ghosts = addGhosts(guest, options.ghosts ?? 5 + random.below(30), random);
  const idles = addIdleTasks(guest, options.processors ?? random.pick([0, 1, 3, 7]));
  addRunQueues(guest, [guest.idle.object, ...idles], random);
  linkControlGroups(guest, random);
  addTexts(guest, random);
  for (const { object, truth } of tasks) {
    object.set('last_wakee', random.pick(tasks).object.address);
    if (truth.pid === 0) continue;
    const pointer = object.struct.has('stack') ? object.get('stack') : object.get('thread_info');
    const stack = memory.physicalOf(pointer);
    if (stack !== undefined) fillStack(guest, stack, object, random);
  }
  for (const ghost of ghosts) fillStack(guest, heap.take('thread stack', 8192, 8192), ghost, random);
}
