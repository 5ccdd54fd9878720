import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WindowMemory } from '../../../src/main/api/window-memory.ts';
import type { DumpView } from '../../../src/shared/dump-view.ts';
import { temporary } from '../../support/temporary.ts';

const VIEW: DumpView = {
  task: { pid: 42, start: 'ff00' },
  space: 'virtual',
  top: 'ffff888000000000',
  panel: 'evidence',
  picture: 'tree',
  filter: 'uid:0',
  kernelThreads: false,
  threads: true,
  zombies: true,
  namespaces: true,
  flat: false,
  sort: 'start',
  descending: true,
};

/** Sessions are called as their files; what begins with `dropped` has none. */
const pathOf = (session: string): string | undefined =>
  session.startsWith('dropped') ? undefined : `/${session}`;
const start = (file: string): WindowMemory => new WindowMemory(file, pathOf);
const [ONE, TWO] = [{}, {}];
const file = (): string => join(temporary(), 'windows.json');
const open = (...sessions: readonly string[]) => ({
  dumps: sessions.map((session) => ({ session, view: VIEW })),
  ...(sessions[0] === undefined ? {} : { active: sessions[0] }),
});
const paths = ({ last }: WindowMemory): readonly string[] => last.dumps.map(({ path }) => path);

test('what was open is there at the next start, with how it was looked at and which was in front', () => {
  const kept = file();
  start(kept).keep(ONE, open('a', 'b'));
  expect(start(kept).last).toEqual({
    dumps: [
      { path: '/a', view: VIEW },
      { path: '/b', view: VIEW },
    ],
    active: '/a',
  });
  expect(statSync(kept).mode & 0o777).toBe(0o600);
});

test('not taking the offer forgets nothing; opening something else does', () => {
  const kept = file();
  start(kept).keep(ONE, open('a'));
  const next = start(kept);
  next.keep(ONE, open());
  next.closed(ONE);
  expect(paths(start(kept))).toEqual(['/a']);
  next.keep(ONE, open('b'));
  expect(paths(next)).toEqual([]);
  expect(paths(start(kept))).toEqual(['/b']);
});

test('whoever closed all dumps is offered none', () => {
  const kept = file();
  const memory = start(kept);
  memory.keep(ONE, open('a'));
  memory.keep(ONE, open());
  expect(paths(start(kept))).toEqual([]);
});

test('of windows closed one by one, the last counts; of windows that close because the program ends, all', () => {
  const kept = file();
  const memory = start(kept);
  memory.keep(ONE, open('a'));
  memory.keep(TWO, open('b', 'a'));
  expect(paths(start(kept))).toEqual(['/a', '/b']);
  memory.closed(ONE);
  memory.closed(TWO);
  expect(paths(memory)).toEqual(['/b', '/a']);
  expect(paths(start(kept))).toEqual(['/b', '/a']);

  const again = start(kept);
  again.keep(ONE, open('a'));
  again.keep(TWO, open('b'));
  again.end();
  again.closed(TWO);
  again.closed(ONE);
  again.keep(ONE, open());
  expect(paths(start(kept))).toEqual(['/a', '/b']);
});

test('what was dropped into a browser cannot be opened again: it is not kept', () => {
  const kept = file();
  const memory = start(kept);
  memory.keep(ONE, open('dropped-1'));
  expect(existsSync(kept)).toBe(false);
  memory.keep(ONE, open('dropped-1', 'a'));
  expect(start(kept).last).toEqual({ dumps: [{ path: '/a', view: VIEW }] });
});

test('a window that loads anew hears how its dumps were looked at', () => {
  const memory = start(file());
  memory.keep(ONE, open('a', 'dropped-1'));
  memory.closed(ONE);
  const sessions = ['a', 'dropped-1', 'c'].map((session) => ({ session, path: session }));
  expect(memory.withViews(sessions).map(({ view }) => view)).toEqual([VIEW, VIEW, undefined]);
});

const stored = (...dumps: readonly unknown[]): string => JSON.stringify({ dumps, active: 7 });
const sound = { path: '/a', view: VIEW };

test.each([
  ['no JSON', '{"dumps":[', []],
  ['a list', JSON.stringify([sound]), []],
  ['dumps that are text', JSON.stringify({ dumps: '/a' }), []],
  ['entries of another kind', stored(null, 7, [], 'x', sound), [sound]],
  ['a relative path', stored({ ...sound, path: 'a' }, sound), [sound]],
  ['a path twice', stored(sound, sound), [sound]],
  ['a view of a later version', stored({ path: '/a', view: { ...VIEW, more: 1 } }), [{ path: '/a' }]],
  ['an address that is none', stored({ path: '/a', view: { ...VIEW, top: '-1' } }), [{ path: '/a' }]],
  ['an endless address', stored({ path: '/a', view: { ...VIEW, top: 'f'.repeat(17) } }), [{ path: '/a' }]],
  [
    'a pid that is none',
    stored({ path: '/a', view: { ...VIEW, task: { pid: 1.5, start: '0' } } }),
    [{ path: '/a' }],
  ],
  [
    'an endless filter',
    stored({ path: '/a', view: { ...VIEW, filter: 'x'.repeat(2000) } }),
    [{ path: '/a' }],
  ],
])('a file that holds %s harms nothing', (_name, text, expected) => {
  const kept = file();
  writeFileSync(kept, text);
  expect(start(kept).last).toEqual({ dumps: expected });
});

test('more dumps than anybody has are cut off', () => {
  const kept = file();
  writeFileSync(kept, stored(...Array.from({ length: 5000 }, (_, n) => ({ path: `/${n}` }))));
  expect(paths(start(kept))).toHaveLength(50);
});

test('nothing is written where nothing has changed', () => {
  const kept = file();
  const memory = start(kept);
  memory.keep(ONE, open('a'));
  writeFileSync(kept, 'untouched');
  memory.keep(ONE, open('a'));
  expect(readFileSync(kept, 'utf8')).toBe('untouched');
});
