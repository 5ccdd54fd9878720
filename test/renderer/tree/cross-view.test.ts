import { describe, expect, test } from 'vitest';
import { crossText, crossWords, hiddenText } from '../../../src/renderer/tree/cross-view.ts';
import { FOUND_BY, type TaskTable } from '../../../src/shared/task-table.ts';
import { fakeTable } from '../support/fake-table.ts';

const { list, tree, threads, pid, carve, named } = FOUND_BY;

const drawn = fakeTable([{ pid: 1, name: 'init', parent: -1 }]);
const tableOf = (foundBy: number, missing: number): TaskTable => ({
  ...drawn,
  foundBy: Uint8Array.of(foundBy),
  missing: Uint8Array.of(missing),
});

describe('the cross-view of a task', () => {
  test('is one mark a way: found, missing, or silent', () => {
    expect(crossText(tableOf(tree | pid | carve, list), 0)).toBe('!T·PC');
    expect(crossText(tableOf(threads | pid, 0), 0)).toBe('··HP·');
  });

  test('says the same in words', () => {
    expect(crossWords(tableOf(tree | pid | carve, list), 0).split('\n')).toEqual([
      'list: should lead to it and does not',
      'tree: leads to it',
      'threads: has nothing to say of it',
      'pid: leads to it',
      'content: leads to it',
    ]);
  });

  test('says what gave a hidden task away, and nothing of others', () => {
    expect(hiddenText(tableOf(pid | carve | named, list | tree), 0)).toBe(
      'It is not in the kernel’s list of tasks and not among its parent’s children; but the kernel’s table of pids holds it, its content is that of a living task and other tasks name it as their parent.',
    );
    expect(hiddenText(tableOf(list | tree | pid, 0), 0)).toBeUndefined();
  });
});
