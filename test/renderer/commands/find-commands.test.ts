import { expect, test } from 'vitest';
import { CATALOGUES, type CommandId } from '../../../src/shared/i18n/catalogue.ts';
import { NATIVE_KEYS, nativeKey } from '../../../src/shared/native-keys.ts';
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

test('while nothing is typed, what was run last stands first', () => {
  const recent = ['help.keys', 'view.settings'];
  expect(
    findCommands(commands, '', recent)
      .slice(0, 2)
      .map(({ id }) => id),
  ).toEqual(recent);
  expect(findCommands(commands, 'zoom', recent)[0]?.id).toMatch(/zoom/i);
});

test('while nothing is typed, what is about one thing stands together', () => {
  const on = findCommands(commands, '').filter(({ isEnabled }) => isEnabled?.() !== false);
  const groups = on.map(({ id }) => id.split('.')[0]);
  // Nothing that takes something away stands first.
  expect(on[0]?.id).toBe('file.open');
  expect(groups.filter((group, at) => group !== groups[at - 1]).length).toBe(new Set(groups).size);
});

test('a command of that title comes before others of a group of that name', () => {
  const found = findCommands(commands, 'process map').filter(({ id }) => /^(tree|map)\./.test(id));
  expect(found.map(({ id }) => id)[0]).toBe('tree.map');
  expect(found.length).toBeGreaterThan(1);
});

test('a word finds commands with that word; letters strewn over others are for abbreviations', () => {
  const titles = (typed: string): readonly string[] =>
    findCommands(commands, typed).map(({ id }) => CATALOGUES.en[`command.${id}`]);
  const copies = titles('copy');
  expect(copies).toContain('Copy bytes as hex');
  expect(copies.filter((title) => !/cop(y|ies)/i.test(title))).toEqual([]);
  expect(titles('clpsal')).toContain('Collapse all');
});

test('what matches alike stands as in the help', () => {
  const found = findCommands(commands, 'search for text').map(({ id }) => id);
  expect(found.slice(0, 2)).toEqual(['search.text', 'search.utf16']);
});

test('what cannot be done now comes last', () => {
  const off = (at: number): boolean => found[at]?.isEnabled?.() === false;
  const found = findCommands(commands, '');
  // Nothing is open: there is no second recent dump either, and no third kernel.
  expect(found.length).toBe(commands.filter(({ about }) => about === undefined).length);
  expect(off(0)).toBe(false);
  expect(off(found.length - 1)).toBe(true);
});

test('no two commands share an id or a shortcut', () => {
  expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});

test('native menus show the keys that the page answers', () => {
  for (const [id, key] of Object.entries(NATIVE_KEYS)) {
    const command = commands.find((one) => one.id === id);
    expect([id, command?.shortcuts ?? []]).toEqual([id, expect.arrayContaining([key])]);
  }
  expect(['view.zoomIn', 'nav.back', 'hex.search'].map((id) => nativeKey(id as CommandId))).toEqual([
    'CmdOrCtrl+Plus',
    'Alt+Left',
    'CmdOrCtrl+Shift+F',
  ]);
});

test('every command of the catalogue is registered', () => {
  const named = Object.keys(CATALOGUES.en).flatMap((key) => /^command\.(.+)/.exec(key)?.[1] ?? []);
  // Some commands are of one host alone: see window-commands.ts.
  const ofOneHost = ['file.newTab', 'file.copyLink', 'file.moveToWindow'];
  const missing = named.filter((id) => !commands.some((command) => command.id === id));
  expect(missing.filter((id) => !ofOneHost.includes(id))).toEqual([]);
});
