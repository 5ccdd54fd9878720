import type { ColumnId } from './columns.ts';
import { columnOf } from './columns.ts';
import type { TreeModel } from './tree-model.ts';

export interface Sort {
  readonly column: ColumnId;
  readonly descending: boolean;
}

export const BY_PID: Sort = { column: 'pid', descending: false };

export const isDefaultSort = ({ column, descending }: Sort): boolean => column === 'pid' && !descending;

/** All rows in the order of a column; what is unknown comes last either way, equal rows stay in table order. */
export function sortRows(model: TreeModel, { column: id, descending }: Sort): Uint32Array {
  const { table, lowerNames } = model;
  const rows = Uint32Array.from({ length: table.count }, (_, row) => row);
  const column = columnOf(id);
  const sign = descending ? -1 : 1;
  const rank = column?.rank;
  if (rank !== undefined) {
    const keys = Float64Array.from(rows, (row) => rank(table, row));
    return rows.sort((a, b) => {
      const left = keys[a] ?? NaN;
      const right = keys[b] ?? NaN;
      if (left === right) return a - b;
      if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1;
      if (Number.isNaN(right)) return -1;
      return left < right ? -sign : sign;
    });
  }
  const keys = column === undefined ? lowerNames : Array.from(rows, (row) => column.text(table, row));
  return rows.sort((a, b) => {
    const left = keys[a] ?? '';
    const right = keys[b] ?? '';
    return left === right ? a - b : left < right ? -sign : sign;
  });
}
