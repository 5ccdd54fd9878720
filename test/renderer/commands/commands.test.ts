import { describe, expect, test } from 'vitest';
import { appCommands } from '../../../src/renderer/commands/app-commands.ts';
import { CommandRegistry, titleOf, type Command } from '../../../src/renderer/commands/registry.ts';
import { matchesShortcut, shortcutText } from '../../../src/renderer/commands/shortcut.ts';
import { Workspace } from '../../../src/renderer/workspace/workspace.ts';
import { FakeCarrier } from '../support/fake-carrier.ts';

const press = (key: string, held = '') => ({
  key,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
});

describe('shortcuts', () => {
  test('Mod is Ctrl, and ⌘ on Apple systems', () => {
    expect(matchesShortcut('Mod+G', press('g', 'c'), false)).toBe(true);
    expect(matchesShortcut('Mod+G', press('g', 'm'), true)).toBe(true);
    expect(matchesShortcut('Mod+G', press('g', 'c'), true)).toBe(false);
    expect(matchesShortcut('Mod+G', press('g'), false)).toBe(false);
    expect(matchesShortcut('Mod+G', press('G', 'cs'), false)).toBe(false);
  });
  test('a plus sign can be a key', () => {
    expect(matchesShortcut('Mod++', press('+', 'cs'), false)).toBe(true);
    expect(shortcutText('Mod++', false)).toBe('Ctrl++');
  });
  test('are written as the system writes them', () => {
    expect(shortcutText('Alt+ArrowLeft', false)).toBe('Alt+←');
    expect(shortcutText('Mod+Shift+H', true)).toBe('⌘⇧H');
  });
});

describe('the registry', () => {
  test('runs what is enabled and nothing else', () => {
    const registry = new CommandRegistry();
    let runs = 0;
    let enabled = false;
    registry.register({ id: 'nav.back', isEnabled: () => enabled, run: () => runs++ });
    expect([registry.run('nav.back'), registry.run('nav.forward')]).toEqual([false, false]);
    enabled = true;
    expect(registry.run('nav.back')).toBe(true);
    expect(runs).toBe(1);
  });
  test('refuses two commands of one id', () => {
    const registry = new CommandRegistry();
    const command: Command = { id: 'nav.back', run: () => undefined };
    expect(() => {
      registry.register(command, command);
    }).toThrow('registered twice');
  });
});

describe('the window’s commands', () => {
  const commands = appCommands(new Workspace(new FakeCarrier({ tasks: 10, until: 'done' })));
  test('have ids of the form group.name, and titles', () => {
    for (const { id } of commands) {
      expect(id).toMatch(/^[a-z]+\.[a-zA-Z]+$/);
      expect(titleOf({ id })).not.toBe('');
    }
  });
  test('share no shortcut', () => {
    const all = commands.flatMap(({ shortcuts = [] }) => shortcuts);
    expect(new Set(all).size).toBe(all.length);
  });
  test('are those that native menus name', () => {
    const ids = commands.map(({ id }) => id);
    for (const id of [
      'file.open',
      'file.sample',
      'file.close',
      'edit.copy',
      'view.find',
      'view.goto',
      'nav.back',
    ])
      expect(ids).toContain(id);
  });
  test('about a dump are not enabled without one', () => {
    expect(commands.find(({ id }) => id === 'view.goto')?.isEnabled?.()).toBe(false);
  });
});
