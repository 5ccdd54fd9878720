import type { Guest } from './guest.ts';
import type { KernelObject } from './objects.ts';
import { linkRing, type ListNode } from './objects.ts';
import type { Random } from './random.ts';

/** Where else in memory tasks leave traces: stacks, run queues, groups, logs, and what programs know of each other. */

const PAGE = 4096;
const STACK = 8192;
/** STACK_END_MAGIC (include/uapi/linux/magic.h), behind thread_info. */
const STACK_END = 0x57ac_6e9dn;

const image = (guest: Guest, random: Random): bigint => {
  const { memory } = guest;
  const { ramBase } = memory.machine;
  return memory.virtualOf(ramBase + 16 * random.below((memory.imageEnd - ramBase) / 16));
};

/** Fills a kernel stack: return addresses, saved pointers to tasks and to lists in them, waiting entries, names. */
export function fillStack(guest: Guest, stack: number, task: KernelObject, random: Random): void {
  const { memory } = guest;
  const { wordSize } = memory.machine;
  memory.writeWord(stack, task.address);
  memory.writeWord(stack + wordSize, image(guest, random));
  memory.writeWord(stack + 8 * wordSize, STACK_END);
  for (let at = stack + STACK / 2; at + 4 * wordSize <= stack + STACK; at += wordSize) {
    const kind = random.below(12);
    if (kind < 3) memory.writeWord(at, image(guest, random));
    if (kind === 3) memory.writeWord(at, task.address);
    if (kind === 4) memory.writeWord(at, random.pick(guest.tasks).object.address);
    if (kind === 5) memory.writeWord(at, random.pick(guest.tasks).object.pointerTo('tasks'));
    if (kind === 6) memory.writeWord(at, BigInt(random.below(5000)));
    if (kind === 7) {
      // wait_queue_t: flags, the task, a function, an empty list
      const entry = memory.virtualOf(at + 2 * wordSize);
      [task.address, image(guest, random), entry, entry].forEach((word, i) => {
        memory.writeWord(at + i * wordSize, word);
      });
      at += 3 * wordSize;
    }
    if (kind === 8 && random.chance(0.1)) {
      memory.writeText(at, random.pick(guest.tasks).truth.comm, 16);
      at += 16 - wordSize;
    }
  }
}

/** A run queue for each processor: who runs, who is idle, a hundred empty lists. */
export function addRunQueues(guest: Guest, idles: readonly KernelObject[], random: Random): void {
  const { memory, heap } = guest;
  const { wordSize } = memory.machine;
  for (const idle of idles) {
    const queue = heap.take('run queue', PAGE, PAGE);
    memory.at(queue, PAGE).fill(0);
    const busy = random.chance(0.3) ? random.pick(guest.tasks).object : idle;
    for (const [i, task] of [busy, idle, random.pick(guest.tasks).object, busy].entries())
      memory.writeWord(queue + 512 + i * wordSize, task.address);
    for (let i = 0; i < 100; i++) {
      const head = queue + 1024 + i * 2 * wordSize;
      memory.writeWord(head, memory.virtualOf(head));
      memory.writeWord(head + wordSize, memory.virtualOf(head));
    }
  }
}

/**
 * Control groups: every task hangs in the list of its css_set, the kernel's own with the idle task in the first one.
 * Such a ring has one head that is no task, like that of a thread group, and many tasks, like the list of them all.
 */
export function linkControlGroups(guest: Guest, random: Random): void {
  const { memory, heap, structs } = guest;
  if (!structs.task_struct.has('cg_list')) return;
  const { wordSize } = memory.machine;
  const sets = new Map<string, KernelObject[]>();
  for (const { truth, object } of guest.tasks) {
    if (truth.exitState !== 0) continue;
    const key = truth.kernelThread ? 'root' : `${truth.uid} ${random.below(3)}`;
    const set = sets.get(key) ?? [];
    sets.set(key, set);
    set.push(object);
  }
  for (const members of sets.values()) {
    const set = heap.take('css_set', 320);
    memory.at(set, 320).fill(0);
    memory.writeU32(set, members.length);
    const head = set + 4 * wordSize;
    linkRing(members.map((object): ListNode => ({ object, member: 'cg_list' })));
    const first = members[0];
    const last = members.at(-1);
    if (first === undefined || last === undefined) continue;
    memory.writeWord(head, first.pointerTo('cg_list'));
    memory.writeWord(head + wordSize, last.pointerTo('cg_list'));
    memory.writeWord(first.place('cg_list') + wordSize, memory.virtualOf(head));
    memory.writeWord(last.place('cg_list'), memory.virtualOf(head));
    for (const member of members) member.set('cgroups', memory.virtualOf(set));
  }
}

/** Texts with names of tasks: the log, the names that tracing has saved, listings in pages of programs, accounts. */
export function addTexts(guest: Guest, random: Random): void {
  const { memory, heap } = guest;
  const name = guest.idle.truth.comm;
  const texts = [
    `<4>[    0.000000] CPU: 0 PID: 0 Comm: ${name} Not tainted 3.10.0\n`,
    `0 (${name}) R 0 0 0 0 -1 2097216 0 0 0 0`,
    'swapper_pg_dir\0init_task\0init_thread_union\0',
    '  PID TTY          TIME CMD\n    1 ?        00:00:01 init\n',
  ];
  for (let i = 0; i < 6; i++) {
    const page = heap.take('text page', PAGE, PAGE);
    const bytes = memory.at(page, PAGE);
    let at = random.below(64);
    while (at + 100 < PAGE) {
      const text = new TextEncoder().encode(random.pick(texts));
      bytes.set(text, at);
      at += text.length;
    }
  }
  for (const stride of [16, 32, 64]) {
    const page = heap.take('saved names', PAGE, PAGE);
    memory.at(page, PAGE).fill(0);
    for (let at = 0; at < PAGE; at += stride)
      memory.writeText(page + at, random.chance(0.2) ? name : random.pick(guest.tasks).truth.comm, 16);
  }
}
