import type { TaskTable } from '../../shared/task-table.ts';

/** One line of a tree. */
export interface TreeRow {
  readonly row: number;
  readonly depth: number;
  /** The lines that lead to it, as `│  ├─ `. */
  readonly branch: string;
}

/** Beyond this depth lines are no longer indented further: what would be wider than any terminal helps nobody. */
const DEEPEST_INDENT = 64;

/**
 * The rows that `keep` accepts, in the order of the tree: each below its parent, threads before processes. Children
 * of a row that is left out become roots, so do those whose parent is not known.
 *
 * The links come from a dump: each row is visited once, whatever they say, and those no root leads to come last.
 */
export function treeRows(table: TaskTable, keep: (row: number) => boolean): TreeRow[] {
  const kept = Uint8Array.from({ length: table.count }, (_, row) => (keep(row) ? 1 : 0));
  const seen = new Uint8Array(table.count);
  const out: TreeRow[] = [];
  const walk = (root: number): void => {
    const stack = [{ row: root, depth: 0, stem: '', last: true }];
    for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
      const { row, depth, stem, last } = entry;
      if (seen[row] === 1) continue;
      seen[row] = 1;
      out.push({ row, depth, branch: depth === 0 ? '' : `${stem}${last ? '└─ ' : '├─ '}` });
      const inner = depth === 0 || depth > DEEPEST_INDENT ? stem : `${stem}${last ? '   ' : '│  '}`;
      const children = childrenOf(table, row).filter((child) => kept[child] === 1);
      for (let at = children.length - 1; at >= 0; at--) {
        const child = children[at];
        if (child === undefined) continue;
        stack.push({ row: child, depth: depth + 1, stem: inner, last: at === children.length - 1 });
      }
    }
  };
  for (let row = 0; row < table.count; row++) {
    const parent = table.parent[row] ?? -1;
    if (kept[row] === 1 && (parent < 0 || kept[parent] !== 1)) walk(row);
  }
  // A ring of parents has no root.
  for (let row = 0; row < table.count; row++) if (kept[row] === 1 && seen[row] !== 1) walk(row);
  return out;
}

/** Threads of the group first, as pstree has them; bounded by the number of rows. */
function childrenOf(table: TaskTable, row: number): number[] {
  const threads: number[] = [];
  const processes: number[] = [];
  let child = table.firstChild[row] ?? -1;
  for (let steps = 0; child >= 0 && steps < table.count; steps++) {
    (table.leader[child] === child ? processes : threads).push(child);
    child = table.nextSibling[child] ?? -1;
  }
  return [...threads, ...processes];
}
