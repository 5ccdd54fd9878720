import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { treeLinks, type TreeLinks } from '../../../src/main/engine/tasks/links.ts';

const linksOf = (...parents: number[]): TreeLinks => treeLinks(Int32Array.from(parents));

function childrenOf({ firstChild, nextSibling }: TreeLinks, row: number): number[] {
  const children: number[] = [];
  for (let at = firstChild[row] ?? -1; at >= 0; at = nextSibling[at] ?? -1) children.push(at);
  return children;
}

describe('a forest', () => {
  test('lists children in row order', () => {
    const links = linksOf(-1, 0, 0, 1, 0);
    expect(childrenOf(links, 0)).toEqual([1, 2, 4]);
    expect(childrenOf(links, 1)).toEqual([3]);
    expect(childrenOf(links, 3)).toEqual([]);
  });

  test('without rows is empty', () => {
    expect(linksOf()).toEqual({
      parent: new Int32Array(),
      firstChild: new Int32Array(),
      nextSibling: new Int32Array(),
    });
  });

  test('makes a root of a row that is its own parent', () => {
    expect([...linksOf(-1, 1).parent]).toEqual([-1, -1]);
  });

  test('opens a circle at one place and keeps the rest of it', () => {
    const { parent } = linksOf(-1, 3, 1, 2, 1);
    expect([...parent].filter((row) => row === -1)).toHaveLength(2);
    expect(parent[4]).toBe(1);
  });

  test('of any parents at all is walked from its roots, each row exactly once', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 200 })
          .chain((size) =>
            fc.array(fc.integer({ min: -1, max: size - 1 }), { minLength: size, maxLength: size }),
          ),
        (parents) => {
          const links = linksOf(...parents);
          const seen: number[] = [];
          const open = [...links.parent.keys()].filter((row) => links.parent[row] === -1);
          for (let row = open.pop(); row !== undefined; row = open.pop()) {
            seen.push(row);
            if (seen.length > parents.length) throw new Error('walked in a circle');
            open.push(...childrenOf(links, row));
          }
          expect(seen.toSorted((a, b) => a - b)).toEqual([...parents.keys()]);
          // Only rows in a circle lose their parent, and one row a circle.
          links.parent.forEach((parent, row) => {
            if (parent !== parents[row]) expect(parent).toBe(-1);
          });
        },
      ),
    );
  });

  test('of a chain of 200,000 needs no stack', () => {
    const size = 200_000;
    const links = treeLinks(Int32Array.from({ length: size }, (_, row) => (row === 0 ? -1 : row - 1)));
    expect(links.firstChild[size - 2]).toBe(size - 1);
  });
});
