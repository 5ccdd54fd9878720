import type { SessionSnapshot } from '../../../../shared/api.ts';
import { TaskshapeError } from '../../../../shared/errors.ts';
import type { Sentence } from '../../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../../file/dump-file.ts';
import type { OpenedDump } from '../../format/dump-format.ts';
import { AddressSpace } from '../../kernel/address-space.ts';
import type { KernelPlace } from '../../kernel/locate-kernel.ts';
import { isSameKernel, type WhichKernel } from '../pick-kernel.ts';
import { contentKey } from './content-key.ts';
import { thisEngine } from './engine-build.ts';
import { identityOf, isSameFile, wasWrittenTo } from './file-identity.ts';
import { ResultStore } from './result-store.ts';
import type { FileIdentity, Layout, StoredResult } from './stored-result.ts';
import { witnessOf } from './witness.ts';

/** Where results are kept. Plain data, since it is handed to worker threads. */
export interface ResultsOptions {
  readonly folder: string;
  /** Keeps what is found, but takes nothing that is there. */
  readonly renew?: boolean;
}

/** An earlier result that is true of the dump as it is now. */
export interface Recalled {
  readonly result: StoredResult;
  /** The dump, laid out as it was then. */
  readonly dump: OpenedDump;
  readonly kernel: KernelPlace;
}

/** What an analysis left behind when it ended well. */
export interface Finished extends Required<Pick<SessionSnapshot, 'info' | 'shape' | 'table'>> {
  readonly timings: SessionSnapshot['timings'];
  readonly kernel: KernelPlace;
  readonly kernels: NonNullable<SessionSnapshot['kernels']>;
  readonly initSearch: SessionSnapshot['initSearch'];
  readonly warnings: readonly Sentence[];
}

/**
 * The results kept of one dump, from its opening on: that of the kernel it shows first, and those of kernels that the
 * user chose instead. Nothing here ever fails: at worst the analysis runs.
 */
export class DumpResults {
  readonly #store: ResultStore;
  readonly #renew: boolean;
  readonly #key: string;
  readonly #path: string;
  readonly #identity: FileIdentity | undefined;
  readonly #log: (line: string) => void;

  /** `path` is what the user named, `file` what it unpacked to, or itself. */
  constructor(options: ResultsOptions, path: string, file: DumpFile, log: (line: string) => void) {
    this.#store = new ResultStore(options);
    this.#renew = options.renew === true;
    this.#path = path;
    this.#identity = identityOf(path);
    this.#key = contentKey(file, thisEngine());
    this.#log = log;
  }

  /**
   * The earlier result, if there is one and the bytes it rests on are still the same. A file that was written to since
   * is analysed anew, whatever its bytes. With `chosen`: the result of that kernel. Throws what reading the dump throws.
   */
  async recall(dump: OpenedDump, chosen?: WhichKernel): Promise<Recalled | undefined> {
    if (this.#renew) return undefined;
    if (chosen === undefined) return this.#recall(dump, this.#key);
    const keys = [this.#keyOf(chosen), this.#key];
    for (const key of keys) {
      const found = await this.#recall(dump, key);
      if (found !== undefined && isSameKernel(found.result.kernel, chosen)) return found;
    }
    return undefined;
  }

  async #recall(dump: OpenedDump, key: string): Promise<Recalled | undefined> {
    const bytes = this.#store.load(key);
    if (bytes === undefined) return undefined;
    // Loaded only where there is something to read.
    const { parseResult } = await import('./result-file.ts');
    const result = parseResult(bytes);
    if ('unusable' in result) {
      this.#drop(key, result.unusable);
      return undefined;
    }
    const laid = layAgain(dump, result.layout);
    if (laid === undefined) {
      this.#drop(key, 'its layout is none of this dump');
      return undefined;
    }
    const { wordSize, byteOrder, imageDelta, directMapDelta, initTask, initTaskPhysical } = result.kernel;
    const space = new AddressSpace(laid.memory, { wordSize, byteOrder }, imageDelta, directMapDelta);
    if (this.#identity === undefined || wasWrittenTo(result.file, this.#identity)) {
      this.#drop(key, 'the file was written to since');
      return undefined;
    }
    if (witnessOf(laid, space, result.shape, result.table) !== result.witness) {
      this.#drop(key, 'the bytes it rests on are others now');
      return undefined;
    }
    this.#log(`an earlier result holds: ${key}`);
    const { commOffset, span } = result;
    return {
      result,
      dump: laid,
      kernel: { space, initTask, initPhysical: initTaskPhysical, commOffset, span },
    };
  }

  /**
   * Keeps a result for the next time, unless the file changed while it was analysed. With `chosen` it is that of a kernel
   * the user chose, and the dump shows another one first.
   */
  async keep(dump: OpenedDump, finished: Finished, chosen?: WhichKernel): Promise<void> {
    const key = chosen === undefined ? this.#key : this.#keyOf(chosen);
    const { info, kernel, kernels, initSearch, shape, table, timings, warnings } = finished;
    const now = identityOf(this.#path);
    if (info.kernel === undefined || this.#identity === undefined || now === undefined) return;
    if (!isSameFile(now, this.#identity)) {
      this.#log('not kept: the file changed meanwhile');
      return;
    }
    try {
      const { resultBytes } = await import('./result-file.ts');
      const bytes = resultBytes({
        witness: witnessOf(dump, kernel.space, shape, table),
        file: this.#identity,
        endedMs: Date.now(),
        timings,
        kernel: info.kernel,
        kernels,
        initSearch,
        commOffset: kernel.commOffset,
        span: kernel.span,
        warnings,
        layout: dump.laidBy && { runs: dump.laidBy, notices: dump.notices },
        shape,
        table,
      });
      const why = this.#store.save(key, bytes);
      this.#log(why === undefined ? `kept ${bytes.length} bytes: ${key}` : `not kept: ${why}`);
    } catch (thrown) {
      if (!(thrown instanceof TaskshapeError)) throw thrown;
      this.#log(`not kept: ${thrown.message}`); // The dump can no longer be read, as its reader will hear.
    }
  }

  /** A dump tells of sixteen kernels at most, so there are no more names than that for each. */
  #keyOf({ initTaskPhysical }: WhichKernel): string {
    return `${this.#key}-${initTaskPhysical.toString(16)}`;
  }

  #drop(key: string, why: string): void {
    this.#log(`an earlier result is of no use: ${why}`);
    this.#store.drop(key);
  }
}

/** The dump laid out as a result has it; undefined where that is not possible. */
function layAgain(dump: OpenedDump, layout: Layout | undefined): OpenedDump | undefined {
  if (layout === undefined) return dump;
  const laid = dump.relay?.lay(layout.runs);
  return laid && { ...laid, laidBy: layout.runs, notices: layout.notices };
}
