import { COMM_LENGTH, FOUND_BY, UNKNOWN_TIME, type TaskTable } from '../../../src/shared/task-table.ts';

export interface FakeTask {
  readonly pid: number;
  readonly name: string;
  /** Row of the parent, −1 for none. */
  readonly parent: number;
  /** Row of the leader; absent: the task leads itself. */
  readonly leader?: number;
  readonly uid?: number;
  readonly state?: string;
  readonly kernel?: boolean;
  readonly hidden?: boolean;
}

/** Where row i of a fake dump lies in guest-physical memory. */
export const fakePhysical = (row: number): number =>
  row === 0 ? 0x260_0000 : row % 2 === 0 ? 0x1_1000_0000 + row * 0x2800 : 0x1000_0000 + row * 0x2800;

export const DIRECT_MAP = 0xffff_8880_0000_0000n;
export const IMAGE = 0xffff_ffff_8000_0000n;

export const fakeVirtual = (row: number): bigint =>
  (row === 0 ? IMAGE : DIRECT_MAP) + BigInt(fakePhysical(row));

const encoder = new TextEncoder();

/** A table from a list of tasks; row i is the i-th of them. */
export function fakeTable(tasks: readonly FakeTask[]): TaskTable {
  const count = tasks.length;
  const numbers = (pick: (task: FakeTask, row: number) => number): Float64Array =>
    Float64Array.from(tasks, pick);
  const comm = new Uint8Array(count * COMM_LENGTH);
  tasks.forEach((task, row) => {
    comm.set(encoder.encode(task.name).subarray(0, 15), row * COMM_LENGTH);
  });
  const leader = Int32Array.from(tasks, (task, row) => task.leader ?? row);
  const threads = new Uint32Array(count);
  for (const row of leader) threads[row] = (threads[row] ?? 0) + 1;
  const firstChild = new Int32Array(count).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  for (let row = count - 1; row >= 0; row--) {
    const parent = tasks[row]?.parent ?? -1;
    if (parent < 0 || parent >= count) continue;
    nextSibling[row] = firstChild[parent] ?? -1;
    firstChild[parent] = row;
  }
  const tgid = (row: number): number => tasks[leader[row] ?? row]?.pid ?? 0;
  return {
    count,
    address: BigUint64Array.from(tasks, (_, row) => fakeVirtual(row)),
    physical: numbers((_, row) => fakePhysical(row)),
    pid: numbers((task) => task.pid),
    tgid: numbers((_, row) => tgid(row)),
    ppid: numbers((task) => tasks[task.parent]?.pid ?? 0),
    comm,
    state: numbers((task) => (task.state === 'R' ? 0 : 1)),
    exitState: numbers((task) => (task.state === 'Z' ? 32 : 0)),
    stateLetter: Uint8Array.from(tasks, (task) => (task.state ?? 'S').charCodeAt(0)),
    flags: numbers((task) => (task.kernel === true ? 0x20_0000 : 0x400000)),
    kernelThread: Uint8Array.from(tasks, (task) => (task.kernel === true ? 1 : 0)),
    uid: numbers((task) => task.uid ?? 0),
    gid: numbers((task) => task.uid ?? 0),
    euid: numbers((task) => task.uid ?? 0),
    egid: numbers((task) => task.uid ?? 0),
    startTime: BigUint64Array.from(tasks, (_, row) =>
      row === 0 ? UNKNOWN_TIME : BigInt(row) * 73_000_000n + 4_000_000n,
    ),
    namespaceStart: Uint32Array.from({ length: count + 1 }, (_, row) => row),
    namespacePids: Int32Array.from(tasks, (task) => task.pid),
    parent: Int32Array.from(tasks, (task) => task.parent),
    firstChild,
    nextSibling,
    leader,
    threads: threads.map((_, row) => threads[leader[row] ?? row] ?? 0),
    foundBy: Uint8Array.from(tasks, (task, row) =>
      leader[row] === row
        ? (task.hidden === true ? 0 : FOUND_BY.list) | FOUND_BY.tree | FOUND_BY.pid | FOUND_BY.carve
        : FOUND_BY.threads | FOUND_BY.pid,
    ),
    missing: Uint8Array.from(tasks, (task) => (task.hidden === true ? FOUND_BY.list : 0)),
  };
}

const SYSTEM: readonly (readonly [string, number, string])[] = [
  ['systemd-journal', 0, 'S'],
  ['systemd-udevd', 0, 'S'],
  ['systemd-timesyn', 997, 'S'],
  ['dbus-daemon', 100, 'S'],
  ['rsyslogd', 0, 'S'],
  ['cron', 0, 'S'],
  ['agetty', 0, 'S'],
  ['nginx', 33, 'S'],
  ['postgres', 114, 'S'],
  ['chronyd', 101, 'S'],
];

const KERNEL = [
  'rcu_gp',
  'kworker/0:0H',
  'ksoftirqd/0',
  'rcu_preempt',
  'migration/0',
  'kswapd0',
  'jbd2/vda1-8',
];

/** A machine with `count` tasks: init, kthreadd and theirs, a login with a shell, a crowd, and some odd ones. */
export function fakeMachine(count: number): TaskTable {
  const tasks: FakeTask[] = [
    { pid: 0, name: 'swapper/0', parent: -1, state: 'R', kernel: true },
    { pid: 1, name: 'systemd', parent: 0 },
    { pid: 2, name: 'kthreadd', parent: 0, kernel: true },
  ];
  const add = (task: Omit<FakeTask, 'pid'>): number =>
    tasks.push({ pid: tasks.length + (tasks.length > 60 ? 400 : 0), ...task }) - 1;
  for (let i = 0; i < 44; i++)
    add({
      name: i < 7 ? (KERNEL[i] ?? '') : `kworker/${String(i % 4)}:${String(i)}`,
      parent: 2,
      state: 'I',
      kernel: true,
    });
  for (const [name, uid, state] of SYSTEM) {
    const row = add({ name, parent: 1, uid, state });
    if (name === 'rsyslogd')
      for (const thread of ['in:imuxsock', 'in:imklog', 'rs:main Q:Reg'])
        add({ name: thread, parent: row, leader: row });
    if (name === 'nginx') for (let i = 0; i < 4; i++) add({ name: 'nginx', parent: row, uid: 33 });
    if (name === 'postgres')
      for (const worker of ['checkpointer', 'walwriter', 'autovacuum'])
        add({ name: worker, parent: row, uid: 114 });
  }
  const sshd = add({ name: 'sshd', parent: 1 });
  const login = add({ name: 'sshd', parent: sshd, uid: 1000 });
  const bash = add({ name: 'bash', parent: login, uid: 1000 });
  add({ name: 'top', parent: bash, uid: 1000, state: 'R' });
  add({ name: 'dd', parent: bash, uid: 1000, state: 'D' });
  add({ name: 'defunct-child', parent: bash, uid: 1000, state: 'Z' });
  add({ name: 'kit-loader', parent: 1, uid: 0, hidden: true });
  add({ name: '<b>bold</b>', parent: bash, uid: 1000 });
  add({ name: 'a\u202Eexe.txt', parent: bash, uid: 1000 });
  const crowd = add({ name: 'many', parent: login, uid: 1000 });
  while (tasks.length < count) {
    const row = add({ name: `worker-${String(tasks.length)}`, parent: crowd, uid: 1000 });
    if (row % 7 === 0 && tasks.length < count) add({ name: 'pool', parent: row, leader: row, uid: 1000 });
  }
  return fakeTable(tasks.slice(0, Math.max(count, 3)));
}
