import { describe, expect, test } from 'vitest';
import { matchRows, parseQuery, wildcard } from '../../../src/renderer/tree/filter.ts';
import { buildTreeModel } from '../../../src/renderer/tree/tree-model.ts';
import { fakeTable } from '../support/fake-table.ts';

const model = buildTreeModel(
  fakeTable([
    { pid: 1, name: 'systemd', parent: -1 },
    { pid: 20, name: 'sshd', parent: 0 },
    { pid: 21, name: 'ssh-agent', parent: 1, state: 'Z' },
    { pid: 300, name: 'bash', parent: 1, hidden: true },
  ]),
);

/** The pids that a query finds. */
const found = (text: string): readonly number[] => {
  const matches = matchRows(parseQuery(text) ?? [], model.table, model.lowerNames);
  return [...model.table.pid].filter((_, row) => matches[row] === 1);
};

describe('the filter finds', () => {
  test('names that contain a word, and pids that start with digits', () => {
    expect(found('ssh')).toEqual([20, 21]);
    expect(found('2')).toEqual([20, 21]);
  });
  test('whole names by comm:, with wildcards', () => {
    expect(found('comm:ssh')).toEqual([]);
    expect(found('comm:ssh*')).toEqual([20, 21]);
    expect(found('comm:ssh?')).toEqual([20]);
    expect(found('*agent')).toEqual([21]);
  });
  test('numbers by comparison', () => {
    expect(found('pid:>20')).toEqual([21, 300]);
    expect(found('pid:<=20')).toEqual([1, 20]);
    expect(found('pid:20')).toEqual([20]);
  });
  test('any of several states', () => {
    expect(found('state:zx')).toEqual([21]);
  });
  test('hidden tasks', () => {
    expect(found('hidden:yes')).toEqual([300]);
  });
  test('tasks by what leads to them, and by what should and does not', () => {
    expect(found('in:list')).toEqual([1, 20, 21]);
    expect(found('in:pid')).toEqual([1, 20, 21, 300]);
    expect(found('not-in:list')).toEqual([300]);
    expect(found('not-in:threads')).toEqual([]);
    expect(found('in:nowhere')).toEqual([]);
  });
  test('all others by a minus', () => {
    expect(found('-comm:ssh*')).toEqual([1, 300]);
  });
  test('only what all words hold for', () => {
    expect(found('ssh state:Z')).toEqual([21]);
  });
  test('words it does not know as plain text', () => {
    expect(found('constructor:x')).toEqual([]);
    expect(found('nonsense:1')).toEqual([]);
  });
});

test('a hostile pattern takes no time that anyone would notice', () => {
  const started = performance.now();
  expect(wildcard(`${'*a'.repeat(200)}b`)('a'.repeat(10_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
