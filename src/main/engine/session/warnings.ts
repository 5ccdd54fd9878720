import { english } from '../../../shared/i18n/english.ts';
import { missingFrom } from '../../../shared/cross-view.ts';
import { isDisputed, isHidden, type TaskTable } from '../../../shared/task-table.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';

/** What a reader should know before trusting the tree: damage, and tasks that somebody keeps out of the list. */
export function warnings(kernel: LocatedKernel, learned: LearnedShape, table: TaskTable): string[] {
  const found: string[] = [];
  const rows = Array.from({ length: table.count }, (_, row) => row);
  if (Number.isNaN(kernel.initPhysical)) {
    found.push('init_task is not in the dump: its own row shows only what is certain of it.');
  }
  if (!kernel.accepted.closed) found.push(...brokenList(kernel, learned));
  const unknown = rows.filter((row) => Number.isNaN(table.ppid[row]) || Number.isNaN(table.pid[row])).length;
  if (unknown > 0)
    found.push(`${unknown} tasks have no readable pid or parent; they stand at the top of the tree.`);
  const hidden = rows.filter((row) => isHidden(table, row)).length;
  if (hidden > 0) {
    found.push(
      `${hidden} ${hidden === 1 ? 'task is' : 'tasks are'} hidden: missing ${missingFrom(table).map(english).join(', ')}. Other structures of the kernel lead to ${hidden === 1 ? 'it' : 'them'}.`,
    );
  }
  const disputed = rows.filter((row) => isDisputed(table, row)).length;
  if (disputed > 0) {
    found.push(
      `Memory changed while it was read: links of intact tasks contradict one another. ${disputed} ${disputed === 1 ? 'task' : 'tasks'} that some structures of the kernel hold and others do not ${disputed === 1 ? 'is' : 'are'} marked as disputed: they may have ended, or have been started, in the meantime.`,
    );
  }
  return found;
}

/** How much of the list is lost, and what that means for the tasks. */
function brokenList({ accepted }: LocatedKernel, { damage, listed }: LearnedShape): string[] {
  const share = ((damage?.lostLinks ?? 0) * 100).toFixed(1);
  const found = [
    `The list of tasks is broken: ${share} % of its links lead to pages that are missing or damaged, or memory changed while it was read. ${listed - 1} of its tasks were found by what they name and who names them.`,
  ];
  if (accepted.lost.size > 0)
    found.push(
      `At least ${accepted.lost.size} tasks are lost: others name them, but their pages are missing or damaged.`,
    );
  if (damage !== undefined && damage.tasks > 0)
    found.push(`${damage.tasks} tasks have lost a page of their own; what was on it is shown as not known.`);
  return found;
}
