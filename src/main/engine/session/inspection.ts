import type { SearchId, SessionEvent, SessionSnapshot, TaskDetail } from '../../../shared/api.ts';
import { failure } from '../../../shared/errors.ts';
import { say } from '../../../shared/i18n/sentence.ts';
import type { SearchQuery, SearchReport } from '../../../shared/search.ts';
import type { DumpFile } from '../file/dump-file.ts';
import type { AddressSpace } from '../kernel/address-space.ts';
import type { KernelPlace } from '../kernel/locate-kernel.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import { checkRead, type AddressMap } from './address-map.ts';
import { describeTask } from './describe-task.ts';
import { Fingerprinting } from './fingerprint.ts';
import { TargetResolver } from './resolve-target.ts';
import { CurrentSearch } from './search.ts';
import type { Session } from './session.ts';

/** What of a session asks about bytes: at any time, also while the analysis runs. */
type Questions = Pick<
  Session,
  'read' | 'locate' | 'segments' | 'describeTask' | 'search' | 'cancelSearch' | 'fingerprint'
>;

/** What is looked at: the memory in a dump, or the file itself where there is no dump in it. */
export interface Inspected {
  readonly file: DumpFile;
  readonly map: AddressMap;
  readonly memory: PhysicalMemory;
}

/** Answers a session's questions about bytes, by the kernel and the tasks that are known by then. */
export class Inspection implements Questions {
  readonly #path: string;
  readonly #snapshot: () => SessionSnapshot;
  readonly #announce: (event: SessionEvent) => void;
  readonly #searching = new CurrentSearch();
  readonly #fingerprinting = new Fingerprinting();
  #inspected: Inspected | undefined;
  #space: AddressSpace | undefined;
  /** Follows pointers among the tasks of the snapshot, once one was described. */
  #resolver: TargetResolver | undefined;

  constructor(path: string, snapshot: () => SessionSnapshot, announce: (event: SessionEvent) => void) {
    this.#path = path;
    this.#snapshot = snapshot;
    this.#announce = announce;
  }

  /** From now on this is looked at, by the kernel known until now. */
  inspect(inspected: Inspected): void {
    this.#inspected = inspected;
  }

  /** From now on addresses are those of this kernel. */
  setKernel(kernel: KernelPlace): void {
    this.#space = kernel.space;
    this.#inspected?.map.setKernel(kernel);
  }

  /** The snapshot has another shape or table. */
  tasksChanged(): void {
    this.#resolver = undefined;
  }

  /** Whatever can be looked at, looked at; throws `session-gone` before the file is open and after it was closed. */
  get #opened(): Inspected {
    if (this.#inspected === undefined)
      throw failure('session-gone', say('failure.notOpen'), { file: this.#path });
    return this.#inspected;
  }

  read: Session['read'] = (space, address, length) => {
    checkRead(address, length);
    return this.#opened.map.read(space, address, length);
  };

  locate: Session['locate'] = (space, address) => this.#opened.map.locate(space, address);

  segments: Session['segments'] = (space) => this.#opened.map.segments(space);

  describeTask = (row: number): TaskDetail => {
    const { shape, table } = this.#snapshot();
    const space = this.#space;
    if (
      space === undefined ||
      shape === undefined ||
      table === undefined ||
      !(Number.isInteger(row) && row >= 0 && row < table.count)
    ) {
      throw failure('bad-request', say('failure.noRow', { row }), { file: this.#path });
    }
    this.#resolver ??= new TargetResolver(space, shape, table);
    const { map } = this.#opened;
    return describeTask(space, shape, table, row, this.#resolver, (physical) => map.placeOf(physical));
  };

  search = (id: SearchId, query: SearchQuery): void => {
    const { memory } = this.#opened;
    if (query.kind === 'pointers' && this.#space === undefined)
      throw failure('no-kernel', say('failure.noKernelYet'), { file: this.#path });
    const announce = (report: SearchReport): void => {
      this.#announce({ type: 'searched', session: this.#snapshot().session, report });
    };
    this.#searching.start({ memory, space: this.#space, id, query, announce });
  };

  cancelSearch = (): void => {
    this.#searching.stop();
  };

  fingerprint = (): void => {
    const { file } = this.#opened;
    const { session } = this.#snapshot();
    this.#fingerprinting.start(file, (done, sha256) => {
      const found = sha256 === undefined ? {} : { sha256 };
      this.#announce({ type: 'fingerprint', session, done, total: file.size, ...found });
    });
  };

  /** Ends what runs in the background; from now on there is nothing to look at. */
  close(): void {
    this.#searching.stop();
    this.#fingerprinting.stop();
    this.#inspected = undefined;
  }
}
