import { Random } from './random.ts';

export interface PopulationOptions {
  /** About how many tasks, threads included. */
  readonly tasks: number;
  readonly seed: number;
  /** Kernels before 2.6.23 have no kthreadd: kernel threads descend from init, and number 2 is one of them. */
  readonly kthreadd: boolean;
  /** Kernels before 2.6.24 have no pid namespaces. */
  readonly containers: boolean;
  readonly cpus?: number;
  /** Numbers begin anew once they have reached this (kernel.pid_max). */
  readonly pidMax?: number;
  /** Everything runs as root. */
  readonly rootOnly?: boolean;
}

export interface Population {
  readonly drawing: string;
  /** The number given last; see `GuestOptions`. */
  readonly lastPid: number | undefined;
}

const SERVICES = [
  'sshd',
  'crond',
  'rsyslogd',
  'dbus-daemon',
  'httpd',
  'mysqld',
  'java',
  'postfix',
  'udevd',
  'agetty',
];
const PROGRAMS = ['bash', 'vim', 'less', 'python', 'make', 'cc1', 'top', 'sleep', 'tail'];

interface Node {
  readonly line: string;
  readonly children: Node[];
}

/**
 * Draws the tree of a machine of about this many tasks: kernel threads by processor, services with threads and
 * workers, users at shells, containers, traced tasks, programs that act for another user, zombies, vforks, processes
 * started by threads, numbers that have wrapped.
 */
export function drawPopulation(options: PopulationOptions): Population {
  const random = new Random(options.seed);
  const pids = numbering(random, options);
  const root: Node = { line: 'swapper 0', children: [] };
  const init = add(root, 'init 1');
  let count = 2;
  pids.next();
  const kernel = kernelThreads(root, init, pids, random, options);
  count += kernel;
  const shells: Node[] = [];
  for (let turn = 0; count < options.tasks; turn++) {
    const uid = options.rootOnly === true || random.chance(0.4) ? 0 : 1000 + random.below(6);
    const ids = uid === 0 ? '' : ` uid=${uid} gid=${uid + random.below(2)}`;
    if (options.containers && random.chance(0.12)) count += container(init, pids, random);
    else if (random.chance(0.5)) count += service(init, pids, random, ids);
    else count += session(init, shells, pids, random, ids, options.rootOnly === true);
  }
  const lines: string[] = [];
  write(root, 0, lines);
  return { drawing: lines.join('\n'), lastPid: pids.last() };
}

const add = (parent: Node, line: string): Node => {
  const node = { line, children: [] };
  parent.children.push(node);
  return node;
};

function write(node: Node, depth: number, lines: string[]): void {
  lines.push(`${'  '.repeat(depth)}${node.line}`);
  for (const child of node.children) write(child, depth + 1, lines);
}

interface Numbers {
  next(): number;
  last(): number | undefined;
}

/** Numbers in the order they are given: with gaps left by those who have ended, from 300 again after the largest. */
function numbering(random: Random, { pidMax = 32_768 }: PopulationOptions): Numbers {
  const given = new Set<number>([0]);
  let at = 0;
  let wrapped = false;
  return {
    next() {
      do {
        at += given.size < 60 ? 1 : 1 + random.below(12);
        if (at >= pidMax) {
          if (wrapped)
            throw new Error('The numbers of this drawing wrap twice: which came first would be lost.');
          at = 301 + random.below(40);
          wrapped = true;
        }
      } while (given.has(at));
      given.add(at);
      return at;
    },
    last: () => (wrapped ? at : undefined),
  };
}

function kernelThreads(
  root: Node,
  init: Node,
  pids: Numbers,
  random: Random,
  options: PopulationOptions,
): number {
  const { cpus = 4, kthreadd } = options;
  const perCpu = ['migration', 'ksoftirqd', 'watchdog', 'events', 'kblockd', 'ata', 'aio'];
  const single = [
    'khelper',
    'kacpid',
    'pdflush',
    'kswapd0',
    'kjournald',
    'kauditd',
    'scsi_eh_0',
    'kseriod',
    'khubd',
  ];
  let count = 0;
  const thread = (parent: Node, comm: string, more = ''): Node => {
    count++;
    return add(parent, `${comm} ${pids.next()}${more}`);
  };
  if (kthreadd) {
    const all = thread(root, 'kthreadd', ' kthread');
    for (let cpu = 0; cpu < cpus; cpu++)
      for (const name of perCpu)
        thread(all, `${name}/${cpu}`, name === 'watchdog' && random.chance(0.1) ? ' state=P' : '');
    for (const name of single) thread(all, name);
    // A helper of the kernel's is a user's program below a kernel thread.
    const helper = all.children.find(({ line }) => line.startsWith('khelper'));
    if (helper !== undefined) thread(helper, 'modprobe', ' user');
    return count;
  }
  // migration/0 is number 2, a child of init; `kthread` is the parent of some, others have given themselves to init.
  for (let cpu = 0; cpu < cpus; cpu++)
    for (const name of perCpu.slice(0, 4)) thread(init, `${name}/${cpu}`, ' kthread');
  thread(init, 'khelper', ' kthread');
  const parent = thread(init, 'kthread', ' kthread');
  for (let cpu = 0; cpu < cpus; cpu++) for (const name of perCpu.slice(4)) thread(parent, `${name}/${cpu}`);
  for (const name of single.slice(1)) thread(name.startsWith('kj') ? init : parent, name, ' kthread');
  return count;
}

function threads(
  pids: Numbers,
  count: number,
  comm: string,
  inner?: number,
): { text: string; ids: number[] } {
  const ids = Array.from({ length: count }, () => pids.next());
  const inside = (i: number): string => (inner === undefined ? '' : `/${inner + i}`);
  const text = count === 0 ? '' : ` threads=${ids.map((id, i) => `${comm}:${id}${inside(i)}`).join(',')}`;
  return { text, ids };
}

function service(init: Node, pids: Numbers, random: Random, ids: string): number {
  const comm = random.pick(SERVICES);
  const own = pids.next();
  const pool = threads(pids, random.chance(0.5) ? random.below(20) : 0, comm);
  const state = random.chance(0.05) ? ' state=D' : random.chance(0.03) ? ' state=R' : '';
  // The first thread may end before the others do.
  const fate = pool.ids.length > 0 && random.chance(0.08) ? ' leaderless' : state;
  const node = add(init, `${comm} ${own}${ids}${fate}${pool.text}`);
  const workers = random.chance(0.4) ? random.below(8) : 0;
  for (let i = 0; i < workers; i++) {
    const [thread] = pool.ids;
    const by = thread !== undefined && (fate === ' leaderless' || random.chance(0.3)) ? ` by=${thread}` : '';
    const end = random.chance(0.06) ? ' zombie' : by === '' && random.chance(0.05) ? ` vm=${own}` : '';
    add(node, `${comm} ${pids.next()}${by}${end}`);
  }
  return 1 + pool.ids.length + workers;
}

function session(
  init: Node,
  shells: Node[],
  pids: Numbers,
  random: Random,
  ids: string,
  rootOnly: boolean,
): number {
  const isNew = shells.length === 0 || random.chance(0.4);
  let count = 1;
  let shell = random.pick(isNew ? [init] : shells);
  if (isNew) {
    shell = add(init, `bash ${pids.next()}${ids}`);
    shells.push(shell);
    count++;
  }
  const own = pids.next();
  if (!rootOnly && random.chance(0.08)) add(shell, `sudo ${own} euid=0 egid=0`);
  else if (random.chance(0.06)) {
    const tracer = add(shell, `strace ${own}`);
    const [traced] = random.chance(0.5) ? [tracer] : [init];
    add(traced, `traced ${pids.next()} tracer=${own}${random.chance(0.3) ? ' state=t' : ''}`);
    count++;
  } else add(shell, `${random.pick(PROGRAMS)} ${own}${random.chance(0.04) ? ' zombie' : ''}`);
  return count;
}

function container(init: Node, pids: Numbers, random: Random): number {
  const runtime = add(init, `containerd-shim ${pids.next()}`);
  const pool = threads(pids, random.below(6), 'worker', 2);
  // The leader's number comes after its threads' here; what counts is that all differ.
  const inner = add(runtime, `app ${pids.next()} ns=1${pool.text}`);
  const kids = random.below(4);
  for (let i = 0; i < kids; i++) add(inner, `sh ${pids.next()} ns=${20 + i}`);
  return 2 + pool.ids.length + kids;
}
