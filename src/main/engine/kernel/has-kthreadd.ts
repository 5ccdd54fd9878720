import { COMM_LENGTH } from '../../../shared/task-table.ts';
import type { LocatedKernel } from './locate-kernel.ts';

const KTHREADD = Uint8Array.from('kthreadd\0', (character) => character.charCodeAt(0));

/** Whether a task is called kthreadd, as the parent of all kernel threads is since 2.6.22 (kernel/kthread.c). */
export function hasKthreadd({ space, accepted, commOffset }: LocatedKernel): boolean {
  const names = Float64Array.from(accepted.tasks, (task) => task + commOffset);
  const comm = new Uint8Array(names.length * COMM_LENGTH);
  space.memory.gather(names, COMM_LENGTH, comm);
  return accepted.tasks.some((_, i) => KTHREADD.every((byte, at) => comm[i * COMM_LENGTH + at] === byte));
}
