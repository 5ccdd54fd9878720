import { waysOf } from '../../shared/cross-view.ts';
import { isHidden, UNKNOWN_TIME } from '../../shared/task-table.ts';
import { hex } from '../../shared/units.ts';
import { t } from '../kit/i18n.ts';
import { columnOf, namespacePids, type ColumnId } from './columns.ts';
import type { TreeModel } from './tree-model.ts';

const titleOf = (id: ColumnId): string => t(`column.${id}`);

const cell = (model: TreeModel, id: ColumnId, row: number): string =>
  id === 'name' ? (model.names[row] ?? '') : (columnOf(id)?.text(model.table, row) ?? '');

/** What a program reads: the same whatever language the page speaks. */
const plainCell = (model: TreeModel, id: ColumnId, row: number): string =>
  columnOf(id)?.plain?.(model.table, row) ?? cell(model, id, row);

/** Columns between tabs, as spreadsheets and mails take them. */
export const rowsAsText = (model: TreeModel, columns: readonly ColumnId[], rows: readonly number[]): string =>
  [columns.map(titleOf), ...rows.map((row) => columns.map((id) => cell(model, id, row)))]
    .map((cells) => cells.join('\t'))
    .join('\n');

/**
 * One value of a CSV file (RFC 4180). The name of a task is chosen by whoever ran it: one that a spreadsheet would
 * take for a formula gets an apostrophe in front; some spreadsheets read the wide signs as the narrow ones.
 */
export function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r＝＋－＠]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

export const rowsAsCsv = (model: TreeModel, columns: readonly ColumnId[], rows: readonly number[]): string =>
  `${[columns.map(titleOf), ...rows.map((row) => columns.map((id) => plainCell(model, id, row)))]
    .map((cells) => cells.map(csvCell).join(','))
    .join('\r\n')}\r\n`;

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** All that the table knows of these rows; addresses and times as strings, which no number type cuts off. */
export function rowsAsJson({ table, names }: TreeModel, rows: readonly number[]): string {
  const tasks = rows.map((row) => {
    const start = table.startTime[row] ?? UNKNOWN_TIME;
    return {
      comm: names[row] ?? '',
      pid: orNull(table.pid[row]),
      tgid: orNull(table.tgid[row]),
      ppid: orNull(table.ppid[row]),
      uid: orNull(table.uid[row]),
      gid: orNull(table.gid[row]),
      state: table.stateLetter[row] ? String.fromCharCode(table.stateLetter[row]) : null,
      startNanoseconds: start === UNKNOWN_TIME ? null : String(start),
      threads: table.threads[row] ?? null,
      namespacePids: namespacePids(table, row),
      address: hex(table.address[row] ?? 0n),
      foundBy: waysOf(table, row, 'yes'),
      missingFrom: waysOf(table, row, 'no'),
      hidden: isHidden(table, row),
    };
  });
  return `${JSON.stringify(tasks, undefined, 2)}\n`;
}
