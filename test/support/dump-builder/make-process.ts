import type { SlabAllocator } from './allocator.ts';
import type { DrawnTask } from './drawing.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { ImageObjects } from './image-objects.ts';
import type { KernelModel, StructLayouts, StructName } from './kernel-model.ts';
import { fillObject } from './noise.ts';
import { KernelObject } from './objects.ts';
import type { Random } from './random.ts';

/** Everything the makers of objects need. */
export interface Workshop {
  readonly memory: GuestMemory;
  readonly structs: StructLayouts;
  readonly heap: SlabAllocator;
  readonly image: ImageObjects;
  readonly random: Random;
  /** Values that members of kind `image` share over all objects. */
  readonly constants: Map<string, bigint>;
  /** user_struct by uid. */
  readonly users: Map<number, KernelObject>;
  /** pid_namespace by the pid of its first process. */
  readonly namespaces: Map<number, KernelObject>;
  /** Every task's place. */
  readonly objects: Map<DrawnTask, KernelObject>;
  /** Process group and session by process. */
  readonly groups: Map<DrawnTask, { readonly group: KernelObject; readonly session: KernelObject }>;
}

/** Takes a slot of the heap and fills it with what such a struct usually holds. */
export function make(shop: Workshop, name: StructName, extra = 0): KernelObject {
  const struct = shop.structs[name];
  const at = shop.heap.take(`${name}+${extra}`, struct.size + extra);
  return fillObject(new KernelObject(shop.memory, struct, at), shop.random, shop.constants);
}

function userOf(shop: Workshop, uid: number): KernelObject {
  const known = uid === 0 ? shop.image.user : shop.users.get(uid);
  if (known !== undefined) return known;
  const user = make(shop, 'user_struct').set('uid', uid);
  shop.users.set(uid, user);
  return user;
}

/** Credentials of a process: as many capabilities as root has, or none. */
export function makeCred(shop: Workshop, model: KernelModel, drawn: DrawnTask): KernelObject {
  const cred = drawn.pid === 0 ? shop.image.cred : make(shop, 'cred');
  const { uid, gid, euid, egid, suid, sgid } = drawn;
  const { permitted, effective } = capabilitiesOf(model, drawn);
  setCapabilities(cred, model, permitted, effective);
  return cred
    .set('usage', 2)
    .set('uid', uid)
    .set('gid', gid)
    .set('suid', suid)
    .set('sgid', sgid)
    .set('euid', euid)
    .set('egid', egid)
    .set('fsuid', euid)
    .set('fsgid', egid)
    .set('securebits', 0)
    .set('user', userOf(shop, uid).address);
}

/** Root may do everything; what has executed no program may do what the first task may. */
function capabilitiesOf(model: KernelModel, drawn: DrawnTask): { permitted: bigint; effective: bigint } {
  const { full, effective } = model.capabilities;
  if (drawn.euid !== 0) return { permitted: 0n, effective: 0n };
  return { permitted: full, effective: drawn.kernelThread ? effective : full };
}

function setCapabilities(
  object: KernelObject,
  { capabilities }: KernelModel,
  permitted: bigint,
  effective: bigint,
): void {
  const sets: readonly (readonly [string, bigint])[] = [
    ['cap_inheritable', 0n],
    ['cap_permitted', permitted],
    ['cap_effective', effective],
    ['cap_bset', capabilities.full],
    ['cap_ambient', 0n],
  ];
  for (const [name, value] of sets) {
    object.set(name, value);
    const halves = object.struct.members.find((member) => member.name === name)?.count === 2;
    if (halves) object.set(name, value >> 32n, 1);
  }
}

/** Kernels before 2.6.29 keep the credentials in task_struct itself, with capabilities of 32 bits. */
export function setInlineCred(
  shop: Workshop,
  task: KernelObject,
  drawn: DrawnTask,
  model: KernelModel,
): void {
  const { permitted, effective } = capabilitiesOf(model, drawn);
  setCapabilities(task, model, permitted, effective);
  task.set('keep_capabilities', 0).set('securebits', 0);
  if (!task.struct.has('cred')) task.set('user', userOf(shop, drawn.uid).address);
  const { uid, gid, euid, egid, suid, sgid } = drawn;
  task.set('uid', uid).set('euid', euid).set('suid', suid).set('fsuid', euid);
  task.set('gid', gid).set('egid', egid).set('sgid', sgid).set('fsgid', egid);
}

/** The address space of a user program, with the usual order of its parts. */
export function makeMm(shop: Workshop, owner: KernelObject): KernelObject {
  const { memory, random } = shop;
  const wide = memory.machine.wordSize === 8;
  const page = (bound: number): bigint => 4096n * BigInt(1 + random.below(bound));
  const code = (wide ? 0x5500_0000_0000n : 0x0804_8000n) + page(0x1000);
  const data = code + page(200);
  const heap = data + page(100);
  const stack =
    (wide ? 0x7ffc_0000_0000n : 0xbf00_0000n) + page(0x1000) * 16n + BigInt(16 * random.below(200));
  const args = stack + BigInt(64 + random.below(400));
  const environment = args + BigInt(8 + random.below(60));
  return make(shop, 'mm_struct')
    .set('pgd', memory.virtualOf(shop.heap.take('pgd', 4096, 4096)))
    .set('mm_users', 1)
    .set('mm_count', 1)
    .set('start_code', code)
    .set('end_code', data - 4096n)
    .set('start_data', data)
    .set('end_data', data + 0x7d8n)
    .set('start_brk', heap)
    .set('brk', heap + page(50))
    .set('start_stack', stack)
    .set('arg_start', args)
    .set('arg_end', environment)
    .set('env_start', environment)
    .set('env_end', environment + BigInt(random.below(900)))
    .set('owner', owner.address);
}

/** The namespace at `level` that a process lives in: the nearest ancestor with number 1 there has founded it. */
function namespaceOf(shop: Workshop, drawn: DrawnTask, level: number): KernelObject {
  if (level === 0) return shop.image.pidNamespace;
  let founder: DrawnTask = drawn.leader;
  for (let at: DrawnTask | undefined = founder; at !== undefined; at = at.parent) {
    founder = at;
    if (at.namespacePids[level - 1] === 1) break;
  }
  const key = founder.pid * 100 + level;
  const known = shop.namespaces.get(key);
  if (known !== undefined) return known;
  const namespace = make(shop, 'pid_namespace').set('level', level);
  namespace.set('parent', namespaceOf(shop, drawn, level - 1).address);
  shop.namespaces.set(key, namespace);
  return namespace;
}

/** The struct pid of one thread, with its numbers, linked to the task in the way this kernel does it. */
export function makePid(
  shop: Workshop,
  model: KernelModel,
  drawn: DrawnTask,
  task: KernelObject,
): KernelObject {
  const { memory, structs } = shop;
  const { wordSize } = memory.machine;
  const numbers = [drawn.pid, ...drawn.namespacePids];
  const level = numbers.length - 1;
  const pid = drawn.pid === 0 ? shop.image.pid : make(shop, 'pid', numbers.length * structs.upid.size);
  pid
    .set('count', 1 + (drawn.threads.length > 0 ? 2 : 0))
    .set('level', level)
    .set('nr', drawn.pid);
  for (let type = 0; type < 4; type++) if (pid.struct.has('tasks')) setFirst(pid, type, 0n);

  numbers.forEach((nr, i) => {
    if (!structs.pid.has('level')) return;
    const upid = new KernelObject(
      memory,
      structs.upid,
      pid.physical + structs.pid.size + i * structs.upid.size,
    );
    memory.at(upid.physical, structs.upid.size).fill(0);
    upid.set('nr', nr).set('ns', namespaceOf(shop, drawn, i).address);
  });

  if (drawn.pid === 0 && model.idlePid === 'none') {
    for (let type = 0; type < 3; type++) setLink(task, type, [0n, 0n, 0n]);
    shop.groups.set(drawn, { group: pid, session: pid });
    return pid;
  }
  task.set('thread_pid', pid.address);
  const groups = groupsOf(shop, drawn, pid);
  shop.groups.set(drawn, groups);
  const { group, session } = groups;
  // RHEL 8 keeps these beside the pid.
  task.set('rh_pgid', group.address).set('rh_sid', session.address);
  const isNew = !task.struct.has('pids');
  const own = isNew ? [pid, pid, group, session] : [pid, group, session];
  const member = isNew ? 'pid_links' : 'pids';
  own.forEach((of, type) => {
    // Nobody clears the links that a thread has copied from its leader.
    if (drawn.leader !== drawn && type > 0) copyLink(shop, drawn, task, member, type);
    else if (drawn.pid === 0 && model.idlePid === 'unlinked') task.setPair(member, 0n, 0n, type);
    else attach(task, member, of, type);
    if (!isNew && drawn.leader === drawn)
      memory.writeWord(task.place('pids', type) + 2 * wordSize, of.address);
  });
  if (!isNew) memory.writeWord(task.place('pids', 0) + 2 * wordSize, pid.address);
  return pid;
}

/** The kernel's threads are in the idle task's group and session; of the others some begin their own. */
function groupsOf(
  shop: Workshop,
  drawn: DrawnTask,
  pid: KernelObject,
): { group: KernelObject; session: KernelObject } {
  const { parent } = drawn;
  const inherited = shop.groups.get(drawn.leader === drawn ? (parent ?? drawn) : drawn.leader);
  if (inherited === undefined) return { group: pid, session: pid };
  if (drawn.kernelThread || drawn.leader !== drawn) return inherited;
  if (parent?.pid === 0 || (parent?.pid === 1 && shop.random.chance(0.7)))
    return { group: pid, session: pid };
  return shop.random.chance(0.3) ? { ...inherited, group: pid } : inherited;
}

/** Writes a whole pid_link: the two links and the pointer to the struct pid. */
function setLink(task: KernelObject, type: number, words: readonly bigint[]): void {
  const { wordSize } = task.memory.machine;
  words.forEach((word, i) => {
    task.memory.writeWord(task.place('pids', type) + i * wordSize, word);
  });
}

/** Puts a task in front of the others of a process group or session (hlist_add_head). */
function attach(task: KernelObject, member: string, pid: KernelObject, type: number): void {
  const { memory } = task;
  const { wordSize } = memory.machine;
  const head = pid.place('tasks', 0) + type * wordSize;
  const first = memory.readWord(head);
  const firstAt = first === 0n ? undefined : memory.physicalOf(first);
  if (firstAt !== undefined) memory.writeWord(firstAt + wordSize, task.pointerTo(member, type));
  task.setPair(member, first, memory.virtualOf(head), type);
  memory.writeWord(head, task.pointerTo(member, type));
}

function copyLink(shop: Workshop, drawn: DrawnTask, task: KernelObject, member: string, type: number): void {
  const leader = shop.objects.get(drawn.leader);
  if (leader === undefined) return;
  const { memory } = task;
  const length = task.struct.members.find(({ name }) => name === member)?.width ?? 0;
  memory.at(task.place(member, type), length).set(memory.at(leader.place(member, type), length));
}

const setFirst = (pid: KernelObject, type: number, value: bigint): void => {
  const count = pid.struct.members.find((member) => member.name === 'tasks')?.count ?? 0;
  if (type < count) pid.set('tasks', value, type);
};
