/** A process or thread as it was drawn. */
export interface DrawnTask {
  readonly comm: string;
  readonly pid: number;
  readonly parent: DrawnTask | undefined;
  /** The thread group's leader; itself for processes. */
  readonly leader: DrawnTask;
  readonly children: DrawnTask[];
  readonly threads: DrawnTask[];
  readonly kernelThread: boolean;
  readonly uid: number;
  readonly gid: number;
  readonly euid: number;
  readonly egid: number;
  /** Saved ids; the effective ones where nothing else is drawn. */
  readonly suid: number;
  readonly sgid: number;
  /** Letter as /proc shows it; undefined where the builder decides. */
  readonly state: string | undefined;
  readonly zombie: boolean;
  /** Its numbers in the namespaces below the first, outermost first. */
  readonly namespacePids: readonly number[];
  /** Pid of a task that traces this one: `parent` then differs from `real_parent`. */
  readonly tracer: number | undefined;
  /** The thread of its parent that started it, where that is not the leader. */
  readonly forker: number | undefined;
  /** Pid of a task whose address space it shares (vfork), or uses for a while (a kernel thread). */
  readonly memoryOf: number | undefined;
}

const KNOWN = new Set([
  ...[
    'uid',
    'gid',
    'euid',
    'egid',
    'suid',
    'sgid',
    'state',
    'zombie',
    'leaderless',
    'kthread',
    'user',
    'ns',
    'tracer',
    'by',
    'vm',
    'threads',
  ],
]);

/**
 * Reads a drawing of a process tree: one process a line, children indented below their parent:
 *
 *     swapper/0 0
 *       systemd 1
 *         bash 300 uid=1000 gid=1000 threads=worker:301,worker:302
 *         dead 310 zombie
 *         "two words" 320 state=D ns=7 tracer=300
 *       kthreadd 2 kthread
 *         kworker/0:0 7
 *
 * Ids and namespaces are inherited; what descends from a kernel thread is one unless it is marked `user`. A thread's
 * number in the namespace follows a slash: `threads=worker:301/8`. `by=302` says which thread of its parent started
 * a process, `vm=300` whose address space it shares. `leaderless`: the first thread has ended, the others live.
 */
export function readDrawing(drawing: string): DrawnTask[] {
  const tasks: DrawnTask[] = [];
  const open: { indent: number; task: DrawnTask }[] = [];
  for (const line of drawing.split('\n')) {
    if (line.trim() === '') continue;
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const task = readLine(line.trim(), open.at(-1)?.task);
    tasks.push(task, ...task.threads);
    open.push({ indent, task });
  }
  if (tasks[0]?.pid !== 0) throw new Error('The first task drawn must be the idle task, pid 0.');
  const pids = new Set(tasks.map((task) => task.pid));
  if (pids.size !== tasks.length) throw new Error('Two tasks of the drawing have the same pid.');
  return tasks;
}

function readLine(line: string, parent: DrawnTask | undefined): DrawnTask {
  const [, quoted, plain, pid, rest] = /^(?:("(?:[^"\\]|\\.)*")|(\S+))\s+(\d+)(.*)$/.exec(line) ?? [];
  if (pid === undefined || rest === undefined) throw new Error(`Not a task: ${line}`);
  const comm = quoted === undefined ? (plain ?? '') : String(JSON.parse(quoted));
  const attributes = new Map(
    rest
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word): [string, string] => {
        const at = word.indexOf('=');
        return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
      }),
  );
  for (const name of attributes.keys())
    if (!KNOWN.has(name)) throw new Error(`Unknown attribute ${name}: ${line}`);
  const number = (name: string): number | undefined => {
    const text = attributes.get(name);
    return text === undefined ? undefined : Number(text);
  };
  const uid = number('uid') ?? parent?.uid ?? 0;
  const gid = number('gid') ?? parent?.gid ?? 0;
  const ns = attributes.get('ns');
  const shared = {
    parent,
    kernelThread:
      attributes.has('kthread') ||
      Number(pid) === 0 ||
      (parent?.pid !== 0 && parent?.kernelThread === true && !attributes.has('user')),
    uid,
    gid,
    euid: number('euid') ?? uid,
    egid: number('egid') ?? gid,
    suid: number('suid') ?? number('euid') ?? uid,
    sgid: number('sgid') ?? number('egid') ?? gid,
    state: attributes.get('state'),
    zombie: attributes.has('zombie') || attributes.has('leaderless'),
    tracer: number('tracer'),
    forker: number('by'),
    memoryOf: number('vm'),
  };
  const children: DrawnTask[] = [];
  const threads: DrawnTask[] = [];
  const task = selfLed({
    ...shared,
    comm,
    pid: Number(pid),
    children,
    threads,
    namespacePids: ns === undefined ? [] : ns.split('/').map(Number),
  });
  for (const text of (attributes.get('threads') ?? '').split(',').filter((word) => word !== '')) {
    const [, name, id, inner] = /^(.*):(\d+)((?:\/\d+)*)$/.exec(text) ?? [];
    if (name === undefined || id === undefined) throw new Error(`Not a thread: ${text}`);
    const numbers = (inner ?? '').split('/').slice(1).map(Number);
    threads.push({
      ...task,
      comm: name,
      pid: Number(id),
      leader: task,
      zombie: attributes.has('zombie'),
      children: [],
      threads: [],
      namespacePids: numbers,
    });
  }
  parent?.children.push(task);
  return task;
}

/** Closes the circle: a process is its own leader. */
function selfLed(parts: Omit<DrawnTask, 'leader'>): DrawnTask {
  const task = {
    ...parts,
    get leader(): DrawnTask {
      return task;
    },
  };
  return task;
}
