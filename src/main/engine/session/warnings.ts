import { missingFrom } from '../../../shared/cross-view.ts';
import { isDisputed, isHidden, type TaskTable } from '../../../shared/task-table.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { LocatedKernel } from '../kernel/locate-kernel.ts';
import type { LearnedShape } from '../shape/learn-shape.ts';

/** What a reader should know before trusting the tree: damage, and tasks that somebody keeps out of the list. */
export function warnings(kernel: LocatedKernel, learned: LearnedShape, table: TaskTable): Sentence[] {
  const found: Sentence[] = [];
  const rows = Array.from({ length: table.count }, (_, row) => row);
  if (Number.isNaN(kernel.initPhysical)) {
    found.push(say('notice.noInit'));
  }
  if (!kernel.accepted.closed) found.push(...brokenList(kernel, learned));
  const unknown = rows.filter((row) => Number.isNaN(table.ppid[row]) || Number.isNaN(table.pid[row])).length;
  if (unknown > 0) found.push(say('notice.unreadable', { tasks: unknown }));
  const hidden = rows.filter((row) => isHidden(table, row)).length;
  if (hidden > 0) found.push(say('notice.hidden', { tasks: hidden, missing: missingFrom(table) }));
  const disputed = rows.filter((row) => isDisputed(table, row)).length;
  if (disputed > 0) found.push(say('notice.disputed', { tasks: disputed }));
  return found;
}

/** How much of the list is lost, and what that means for the tasks. */
function brokenList({ accepted }: LocatedKernel, { damage, listed }: LearnedShape): Sentence[] {
  const share = (damage?.lostLinks ?? 0) * 100;
  const found: Sentence[] = [say('notice.broken', { share, tasks: listed - 1 })];
  if (accepted.lost.size > 0) found.push(say('notice.lost', { tasks: accepted.lost.size }));
  if (damage !== undefined && damage.tasks > 0) found.push(say('notice.partlyLost', { tasks: damage.tasks }));
  return found;
}
