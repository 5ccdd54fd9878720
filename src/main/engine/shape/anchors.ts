import { COMM_LENGTH } from '../../../shared/task-table.ts';
import type { RunnerUp } from '../../../shared/shape.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import { acceptRing, type RejectedRing } from '../kernel/accept.ts';
import type { Columns } from '../kernel/columns.ts';
import { initWords, ringStarts } from '../kernel/direct-map.ts';
import type { InitCandidate } from '../kernel/init-candidates.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import { judge } from './choice.ts';
import { Contest } from './contest.ts';

/** Lists of init_task that are followed for the sake of evidence: they were not needed to find its tasks. */
const MOST_LISTS = 48;

const LIST_REASONS: Readonly<Record<RejectedRing['fate'], Sentence>> = {
  'breaks-off': say('lost.list.breaksOff'),
  short: say('lost.list.short'),
  nameless: say('lost.list.nameless'),
  leaderless: say('lost.list.leaderless'),
  parentless: say('lost.list.parentless'),
};

/** The other lists that run through init_task, and why each is not the list of tasks. */
export function otherLists(kernel: LocatedKernel): RunnerUp[] {
  const { space, initPhysical: physical, commOffset, tasksOffset } = kernel;
  if (Number.isNaN(physical)) return [];
  const candidate: InitCandidate = {
    format: space.format,
    physical,
    delta: space.image,
    commOffset,
    emptyLists: 0,
    references: 0,
    isWeak: false,
    adjacentPair: true,
  };
  const contest = new Contest();
  let followed = 0;
  const words = initWords(space.memory, candidate);
  for (const { offset } of ringStarts(space.memory, candidate, words, [space.directMap], { coarse: false })) {
    if (followed++ >= MOST_LISTS) break;
    if (offset === tasksOffset) continue;
    const ring = acceptRing(space, candidate, offset);
    if ('rejected' in ring) contest.lost(offset, ring, LIST_REASONS[ring.fate]);
    else {
      const members = ring.tasks.length;
      contest.lost(offset, { satisfied: members, tested: members }, say('lost.later'), 1);
    }
  }
  return contest.losers;
}

/** Members of tasks that hold text may be found on any word; shuffled layouts hide a few of them. */
const STEP = 4;

/** The other places at which most tasks hold a text that ends within sixteen bytes. */
export function otherTexts(columns: Columns, commOffset: number): RunnerUp[] {
  const contest = new Contest();
  const { bytes, length } = columns;
  for (let offset = 0; offset + COMM_LENGTH <= length; offset += STEP) {
    if (Math.abs(offset - commOffset) < COMM_LENGTH) continue;
    const holds = (row: number): boolean => isText(bytes, row * length + offset);
    if (contest.mostly(offset, columns.rows, 0.5, holds, say('lost.noText')))
      contest.lost(offset, judge(columns.rows, holds), say('lost.otherText'), 1);
  }
  return contest.losers;
}

/** At least two printable characters and a NUL, in sixteen bytes. */
function isText(bytes: Uint8Array, from: number): boolean {
  let at = from;
  while (at < from + COMM_LENGTH && (bytes[at] ?? 0) >= 0x20 && (bytes[at] ?? 0) < 0x7f) at++;
  return at - from >= 2 && at < from + COMM_LENGTH && bytes[at] === 0;
}
