import type {
  ApiAnswer,
  ApiArgs,
  ApiEvent,
  ApiMethod,
  ApiMethods,
  HostInfo,
  LastOpen,
  RecentDump,
  SessionId,
  SessionSnapshot,
} from '../../../src/shared/api.ts';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { failure, type Problem } from '../../../src/shared/errors.ts';
import type { SearchReport } from '../../../src/shared/search.ts';
import type { TaskShape } from '../../../src/shared/shape.ts';
import type { TaskTable } from '../../../src/shared/task-table.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import type { Carrier } from '../../../src/renderer/carrier.ts';
import { FakeDetail } from './fake-detail.ts';
import { FakeMemory, FILE_BYTES } from './fake-memory.ts';
import { fakeShape } from './fake-shape.ts';
import { fakeSnapshot, twoKernels } from './fake-snapshot.ts';
import { fakeMachine } from './fake-table.ts';

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

/** A host in memory: enough of one to draw every state of the window. */
export class FakeCarrier implements Carrier {
  readonly calls: { readonly method: ApiMethod; readonly args: unknown }[] = [];
  readonly table: TaskTable;
  readonly shape: TaskShape;
  readonly memory: FakeMemory;
  readonly #detail: FakeDetail;
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
    this.#detail = new FakeDetail(this.table, this.shape, this.memory);
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
    return fakeSnapshot({ session, path }, this.#options, this.table, this.shape);
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
    describeTask: ({ row }) => this.#detail.describe(row),
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
