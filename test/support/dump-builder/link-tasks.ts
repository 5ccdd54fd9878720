import type { DrawnTask } from './drawing.ts';
import type { GuestTask } from './guest.ts';
import type { KernelModel } from './kernel-model.ts';
import { linkRing, type KernelObject, type ListNode } from './objects.ts';

const byPid = (a: DrawnTask, b: DrawnTask): number => a.pid - b.pid;

/** Links all rings: tasks, children and siblings, threads, traced tasks. Each in the order tasks were started in. */
export function linkTasks(tasks: ReadonlyMap<DrawnTask, GuestTask>, model: KernelModel): void {
  const node = (task: DrawnTask, member: string): ListNode[] => {
    const found = tasks.get(task);
    return found === undefined ? [] : [{ object: found.object, member }];
  };
  const drawn = [...tasks.keys()].sort(byPid);
  const leaders = drawn.filter((task) => task.leader === task);
  linkRing(leaders.flatMap((task) => node(task, 'tasks')));

  for (const task of leaders) {
    const children = task.children
      .flatMap((child) => (model.threadsAreSiblings ? [child, ...child.threads] : [child]))
      .sort(byPid);
    linkRing([...node(task, 'children'), ...children.flatMap((child) => node(child, 'sibling'))]);

    const traced = drawn.filter((other) => other.tracer === task.pid && other.leader === other);
    linkRing([...node(task, 'ptraced'), ...traced.flatMap((other) => node(other, 'ptrace_entry'))]);

    const own = tasks.get(task);
    if (own === undefined) continue;
    const threads = task.threads.flatMap((thread) => tasks.get(thread) ?? []);
    linkThreads(
      own.object,
      threads.map((thread) => thread.object),
      own.signal,
    );
    // A thread starts as a copy of its leader, and nobody clears the links it does not use.
    for (const { object } of threads) {
      const from = own.object.place('tasks');
      const length = 2 * object.memory.machine.wordSize;
      object.memory.at(object.place('tasks'), length).set(object.memory.at(from, length));
    }
    if (task.pid === 0 && model.zeroIdleThreadGroup) own.object.setPair('thread_group', 0n, 0n);
  }
}

/** Links a task's thread lists: the ring through its members, and the one that hangs on signal_struct. */
function linkThreads(leader: KernelObject, threads: readonly KernelObject[], signal: KernelObject): void {
  const all = [leader, ...threads];
  linkRing(all.map((object) => ({ object, member: 'thread_group' })));
  if (!leader.struct.has('thread_node')) return;
  linkRing([
    { object: signal, member: 'thread_head' },
    ...all.map((object) => ({ object, member: 'thread_node' })),
  ]);
}
