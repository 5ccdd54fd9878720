import { hex, type ByteOrder, type WordSize } from './units.ts';
import { say, type Sentence } from './i18n/sentence.ts';

/** What was tried as init_task, how far each place came, and why it was not taken. Plain data. */

/** The tests a place has to pass one after the other; by how many it passes, places are ordered. */
export const INIT_TESTS = ['lists', 'itself', 'way-back', 'length', 'names', 'leaders', 'parents'] as const;

/** Why a place is not init_task, or that a list of tasks begins there. */
export type InitFate =
  | 'not-judged' // time for decoys was over
  | 'in-task' // the name is the one of a task that was found
  | 'no-lists' // no empty lists around it agree on where the memory is mapped
  | 'not-itself' // nothing around it names itself as its parent and leader
  | 'no-way-back' // no list leads to a neighbour that points back
  | 'breaks-off' // the longest list ends before there are enough members to judge
  | 'short' // the longest list is closed, and too short
  | 'nameless' // members have no name where init_task has its own
  | 'leaderless' // members do not name themselves as their leader
  | 'parentless' // members do not name one another as parents
  | 'same-tasks' // its list is the one of a kernel that was found
  | 'list'; // its list is one of tasks

/** Tests passed by each fate; undefined where none was made. */
const PASSED: Readonly<Record<InitFate, number | undefined>> = {
  'not-judged': undefined,
  'in-task': undefined,
  'no-lists': 0,
  'not-itself': 1,
  'no-way-back': 2,
  'breaks-off': 3,
  short: 3,
  nameless: 4,
  leaderless: 5,
  parentless: 6,
  'same-tasks': 7,
  list: 7,
};

export const INIT_FATES = Object.keys(PASSED) as readonly InitFate[]; // the keys are what InitFate is made of

/** Undefined where no tests were made: the name was enough to pass it over, or other tasks led to it. */
export const testsPassed = ({ fate, name }: Pick<InitTrial, 'fate' | 'name'>): number | undefined =>
  name === undefined ? undefined : PASSED[fate];

/** One structure that could be init_task, or a name with none around it. */
export interface InitTrial {
  readonly fate: InitFate;
  /** Physical address of the idle task's name by which it was found; absent where nothing bears it. */
  readonly name?: number;
  /** Where init_task would begin; absent where only the name stands. NaN: not in the dump. */
  readonly physical?: number;
  readonly address?: bigint;
  readonly wordSize?: WordSize;
  readonly byteOrder?: ByteOrder;
  /** Empty lists around it that agree, and times its own address is stored there. */
  readonly emptyLists?: number;
  readonly references?: number;
  /** The list of it that came furthest. */
  readonly list?: {
    /** Bytes from the start of the structure. */
    readonly offset: number;
    /** As far as it was followed. */
    readonly members: number;
    /** Members of those looked at that pass the test it failed, or the last one. */
    readonly satisfied: number;
    readonly tested: number;
  };
  /** Where no neighbour points back: pairs of words that may be a list, and those that lead to memory in the dump. */
  readonly links?: { readonly possible: number; readonly held: number };
}

/** Objects that were taken for leaders of thread groups, where init_task could not lead to them. */
export interface LeaderTrial {
  readonly fate: 'unlinked' | 'parentless' | 'numberless' | 'nameless' | 'threads' | 'list';
  readonly wordSize: WordSize;
  readonly byteOrder: ByteOrder;
  /** Virtual − physical of the direct map, if empty lists are right that say so. */
  readonly delta: bigint;
  /** Bytes from an object's start to the word that names it, and to the list that connects it to others. */
  readonly selfOffset?: number;
  readonly listOffset?: number;
  readonly objects: number;
  /** Physical address of one of them. */
  readonly example?: number;
}

export interface InitSearch {
  /** Places that bear the idle task's name, and structures around them that were judged. */
  readonly names: number;
  readonly judged: number;
  /** The best of them, those with a list of tasks first. */
  readonly trials: readonly InitTrial[];
  /** The names that are not among these, by how far the best around each came. */
  readonly rest: readonly { readonly fate: InitFate; readonly names: number }[];
  readonly leaders: readonly LeaderTrial[];
}

/** True for the structure whose tasks are shown. */
export const isShown = (
  { fate, address, physical }: InitTrial,
  kernel: { readonly initTask: bigint; readonly initTaskPhysical: number } | undefined,
): boolean =>
  fate === 'list' &&
  kernel !== undefined &&
  address === kernel.initTask &&
  Object.is(physical, kernel.initTaskPhysical);

/** The one whose tasks are shown first, whichever came furthest next. */
export const inOrder = (
  trials: readonly InitTrial[],
  kernel: Parameters<typeof isShown>[1],
): readonly InitTrial[] =>
  [...trials].sort((a, b) => Number(isShown(b, kernel)) - Number(isShown(a, kernel)));

const place = (address: number | undefined): string | null =>
  address === undefined || Number.isNaN(address) ? null : hex(address);

/** What became of a candidate; `taken`: its tasks are shown. */
export const fateSentence = ({ fate }: InitTrial, taken: boolean): Sentence =>
  say(taken ? 'init.shown' : fate === 'list' ? 'init.other' : `init.fate.${fate}`);

/** The same as JSON holds it, addresses as strings. */
export const initSearchJson = (
  { names, judged, trials, rest, leaders }: InitSearch,
  kernel: Parameters<typeof isShown>[1],
) => ({
  names,
  judged,
  candidates: inOrder(trials, kernel).map((trial) => ({
    taken: isShown(trial, kernel),
    fate: trial.fate,
    reason: fateSentence(trial, isShown(trial, kernel)),
    testsPassed: testsPassed(trial) ?? null,
    tests: INIT_TESTS.length,
    address: trial.address === undefined ? null : hex(trial.address),
    physical: place(trial.physical),
    name: place(trial.name),
    wordSize: trial.wordSize ?? null,
    byteOrder: trial.byteOrder ?? null,
    emptyLists: trial.emptyLists ?? null,
    references: trial.references ?? null,
    list: trial.list === undefined ? null : { ...trial.list, offset: hex(trial.list.offset) },
    links: trial.links ?? null,
  })),
  rest,
  leaders: leaders.map(({ delta, selfOffset, listOffset, example, ...known }) => ({
    ...known,
    delta: hex(delta),
    selfOffset: place(selfOffset),
    listOffset: place(listOffset),
    example: place(example),
  })),
});
