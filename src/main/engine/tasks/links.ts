/** Rows of the process tree as first-child and next-sibling columns. */
export interface TreeLinks {
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
}

/**
 * Turns parent rows into a forest that can be walked without care: a row whose way up runs in a circle becomes a
 * root. Children stand in row order.
 */
export function treeLinks(parents: Int32Array): TreeLinks {
  const parent = Int32Array.from(parents);
  const state = new Uint8Array(parent.length); // 1 on the path being followed, 2 known to end in a root
  for (let row = 0; row < parent.length; row++) {
    const path: number[] = [];
    let at = row;
    while (at >= 0 && state[at] === 0) {
      state[at] = 1;
      path.push(at);
      at = parent[at] ?? -1;
    }
    if (at >= 0 && state[at] === 1) parent[at] = -1;
    for (const step of path) state[step] = 2;
  }
  const firstChild = new Int32Array(parent.length).fill(-1);
  const nextSibling = new Int32Array(parent.length).fill(-1);
  for (let row = parent.length - 1; row >= 0; row--) {
    const up = parent[row] ?? -1;
    if (up < 0) continue;
    nextSibling[row] = firstChild[up] ?? -1;
    firstChild[up] = row;
  }
  return { parent, firstChild, nextSibling };
}
