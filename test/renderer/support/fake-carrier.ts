import {
  CONTENT_CLASSES,
  type ApiAnswer,
  type ApiArgs,
  type ApiEvent,
  type ApiMethod,
  type ApiMethods,
  type ContentRun,
  type FieldValue,
  type HostInfo,
  type LastOpen,
  type RecentDump,
  type SessionId,
  type SessionSnapshot,
  type Target,
  type TaskDetail,
} from '../../../src/shared/api.ts';
import type { DumpInfo, KernelCandidate } from '../../../src/shared/dump-info.ts';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { failure, type Problem } from '../../../src/shared/errors.ts';
import type { SearchReport } from '../../../src/shared/search.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { safeText } from '../../../src/shared/text.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import type { Carrier } from '../../../src/renderer/carrier.ts';
import { FakeMemory, FILE_BYTES } from './fake-memory.ts';
import { fakeInitSearch } from './fake-init-search.ts';
import { fakeShape } from './fake-shape.ts';
import { fakeMachine, fakePhysical, fakeVirtual, IMAGE, DIRECT_MAP } from './fake-table.ts';

export interface FakeOptions {
  readonly tasks: number;
  /** How far each opened dump gets. */
  readonly until: 'early' | 'partial' | 'done' | 'failed' | 'failed-late';
  readonly mode?: HostInfo['mode'];
  readonly recent?: readonly string[];
  readonly open?: readonly string[];
  /** The dump holds two kernels. */
  readonly twoKernels?: boolean;
  /** None of them but the first can be shown. */
  readonly refuseKernels?: boolean;
  readonly lastOpen?: LastOpen;
  /** How dumps that are open were looked at before the window loaded. */
  readonly view?: DumpView;
  /** A search finds something at once, and goes on until it is cancelled. */
  readonly slowSearch?: boolean;
  /** How many hits that are. */
  readonly hits?: number;
}

const twoKernels = (tasks: number, shown: number): readonly KernelCandidate[] =>
  [1, 2].map((id) => ({
    id,
    initTask: 0xffff_ffff_9a00_0000n + BigInt(id),
    initTaskPhysical: id * 0x100_0000,
    wordSize: 8,
    byteOrder: 'little',
    architecture: 'x86_64',
    release: id === 1 ? '6.1.0-32-amd64' : '5.10.0-21-amd64',
    tasks: id === 1 ? tasks : 117,
    evidence: [say('rank.kthreadd'), say('rank.pidTable')],
    current: id === shown,
  }));

const info = (path: string, kernel: boolean): DumpInfo => ({
  path,
  format: 'elf',
  formatDetail: say('format.elf', { bits: 64, order: 'little', segments: 2 }),
  sizeBytes: FILE_BYTES,
  memoryBytes: FILE_BYTES - 0x1000,
  ranges: [],
  notices: [],
  ...(kernel
    ? {
        kernel: {
          wordSize: 8,
          byteOrder: 'little',
          architecture: 'x86_64',
          release: '6.1.0-42-amd64',
          hostname: 'debian',
          banner: 'Linux version 6.1.0-42-amd64 (builder@example.org) #1 SMP 6.1.159-1',
          initTask: fakeVirtual(0),
          initTaskPhysical: fakePhysical(0),
          imageDelta: IMAGE,
          directMapDelta: DIRECT_MAP,
          evidence: [],
        },
      }
    : {}),
});

const PROBLEMS: Readonly<Record<'failed' | 'failed-late', Problem>> = {
  failed: {
    code: 'no-kernel',
    message: say('failure.text', {
      text: 'No Linux kernel was found in this dump: nothing in it looks like the first task.',
    }),
    file: '/dumps/win10.raw',
    offset: 0x1f40_2000,
    expected: say('failure.text', {
      text: 'the name “swapper/0” or “swapper” inside a structure that links to itself as its own parent',
    }),
    remedy: say('failure.text', {
      text: 'If this is a Linux dump, check that it holds kernel memory and was not cut short.',
    }),
  },
  'failed-late': {
    code: 'file-changed',
    message: say('failure.text', { text: 'The file changed while it was open.' }),
    file: '/dumps/web-1.elf',
    offset: 0x3f00_0000,
    remedy: say('failure.text', {
      text: 'What was found before stays on screen. Open the file again once it is complete.',
    }),
  },
};

/** A host in memory: enough of one to draw every state of the window. */
export class FakeCarrier implements Carrier {
  readonly calls: { readonly method: ApiMethod; readonly args: unknown }[] = [];
  readonly table: TaskTable;
  readonly shape: TaskShape;
  readonly memory: FakeMemory;
  readonly #options: FakeOptions;
  readonly #listeners = new Set<(event: ApiEvent) => void>();
  readonly #paths = new Map<SessionId, string>();
  #sessions = 0;
  #lastReport: SearchReport | undefined;
  #recent: readonly RecentDump[];

  constructor(options: FakeOptions) {
    this.#options = options;
    this.#recent = (options.recent ?? []).map((path, index) => ({
      path,
      openedMs: 1.79e12 - index * 1e8,
      missing: path.includes('gone'),
      ...(index === 0 ? { tasks: 187, release: '6.1.0-42-amd64' } : {}),
    }));
    this.table = fakeMachine(options.tasks);
    this.shape = fakeShape(this.table.count);
    this.memory = new FakeMemory(this.table, this.shape);
    for (const path of options.open ?? []) this.#open(path);
  }

  emit(event: ApiEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  onEvent(listener: (event: ApiEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  call<K extends ApiMethod>(method: K, args: ApiArgs<K>): Promise<ApiAnswer<K>> {
    this.calls.push({ method, args });
    // The union of all handlers cannot be called with the arguments of one of them without saying which it is.
    const handler = this.#handlers[method] as (args: ApiArgs<K>) => ApiAnswer<K>;
    return new Promise((resolve) => {
      resolve(handler(args));
    });
  }

  async openDropped(
    file: File,
    onProgress: (sent: number, total: number) => void,
    signal: AbortSignal,
  ): Promise<SessionId> {
    for (let sent = 0; sent < 100; sent++) {
      onProgress((file.size * sent) / 100, file.size);
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (signal.aborted) throw failure('cancelled', say('failure.text', { text: 'Sending was stopped.' }));
    }
    return this.#open(file.name);
  }

  #open(path: string): SessionId {
    const session = `s${String(++this.#sessions)}`;
    this.#paths.set(session, path);
    this.emit({ type: 'opened', session, path });
    return session;
  }

  #snapshot(session: SessionId): SessionSnapshot {
    const path = this.#paths.get(session);
    if (path === undefined)
      throw failure('session-gone', say('failure.text', { text: 'This dump has been closed.' }));
    const { until } = this.#options;
    const base = { session, path };
    const gib = 0x4000_0000;
    if (until === 'early')
      return {
        ...base,
        progress: { stage: 'locate', done: 0.61 * gib, total: 2 * gib, bytesPerSecond: 5.4e9, tasks: 0 },
        timings: [{ stage: 'open', milliseconds: 4, bytesRead: 8192 }],
        info: info(path, false),
        finished: false,
      };
    if (until === 'failed')
      return {
        ...base,
        progress: { stage: 'locate', done: 0, total: 0, bytesPerSecond: 0, tasks: 0 },
        timings: [{ stage: 'open', milliseconds: 4, bytesRead: 8192 }],
        info: info(path, false),
        initSearch: { ...fakeInitSearch(1, 0n, NaN), trials: fakeInitSearch(1, 0n, NaN).trials.slice(2) },
        problem: PROBLEMS.failed,
        finished: true,
      };
    const { table, shape } = this;
    const notices =
      this.#options.twoKernels === true ? [say('notice.kernels', { kernels: 2, place: 1 })] : [];
    const found = { ...base, info: { ...info(path, true), notices }, shape, table };
    const timings = [
      { stage: 'open', milliseconds: 4, bytesRead: 8192 },
      { stage: 'locate', milliseconds: 212, bytesRead: gib },
      { stage: 'shape', milliseconds: 96, bytesRead: 2_400_000 },
    ] as const;
    if (until === 'partial')
      return {
        ...found,
        progress: {
          stage: 'carve',
          done: 0.8 * gib,
          total: 2 * gib,
          bytesPerSecond: 6.1e9,
          tasks: table.count,
        },
        timings,
        finished: false,
      };
    return {
      ...found,
      progress: { stage: 'done', done: 2 * gib, total: 2 * gib, bytesPerSecond: 0, tasks: table.count },
      timings: [
        ...timings,
        { stage: 'tasks', milliseconds: 143, bytesRead: 41_000_000 },
        { stage: 'carve', milliseconds: 331, bytesRead: 2 * gib },
      ],
      finished: true,
      initSearch: fakeInitSearch(table.count, table.address[0] ?? 0n, table.physical[0] ?? 0),
      ...(this.#options.twoKernels === true && { kernels: twoKernels(table.count, 1) }),
      ...(until === 'failed-late' ? { problem: PROBLEMS['failed-late'] } : {}),
    };
  }

  #target(address: bigint): Target {
    for (let row = 0; row < this.table.count; row++) {
      const start = this.table.address[row] ?? 0n;
      if (address < start || address >= start + BigInt(this.shape.extent)) continue;
      const name = safeText(this.table.comm.subarray(row * 16, row * 16 + 16));
      const field = this.shape.fields.find((one) => BigInt(one.offset) === address - start);
      const suffix = field === undefined || address === start ? '' : ` + ${field.name}`;
      return { address, row, text: `${name} (${String(this.table.pid[row])})${suffix}`, mapped: true };
    }
    if (address === 0n) return { address, row: -1, text: 'null', mapped: false };
    return { address, row: -1, text: address >= IMAGE ? 'kernel image' : 'direct map', mapped: true };
  }

  #describe(row: number): TaskDetail {
    const fields = this.shape.fields.map((field): FieldValue => {
      const words = this.memory.words(row, field.name);
      const pointer = field.kind === 'pointer' || field.kind === 'list-head';
      const elsewhere = DIRECT_MAP + 0x200_0000n + BigInt(row * 0x400);
      const start = field.struct === 'task_struct' ? fakeVirtual(row) : elsewhere;
      const text =
        field.kind === 'chars'
          ? safeText(this.table.comm.subarray(row * 16, row * 16 + 16))
          : field.name === 'state'
            ? 'S, interruptible sleep'
            : field.name.startsWith('start_')
              ? `${(Number(words[0] ?? 0n) / 1e9).toFixed(2)} s since boot`
              : field.name.startsWith('cred.')
                ? String(this.table.uid[row])
                : String(words[0] ?? 0n);
      return {
        name: field.name,
        struct: field.struct,
        kind: field.kind,
        place: this.memory.locate('virtual', start + BigInt(field.offset)),
        offset: field.offset,
        width: field.width,
        text,
        pointers: pointer ? words.map((word) => this.#target(word)) : [],
      };
    });
    return { row, fields, unknown: this.#unknown() };
  }

  /** One class after the other in the gaps between fields. */
  #unknown(): readonly ContentRun[] {
    const inTask = this.shape.fields.filter(({ struct }) => struct === 'task_struct');
    const known = (at: number) => inTask.some(({ offset, width }) => at < offset + width && offset < at + 8);
    const runs: ContentRun[] = [];
    for (let offset = 0; offset < this.shape.extent; offset += 8) {
      if (known(offset)) continue;
      const content = CONTENT_CLASSES[(offset >> 5) % 6] ?? 'zero';
      runs.push({ offset, length: 8, content });
    }
    return runs;
  }

  readonly #handlers: ApiMethods = {
    describeHost: () => ({
      mode: this.#options.mode ?? 'browser',
      version: '0.0.0',
      sample: true,
      roots: ['/dumps', '/srv'],
      sessions: [...this.#paths].map(([session, path]) => ({
        session,
        path,
        ...(this.#options.view === undefined ? {} : { view: this.#options.view }),
      })),
    }),
    lastOpen: () => this.#options.lastOpen ?? { dumps: [] },
    rememberOpen: () => undefined,
    openWindow: () => undefined,
    listRecent: () => this.#recent,
    forgetRecent: ({ path }) => {
      this.#recent = path === undefined ? [] : this.#recent.filter((one) => one.path !== path);
      return this.#recent;
    },
    listDirectory: ({ path }) => ({
      path,
      ...(path === '/dumps' ? {} : { parent: '/dumps' }),
      entries: ['web-1.elf', 'web-2.elf', 'db.raw', 'archive', 'a\u202Ecod.raw', 'notes.txt'].map(
        (name, index) => ({
          name,
          path: `${path}/${name}`,
          directory: name === 'archive',
          sizeBytes: 1e8 * index ** 3 + 4e6,
          modifiedMs: 1.79e12 + index * 1e8,
        }),
      ),
    }),
    pickFiles: () => [this.#open('/dumps/web-1.elf')],
    openDump: ({ path }) => {
      if (path.startsWith('/gone'))
        throw failure('file-not-found', say('failure.text', { text: 'There is no such file.' }), {
          file: path,
        });
      return this.#open(path);
    },
    openSample: () => this.#open('/sample/sample.elf.zst'),
    cancelAnalysis: ({ session }) => {
      const problem: Problem = {
        code: 'cancelled',
        message: say('failure.text', { text: 'The analysis was cancelled; what was found stays.' }),
      };
      this.emit({ type: 'changed', session, changes: { problem, finished: true } });
    },
    selectKernel: ({ session, kernel }) => {
      if (this.#options.refuseKernels === true)
        throw failure('bad-request', say('failure.text', { text: 'There is no such kernel in this dump.' }));
      // As any host does: not before the call is under way.
      queueMicrotask(() => {
        this.emit({ type: 'restarted', session });
        this.emit({
          type: 'changed',
          session,
          changes: { kernels: twoKernels(this.table.count, kernel), finished: true },
        });
      });
    },
    analyseAgain: ({ session }) => {
      this.emit({ type: 'restarted', session });
      this.emit({ type: 'changed', session, changes: { finished: true } });
    },
    clearResults: () => ({ files: 3, bytes: 1_500_000 }),
    closeDump: ({ session }) => {
      this.#paths.delete(session);
      this.emit({ type: 'closed', session });
    },
    snapshot: ({ session }) => this.#snapshot(session),
    read: ({ space, address, length }) => this.memory.read(space, address, length),
    locate: ({ space, address }) => this.memory.locate(space, address),
    segments: ({ session, space }) => {
      if (space !== 'file' && this.#snapshot(session).info?.kernel === undefined)
        throw failure('no-kernel', say('failure.text', { text: 'The kernel has not been located yet.' }));
      return this.memory.segments(space);
    },
    describeTask: ({ row }) => this.#describe(row),
    pinField: ({ session, name, offset }) => {
      const fields = this.shape.fields.map((field) =>
        field.name === name && offset !== undefined
          ? {
              ...field,
              offset,
              evidence: { ...field.evidence, satisfied: 2, exceptions: [3], runnersUp: [] },
              pinned: { found: field.offset },
            }
          : field,
      );
      this.emit({
        type: 'changed',
        session,
        changes: { shape: { ...this.shape, fields }, table: this.table },
      });
    },
    search: ({ session, search }) => {
      const fresh = this.table.physical.slice(0, this.#options.hits ?? 40);
      const slow = this.#options.slowSearch === true;
      const done = slow ? FILE_BYTES / 4 : FILE_BYTES;
      const report = { search, done, total: FILE_BYTES, fresh, finished: !slow, capped: false };
      this.#lastReport = report;
      this.emit({ type: 'searched', session, report });
    },
    cancelSearch: ({ session }) => {
      const problem: Problem = {
        code: 'cancelled',
        message: say('failure.text', { text: 'The search was cancelled.' }),
      };
      const last = this.#lastReport;
      if (last === undefined) return;
      const report = { ...last, fresh: new Float64Array(0), finished: true, problem };
      this.emit({ type: 'searched', session, report });
    },
    keepSettings: () => undefined,
    fingerprint: ({ session }) => {
      const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
      this.emit({ type: 'fingerprint', session, done: FILE_BYTES, total: FILE_BYTES, sha256 });
    },
  };
}
