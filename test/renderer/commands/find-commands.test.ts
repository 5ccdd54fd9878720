import { expect, test } from 'vitest';
import { allCommands } from '../../../src/renderer/commands/all-commands.ts';
import { findCommands, matchScore } from '../../../src/renderer/commands/find-commands.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

const commands = allCommands(new Workspace(new FakeCarrier({ tasks: 10, until: 'done' })));

test('words are found in any order, letters in theirs', () => {
  expect(matchScore('Collapse all', 'all coll')).toBeDefined();
  expect(matchScore('Collapse all', 'clpsal')).toBeDefined();
  expect(matchScore('Collapse all', 'xyz')).toBeUndefined();
});

test('whole words come before scattered letters', () => {
  expect(matchScore('Zoom in', 'zoom') ?? 99).toBeLessThan(matchScore('Choose columns', 'zoom') ?? 99);
});

test('what cannot be done now comes last', () => {
  const off = (at: number): boolean => found[at]?.isEnabled?.() === false;
  const found = findCommands(commands, '');
  expect(found.length).toBe(commands.length);
  expect(off(0)).toBe(false);
  expect(off(found.length - 1)).toBe(true);
});

test('no two commands share an id or a shortcut', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});
