import type { DrawnTask } from './drawing.ts';
import type { GuestTask } from './guest.ts';
import type { KernelModel } from './kernel-model.ts';
import { linkRing, type KernelObject, type ListNode } from './objects.ts';

/** Links all rings: tasks, children and siblings, threads, traced tasks. Each in the order tasks were started in. */
export function linkTasks(tasks: ReadonlyMap<DrawnTask, GuestTask>, model: KernelModel): void {
  const node = (task: DrawnTask, member: string): ListNode[] => {
    const found = tasks.get(task);
    return found === undefined ? [] : [{ object: found.object, member }];
  };
  const drawn = [...tasks.keys()];
  const leaders = drawn.filter((task) => task.leader === task);
  linkRing(leaders.flatMap((task) => node(task, 'tasks')));
  linkChildren(drawn, node, model);

  for (const task of leaders) {
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

/**
 * Every task hangs in the ring of who started it, threads of their own included; in old kernels threads hang beside
 * their leader, and a traced task with its tracer. Who is out of its ring hangs in a list for that purpose.
 */
function linkChildren(
  drawn: readonly DrawnTask[],
  node: (task: DrawnTask, member: string) => ListNode[],
  model: KernelModel,
): void {
  const byPid = new Map(drawn.map((task) => [task.pid, task]));
  const children = new Map<DrawnTask, DrawnTask[]>(drawn.map((task) => [task, []]));
  const traced = new Map<DrawnTask, DrawnTask[]>(drawn.map((task) => [task, []]));
  for (const task of drawn) {
    const parent = byPid.get(task.forker ?? task.parent?.pid ?? -1);
    if (parent === undefined || (task.leader !== task && !model.threadsAreSiblings)) continue;
    const tracer = byPid.get(task.tracer ?? -1);
    const follows = model.ringOfTraced === 'parent' ? (tracer ?? parent) : parent;
    children.get(follows)?.push(task);
    const [waits, lists] = model.ringOfTraced === 'parent' ? [parent, tracer] : [tracer, tracer];
    if (lists !== undefined && waits !== undefined) traced.get(waits)?.push(task);
  }
  const [head, entry] =
    model.ringOfTraced === 'parent' ? ['ptrace_children', 'ptrace_list'] : ['ptraced', 'ptrace_entry'];
  for (const task of drawn) {
    linkRing([
      ...node(task, 'children'),
      ...(children.get(task) ?? []).flatMap((child) => node(child, 'sibling')),
    ]);
    linkRing([...node(task, head), ...(traced.get(task) ?? []).flatMap((child) => node(child, entry))]);
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
