import type { TaskTable } from '../../shared/task-table.ts';

/**
 * The process tree made safe to walk: every row of the table is in it exactly once, whatever the dump claims.
 * Positions are places in `order`; a row's subtree is the positions [position, end[position]).
 */
export interface Forest {
  readonly count: number;
  /** Rows in pre-order. */
  readonly order: Uint32Array;
  /** Position of each row in `order`. */
  readonly position: Uint32Array;
  /** By position: the position after the last row of the subtree. */
  readonly end: Uint32Array;
  /** By row: the parent after cycles were cut and wild links dropped; −1 for roots. */
  readonly parent: Int32Array;
}

/** Parents as given, except that links out of the table become −1 and each cycle is cut at one row. */
function safeParents(table: TaskTable): Int32Array {
  const { count } = table;
  const parent = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const given = table.parent[row] ?? -1;
    parent[row] = given >= 0 && given < count && given !== row ? given : -1;
  }
  const walk = new Uint32Array(count); // the number of the walk that first met a row, from 1
  for (let start = 0; start < count; start++) {
    let row = start;
    while (row >= 0 && walk[row] === 0) {
      walk[row] = start + 1;
      row = parent[row] ?? -1;
    }
    if (row >= 0 && walk[row] === start + 1) parent[row] = -1;
  }
  return parent;
}

const isThread = (table: TaskTable, row: number): boolean => table.leader[row] !== row;

/** Rows by pid; unreadable pids last, equal pids in table order. */
function rowsByPid(table: TaskTable): Uint32Array {
  const rows = Uint32Array.from({ length: table.count }, (_, row) => row);
  const key = Float64Array.from(rows, (row) => {
    const pid = table.pid[row] ?? NaN;
    return Number.isNaN(pid) ? Infinity : pid;
  });
  let sorted = true;
  for (let row = 1; row < table.count && sorted; row++) sorted = (key[row - 1] ?? 0) <= (key[row] ?? 0);
  if (sorted) return rows;
  return rows.sort((a, b) => {
    const left = key[a] ?? 0;
    const right = key[b] ?? 0;
    return left === right ? a - b : left < right ? -1 : 1;
  });
}

/**
 * Builds the tree from the `parent` column alone: it gives each row one parent, so no row can be lost or doubled,
 * which a damaged ring of siblings could do. Below a process stand its threads, then its children, both in the order
 * of `sorted`, which names every row once; by pid if absent.
 */
export function growForest(table: TaskTable, sorted: Uint32Array = rowsByPid(table)): Forest {
  const { count } = table;
  const parent = safeParents(table);

  // Children of row p: children[start[p] … start[p+1]); roots are the children of `count`.
  const start = new Uint32Array(count + 2);
  for (const above of parent) {
    const slot = (above < 0 ? count : above) + 1;
    start[slot] = (start[slot] ?? 0) + 1;
  }
  for (let slot = 1; slot < start.length; slot++) start[slot] = (start[slot] ?? 0) + (start[slot - 1] ?? 0);
  const fill = start.slice();
  const children = new Uint32Array(count);
  for (const threads of [true, false]) {
    for (const row of sorted) {
      if (isThread(table, row) !== threads) continue;
      const above = parent[row] ?? -1;
      const slot = above < 0 ? count : above;
      const at = fill[slot] ?? 0;
      children[at] = row;
      fill[slot] = at + 1;
    }
  }

  const order = new Uint32Array(count);
  const position = new Uint32Array(count);
  const end = new Uint32Array(count);
  const next = start.slice(); // the next child to enter, per row
  const path: number[] = [count];
  let at = 0;
  for (let row = path.at(-1); row !== undefined; row = path.at(-1)) {
    const child = next[row] ?? 0;
    if (child < (start[row + 1] ?? 0)) {
      next[row] = child + 1;
      const entered = children[child] ?? 0;
      order[at] = entered;
      position[entered] = at++;
      path.push(entered);
    } else {
      path.pop();
      if (row < count) end[position[row] ?? 0] = at;
    }
  }
  return { count, order, position, end, parent };
}
