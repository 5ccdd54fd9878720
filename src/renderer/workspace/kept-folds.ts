import { MOST_FOLDS, type DumpView } from '../../shared/dump-view.ts';
import type { TaskTable } from '../../shared/task-table.ts';
import type { TaskIndex } from '../hex/task-index.ts';
import type { Forest } from '../tree/forest.ts';
import type { Derived, SessionState } from './state.ts';

/** The rows that have others below them: folding says something of these alone. */
function parentRows({ count, order, end }: Forest): readonly number[] {
  const rows: number[] = [];
  for (let at = 0; at < count; at++) if ((end[at] ?? 0) > at + 1) rows.push(order[at] ?? 0);
  return rows;
}

/** Which tasks are folded, by their addresses, told by the fewer of the folded and the others. */
export function foldsOf({ derived, tree }: SessionState): DumpView['folded'] {
  const { tree: model } = derived;
  if (model === undefined || !tree.collapsed.includes(1)) return undefined;
  const folded: number[] = [];
  const others: number[] = [];
  for (const row of parentRows(model.forest)) (tree.collapsed[row] === 1 ? folded : others).push(row);
  if (folded.length === 0) return undefined;
  const all = folded.length > others.length;
  const named = (all ? others : folded).slice(0, MOST_FOLDS);
  return { all, but: named.map((row) => (model.table.address[row] ?? 0n).toString(16)) };
}

/** The folded rows of a table that such a list tells of; tasks that are not there are passed over. */
export function unpackFolds({ tree, byVirtual }: Derived, kept: DumpView['folded']): Uint8Array {
  const flags = new Uint8Array(kept === undefined ? 0 : (tree?.table.count ?? 0));
  if (kept === undefined || tree === undefined) return flags;
  if (kept.all) for (const row of parentRows(tree.forest)) flags[row] = 1;
  for (const address of kept.but) {
    const row = byVirtual?.rowAt(BigInt(`0x${address}`), 1) ?? -1;
    if (row >= 0) flags[row] = kept.all ? 0 : 1;
  }
  return flags;
}

/** The same tasks folded in a newer table, whose rows may be numbered anew. */
export function carryFolds(
  flags: Uint8Array,
  before: TaskTable | undefined,
  after: TaskIndex,
  count: number,
): Uint8Array {
  if (before === undefined || !flags.includes(1)) return new Uint8Array(0);
  const carried = new Uint8Array(count);
  flags.forEach((folded, row) => {
    const address = folded === 1 ? before.address[row] : undefined;
    const now = address === undefined ? -1 : after.rowAt(address, 1);
    if (now >= 0) carried[now] = 1;
  });
  return carried;
}
