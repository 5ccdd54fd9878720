import fc from 'fast-check';
import type { Guest, GuestTask } from '../dump-builder/guest.ts';

/** Damage to a drawn machine as plain numbers, so that fast-check can shrink it to the least that still breaks. */

/** What a word is overwritten with. */
export type WildValue =
  | { readonly kind: 'zero' }
  | { readonly kind: 'ones' }
  | { readonly kind: 'random'; readonly value: bigint }
  /** An address somewhere in RAM. */
  | { readonly kind: 'ram'; readonly place: number }
  /** Start of the nth task. */
  | { readonly kind: 'task'; readonly task: number }
  /** The same place in the nth task: for a list, a node of the same list. */
  | { readonly kind: 'twin'; readonly task: number };

export interface Wound {
  /** Index of the task that is hit. */
  readonly task: number;
  /** Word of its task_struct. */
  readonly word: number;
  readonly value: WildValue;
}

const index = fc.nat({ max: 9999 });

export const wildValue: fc.Arbitrary<WildValue> = fc.oneof(
  fc.constant({ kind: 'zero' } as const),
  fc.constant({ kind: 'ones' } as const),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => ({ kind: 'random', value }) as const),
  index.map((place) => ({ kind: 'ram', place }) as const),
  index.map((task) => ({ kind: 'task', task }) as const),
  index.map((task) => ({ kind: 'twin', task }) as const),
);

/** Any word of any task. */
export const wound: fc.Arbitrary<Wound> = fc.record({ task: index, word: index, value: wildValue });

export const taskAt = (guest: Guest, i: number): GuestTask => {
  const task = guest.tasks[i % guest.tasks.length];
  if (task === undefined) throw new Error('Nothing was drawn.');
  return task;
};

/** Overwrites the word at `offset` of a task. */
export function overwrite(guest: Guest, task: GuestTask, offset: number, value: WildValue): void {
  const { memory } = guest;
  const { ramBase, ramSize } = memory.machine;
  const word = (): bigint => {
    switch (value.kind) {
      case 'zero':
        return 0n;
      case 'ones':
        return 2n ** 64n - 1n;
      case 'random':
        return value.value;
      case 'ram':
        return memory.virtualOf(ramBase + ((value.place * 40_504) % (ramSize - 8)));
      case 'task':
        return taskAt(guest, value.task).object.address;
      case 'twin':
        return memory.virtualOf(taskAt(guest, value.task).object.physical + offset);
    }
  };
  memory.writeWord(task.object.physical + offset, word());
}

/** Applies a wound; answers whose it is. */
export function inflict(guest: Guest, { task, word, value }: Wound): GuestTask {
  const victim = taskAt(guest, task);
  const { wordSize } = guest.memory.machine;
  const words = Math.floor(guest.structs.task_struct.size / wordSize);
  overwrite(guest, victim, (word % words) * wordSize, value);
  return victim;
}

/** Runs `action` on the guest's memory and puts every byte back. */
export async function unharmed<T>(guest: Guest, action: () => Promise<T>): Promise<T> {
  const before = guest.memory.bytes.slice();
  try {
    return await action();
  } finally {
    guest.memory.bytes.set(before);
  }
}
