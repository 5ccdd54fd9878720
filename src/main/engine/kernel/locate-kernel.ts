import type { Sentence } from '../../../shared/i18n/sentence.ts';
import type { PhysicalMemory } from '../memory/physical-memory.ts';
import type { ScanHits } from '../file/dump-file.ts';
import type { AcceptedRing } from './accept.ts';
import { acceptKernel } from './accept-kernel.ts';
import { AddressSpace } from './address-space.ts';
import { initWords, ownWords, ringStarts, ringStartsByScan, type RingStart } from './direct-map.ts';
import { initReadings, type InitCandidate } from './init-candidates.ts';
import { InitTrials, trialOf, withList } from './init-trials.ts';
import { kernelOfLeaders } from './kernel-of-leaders.ts';
import { findLeaders, findLeadersAt, locateByLeaders } from './locate-by-leaders.ts';
import { chunkStarts } from './memory-chunks.ts';
import { IDLE_NAME, isIdleName, nameWindow } from './names.ts';
import type { Pace } from './pace.ts';
import { BANNER_START, kernelNames, UTS_START, type KernelNames } from './uts.ts';

/** A kernel found in the dump: where init_task is, how addresses translate, and the ring of its tasks. */
export interface LocatedKernel {
  readonly space: AddressSpace;
  readonly initTask: bigint;
  readonly initPhysical: number;
  /** Bytes from the start of a task to its comm and to its list_head `tasks`. */
  readonly commOffset: number;
  readonly tasksOffset: number;
  readonly accepted: AcceptedRing;
  /** Bytes from the start of a task in which members are looked for. */
  readonly span: number;
  /** How it was found, as sentences. */
  readonly evidence: readonly Sentence[];
}

/** What reading addresses and tasks needs of a kernel, once its tasks are known. */
export type KernelPlace = Pick<LocatedKernel, 'space' | 'initTask' | 'initPhysical' | 'commOffset' | 'span'>;

export interface Location {
  readonly kernel: LocatedKernel | undefined;
  /** Exact names of the idle task that were seen, and places around them that were tried as init_task. */
  readonly namesSeen: number;
  readonly candidatesTried: number;
  /** True when any text of a Linux kernel was seen: tells a damaged Linux dump from something else. */
  readonly linuxSeen: boolean;
  /** Places that could be init_task but head no list of tasks that can be followed. */
  readonly failed: readonly InitCandidate[];
  readonly places: NamePlaces;
  /** Every place that was tried as init_task, and why it was not taken. */
  readonly trials: InitTrials;
}

/** Physical addresses of the texts that the search begins with. */
export interface NamePlaces {
  /** Exact names of the idle task. */
  readonly names: readonly number[];
  readonly banners: readonly number[];
  /** What may be a `struct new_utsname`. */
  readonly uts: readonly number[];
}

export interface LocateOptions {
  readonly pace: Pace;
  readonly log: (line: string) => void;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
  /** Called as soon as the kernel is found, while the scan for names goes on. */
  readonly onKernel: (kernel: LocatedKernel) => void;
  /** The texts, where they are known from an earlier search: no pass over the dump is made. */
  readonly places?: NamePlaces | undefined;
  /** Physical address of the one init_task that shall be found, where the dump holds several. */
  readonly wanted?: number | undefined;
}

/** More names than this are decoys; the search stays bounded. */
const MAX_NAMES = 20_000;
/** Weak candidates that are kept for when all others have failed. */
const MAX_WEAK = 2000;
/** Candidates for which a whole pass over the dump is spent when the targeted search fails. */
const MAX_SCANNED_CANDIDATES = 12;

/** Each once, in an order that does not depend on which thread of the search was first. */
const ascending = (places: Iterable<number>): number[] => [...new Set(places)].sort((a, b) => a - b);

/**
 * Finds init_task and with it everything else: word size, byte order, the kernel image's displacement and the
 * direct map. One pass over the dump looks for the idle task's name and for the kernel's names of itself.
 */
export class KernelLocator {
  readonly #memory: PhysicalMemory;
  readonly #options: LocateOptions;
  readonly #names: number[] = [];
  readonly #banners: number[] = [];
  readonly #uts: number[] = [];
  readonly #seen = new Set<number>();
  readonly #failed: InitCandidate[] = [];
  readonly #weak: InitCandidate[] = [];
  readonly #trials = new InitTrials();
  #kernel: LocatedKernel | undefined;
  #tried = 0;

  constructor(memory: PhysicalMemory, options: LocateOptions) {
    this.#memory = memory;
    this.#options = options;
  }

  async run(): Promise<Location> {
    const { places } = this.#options;
    if (places === undefined) await this.#scanForTexts();
    else {
      this.#names.push(...places.names);
      places.names.forEach((name) => this.#seen.add(name));
      this.#banners.push(...places.banners);
      this.#uts.push(...places.uts);
    }
    await this.#tryNames();
    if (this.#kernel === undefined) await this.#tryAll(this.#weak);
    if (this.#kernel === undefined) await this.#tryByScan();
    if (this.#kernel === undefined) await this.#tryLeaders();
    return {
      kernel: this.#kernel,
      namesSeen: this.#seen.size,
      candidatesTried: this.#tried,
      linuxSeen: this.#banners.length + this.#uts.length > 0,
      failed: this.#failed.toSorted((a, b) => a.physical - b.physical),
      trials: this.#trials,
      places: { names: ascending(this.#seen), banners: ascending(this.#banners), uts: this.utsPlaces },
    };
  }

  /** One pass over the dump; names are tried while it goes on. */
  async #scanForTexts(): Promise<void> {
    const { pace, log, onProgress } = this.#options;
    let working = Promise.resolve();
    const scan = this.#memory.scan({
      query: { kind: 'patterns', patterns: [IDLE_NAME, BANNER_START, UTS_START] },
      signal: pace.signal,
      onProgress: (done, total, fresh) => {
        onProgress(done, total);
        this.#sort(fresh);
        working = working.then(() => this.#tryNames());
        working.catch(() => undefined); // reported where it is awaited below
      },
    });
    const result = await scan;
    this.#sort(result.hits);
    await working;
    log(`${result.bytesScanned} bytes scanned, ${this.#seen.size} exact names of the idle task`);
  }

  /** Where texts that may be a `struct new_utsname` begin; complete once `run` has ended. */
  get utsPlaces(): readonly number[] {
    return ascending(this.#uts);
  }

  /** The kernel's names of itself. `uts`: which of the texts the kernel uses, when that is known. */
  kernelNames(uts?: number): KernelNames {
    const places = uts === undefined ? this.utsPlaces : [uts];
    return kernelNames(this.#memory, this.#kernel?.initPhysical ?? 0, ascending(this.#banners), places);
  }

  /** Files hits under what they are; hits come in batches and once more in the final answer. */
  #sort(hits: ScanHits): void {
    hits.offsets.forEach((address, i) => {
      const which = hits.which[i];
      if (which === 1) this.#banners.push(address);
      else if (which === 2) this.#uts.push(address);
      else if (!this.#seen.has(address) && this.#seen.size < MAX_NAMES && isIdleName(this.#memory, address)) {
        this.#seen.add(address);
        this.#names.push(address);
      }
    });
  }

  async #tryNames(): Promise<void> {
    for (let name = this.#names.shift(); name !== undefined; name = this.#names.shift()) {
      if (this.#kernel !== undefined) return;
      await this.#options.pace.breathe();
      const { candidates, listsAgree } = initReadings(nameWindow(this.#memory, name));
      if (candidates.length > 0) {
        this.#options.log(`name at physical 0x${name.toString(16)}: ${candidates.length} candidates`);
      }
      this.#weak.push(...candidates.filter(({ isWeak }) => isWeak).slice(0, MAX_WEAK - this.#weak.length));
      const strong = candidates.filter(({ isWeak }) => !isWeak);
      if (strong.length === 0) this.#trials.name(name, listsAgree ? 'not-itself' : 'no-lists');
      await this.#tryAll(strong);
    }
  }

  async #tryAll(candidates: readonly InitCandidate[]): Promise<void> {
    for (const candidate of candidates) if (await this.#tryCandidate(candidate)) return;
  }

  async #tryCandidate(candidate: InitCandidate): Promise<boolean> {
    await this.#options.pace.breathe();
    this.#tried++;
    const words = initWords(this.#memory, candidate);
    const starts = ringStarts(this.#memory, candidate, words, [candidate.delta]);
    if (await this.#judgeAll(candidate, starts)) return true;
    if (!candidate.isWeak) this.#failed.push(candidate);
    return false;
  }

  async #tryByScan(): Promise<void> {
    const ranked = this.#failed.filter((candidate) => candidate.format.wordSize === 8);
    ranked.sort((a, b) => Number(b.adjacentPair) - Number(a.adjacentPair) || b.emptyLists - a.emptyLists);
    for (const candidate of ranked.slice(0, MAX_SCANNED_CANDIDATES)) {
      const words = initWords(this.#memory, candidate);
      const starts = await ringStartsByScan(this.#memory, candidate, words, this.#options.pace.signal);
      if (await this.#judgeAll(candidate, starts)) return;
    }
  }

  /** Without init_task, or without a list that leads on from it: by all other tasks. */
  async #tryLeaders(): Promise<void> {
    const { pace, log } = this.#options;
    log('init_task was not found; looking for the leaders of thread groups');
    const found = await locateByLeaders(this.#memory, pace, log, this.#trials, this.#failed);
    if (found !== undefined) this.#adopt(await kernelOfLeaders(found, this.#failed, pace));
  }

  /** A broken list may be cut short, or be another one: what the whole dump says of the same kernel is better. */
  async #mended(kernel: LocatedKernel, init: InitCandidate): Promise<LocatedKernel> {
    const { pace, log } = this.#options;
    const { format, directMap } = kernel.space;
    const space = new AddressSpace(this.#memory, format, directMap, directMap);
    const { tasksOffset, accepted } = kernel;
    // Where init_task names itself, leaders do; it is not among them, since its image lies outside the direct map.
    const places = ownWords(this.#memory, init);
    const hints = { likely: tasksOffset, inits: [init] };
    const few = await findLeadersAt(space, places, pace, this.#trials, hints);
    const isWhole = few !== undefined && few.members.length + 1 >= accepted.tasks.length;
    const shape = isWhole
      ? few
      : await findLeaders(space, chunkStarts(this.#memory), pace, this.#trials, hints);
    log(`  the list is broken; ${shape?.members.length ?? 0} thread group leaders confirm one another`);
    if (shape === undefined) return kernel;
    const isSame = shape.tasksOffset === tasksOffset;
    if (!isSame && shape.members.length < accepted.tasks.length) return kernel;
    return kernelOfLeaders({ space, shape, deltas: [] }, [init], pace, kernel);
  }

  #adopt(kernel: LocatedKernel): void {
    this.#kernel = kernel;
    this.#options.onKernel(kernel);
  }

  /** Follows the lists of a candidate one after the other, until one is the list of tasks. */
  async #judgeAll(candidate: InitCandidate, starts: Iterable<RingStart>): Promise<boolean> {
    const { log, wanted, pace } = this.#options;
    if (wanted !== undefined && candidate.physical !== wanted) return false;
    let trial = trialOf(candidate);
    for (const start of starts) {
      const found = acceptKernel(this.#memory, candidate, start, log);
      if (!('rejected' in found)) {
        this.#trials.kernel(candidate, found);
        this.#adopt(found.accepted.closed ? found : await this.#mended(found, candidate));
        return true;
      }
      trial = withList(trial, start.offset, found);
      await pace.breathe();
    }
    this.#trials.structure(trial);
    return false;
  }
}
