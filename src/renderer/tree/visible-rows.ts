import type { TaskTable } from '../../shared/task-table.ts';
import type { Forest } from './forest.ts';

export interface TreeChoices {
  readonly kernelThreads: boolean;
  readonly threads: boolean;
  /** Processes that have ended; shown unless this says no. */
  readonly zombies?: boolean;
  /** Tasks in pid namespaces below the first one; shown unless this says no. */
  readonly namespaces?: boolean;
  /** Per row: 1 where the filter matches. Absent: no filter. */
  readonly matches?: Uint8Array | undefined;
  /** Per row: 1 where the subtree is folded. */
  readonly collapsed: Uint8Array;
}

export const LEAF = 0;
export const EXPANDED = 1;
export const COLLAPSED = 2;

/** What the tree shows, top to bottom. All arrays but `position` go by place in this list. */
export interface VisibleRows {
  readonly rows: Uint32Array;
  /** From 1, as aria-level. */
  readonly level: Uint32Array;
  /** LEAF, EXPANDED or COLLAPSED. */
  readonly fold: Uint8Array;
  /** 1 where the row only leads to a match. */
  readonly dimmed: Uint8Array;
  /** From 1, as aria-posinset. */
  readonly posInSet: Uint32Array;
  readonly setSize: Uint32Array;
  /** By table row: place in this list, −1 when not shown. */
  readonly position: Int32Array;
  /** Place of the row one level up, −1 at the top. */
  readonly above: Int32Array;
  /** With a filter: how many tasks it finds, folded ones included. */
  readonly found?: Found | undefined;
}

export interface Found {
  readonly shown: number;
  /** Those that are of a kind which is switched off. */
  readonly leftOut: number;
}

const isZombie = (table: TaskTable, row: number): boolean => table.stateLetter[row] === 0x5a; // Z

/** True for a task that has a number in more than the first pid namespace. */
export const isInNamespace = (table: TaskTable, row: number): boolean =>
  (table.namespaceStart[row + 1] ?? 0) - (table.namespaceStart[row] ?? 0) > 1;

const isIncluded = (table: TaskTable, choices: TreeChoices, row: number): boolean =>
  (choices.kernelThreads || table.kernelThread[row] !== 1 || table.pid[row] === 0) &&
  (choices.threads || table.leader[row] === row) &&
  (choices.zombies !== false || !isZombie(table, row)) &&
  (choices.namespaces !== false || !isInNamespace(table, row));

function countFound(table: TaskTable, choices: TreeChoices): Found | undefined {
  const { matches } = choices;
  if (matches === undefined) return undefined;
  let shown = 0;
  let leftOut = 0;
  for (let row = 0; row < table.count; row++) {
    if (matches[row] !== 1) continue;
    if (isIncluded(table, choices, row)) shown++;
    else leftOut++;
  }
  return { shown, leftOut };
}

const SHOWN = 1; // the row itself is to be shown
const LEADS = 2; // something below it is

/** Bottom-up: which rows are to be shown, and which lead to one. */
function markRows(table: TaskTable, forest: Forest, choices: TreeChoices): Uint8Array {
  const marks = new Uint8Array(forest.count);
  for (let at = forest.count - 1; at >= 0; at--) {
    const row = forest.order[at] ?? 0;
    let mark = marks[row] ?? 0;
    if (isIncluded(table, choices, row) && (!choices.matches || choices.matches[row] === 1 || mark & LEADS))
      mark |= SHOWN;
    marks[row] = mark;
    const parent = forest.parent[row] ?? -1;
    if (mark !== 0 && parent >= 0) marks[parent] = (marks[parent] ?? 0) | LEADS;
  }
  return marks;
}

/** Rows left out by a choice hand their children to the nearest row above that is shown: nothing is lost with them. */
export function listVisible(table: TaskTable, forest: Forest, choices: TreeChoices): VisibleRows {
  const { count, order, end, parent } = forest;
  const marks = markRows(table, forest, choices);
  const rows = new Uint32Array(count);
  const level = new Uint32Array(count);
  const fold = new Uint8Array(count);
  const dimmed = new Uint8Array(count);
  const posInSet = new Uint32Array(count);
  const above = new Int32Array(count);
  const position = new Int32Array(count).fill(-1);
  const host = new Int32Array(count).fill(-1); // by row: place of the nearest shown row at or above it
  const members = new Uint32Array(count + 1); // children shown below each place; roots at `count`
  let shown = 0;
  for (let at = 0; at < count;) {
    const row = order[at] ?? 0;
    const mark = marks[row] ?? 0;
    if (mark === 0) {
      at = end[at] ?? count;
      continue;
    }
    const up = parent[row] ?? -1;
    const hostAbove = up < 0 ? -1 : (host[up] ?? -1);
    host[row] = hostAbove;
    if (mark & SHOWN) {
      const group = hostAbove < 0 ? count : hostAbove;
      members[group] = (members[group] ?? 0) + 1;
      const folded = choices.collapsed[row] === 1;
      rows[shown] = row;
      level[shown] = hostAbove < 0 ? 1 : (level[hostAbove] ?? 0) + 1;
      fold[shown] = mark & LEADS ? (folded ? COLLAPSED : EXPANDED) : LEAF;
      dimmed[shown] = choices.matches && choices.matches[row] !== 1 ? 1 : 0;
      posInSet[shown] = members[group];
      above[shown] = hostAbove;
      position[row] = shown;
      host[row] = shown++;
      if (folded) {
        at = end[at] ?? count;
        continue;
      }
    }
    at++;
  }
  const setSize = new Uint32Array(shown);
  for (let at = 0; at < shown; at++) {
    const group = above[at] ?? -1;
    setSize[at] = members[group < 0 ? count : group] ?? 0;
  }
  return {
    rows: rows.subarray(0, shown),
    level: level.subarray(0, shown),
    fold: fold.subarray(0, shown),
    dimmed: dimmed.subarray(0, shown),
    posInSet: posInSet.subarray(0, shown),
    setSize,
    position,
    above: above.subarray(0, shown),
    found: countFound(table, choices),
  };
}

/** The same choices without the tree: what is to be shown, in the order of `sorted`, all on one level. */
export function listFlat(table: TaskTable, sorted: Uint32Array, choices: TreeChoices): VisibleRows {
  const rows = sorted.filter(
    (row) => isIncluded(table, choices, row) && (!choices.matches || choices.matches[row] === 1),
  );
  const shown = rows.length;
  const position = new Int32Array(table.count).fill(-1);
  rows.forEach((row, at) => {
    position[row] = at;
  });
  return {
    rows,
    level: new Uint32Array(shown).fill(1),
    fold: new Uint8Array(shown).fill(LEAF),
    dimmed: new Uint8Array(shown),
    posInSet: Uint32Array.from(rows, (_, at) => at + 1),
    setSize: new Uint32Array(shown).fill(shown),
    position,
    above: new Int32Array(shown).fill(-1),
    found: countFound(table, choices),
  };
}
