import { say } from '../../../src/shared/i18n/sentence.ts';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeRecent, RecentDumps } from '../../../src/main/api/recent-dumps.ts';
import { Roots } from '../../../src/main/browser/roots.ts';
import type { SessionEvent } from '../../../src/shared/api.ts';
import { failure } from '../../../src/shared/errors.ts';
import { temporary } from '../../support/temporary.ts';

const file = (): string => join(temporary(), 'kept', 'recent.json');
const paths = (dumps: RecentDumps): readonly string[] => dumps.list().map(({ path }) => path);

test('twenty are kept, newest first, each once, over a restart, for their owner alone', () => {
  const kept = file();
  const dumps = new RecentDumps(kept);
  for (let n = 1; n <= 25; n++) dumps.opened(`/${n}`, `s${n}`);
  dumps.opened('/7', 'again');
  const again = paths(new RecentDumps(kept));
  expect(again).toHaveLength(20);
  expect(again.slice(0, 3)).toEqual(['/7', '/25', '/24']);
  expect(statSync(kept).mode & 0o777).toBe(0o600);
});

test('two processes that share the file lose nothing of each other', () => {
  const kept = file();
  const [one, two] = [new RecentDumps(kept), new RecentDumps(kept)];
  one.opened('/a', 'a');
  two.opened('/b', 'b');
  one.opened('/c', 'c');
  expect(paths(two)).toEqual(['/c', '/b', '/a']);
});

test('one is taken off, or all', () => {
  const dumps = new RecentDumps(file());
  for (const path of ['/a', '/b', '/c']) dumps.opened(path, path);
  dumps.forget('/b');
  expect(paths(dumps)).toEqual(['/c', '/a']);
  dumps.forget();
  expect(paths(dumps)).toEqual([]);
});

test('what an analysis finds is noted when it ends, and stays when the next one fails', () => {
  const dumps = new RecentDumps(file());
  let tell: (event: SessionEvent) => void = () => undefined;
  dumps.follow({
    onEvent: (listener) => {
      tell = listener;
      return () => undefined;
    },
  });
  dumps.opened('/a', 's');
  // As much of a table and of a kernel as is looked at.
  const table = { count: 40 } as never;
  const kernel = { release: '6.1.0' };
  tell({ type: 'changed', session: 's', changes: { table, info: { kernel } as never } });
  expect(dumps.list()[0]?.tasks).toBeUndefined();
  tell({ type: 'changed', session: 's', changes: { finished: true } });
  expect(dumps.list()).toMatchObject([{ path: '/a', tasks: 40, release: '6.1.0' }]);
  dumps.opened('/a', 't');
  tell({ type: 'changed', session: 't', changes: { finished: true } });
  expect(dumps.list()).toMatchObject([{ path: '/a', tasks: 40, release: '6.1.0' }]);
});

const sound = { path: '/a', openedMs: 5 };

test.each([
  ['no JSON', '{', []],
  ['no list', '{"path":"/a","openedMs":5}', []],
  ['an entry of another kind', JSON.stringify([null, 7, 'x', [], sound]), [sound]],
  ['a path that is relative', JSON.stringify([{ path: 'a', openedMs: 5 }, sound]), [sound]],
  ['a path with NUL', JSON.stringify([{ path: '/a\0b', openedMs: 5 }, sound]), [sound]],
  ['an endless path', JSON.stringify([{ path: `/${'a'.repeat(40_000)}`, openedMs: 5 }, sound]), [sound]],
  ['a moment no calendar has', JSON.stringify([{ path: '/b', openedMs: 9e15 }, sound]), [sound]],
  ['a moment that is text', JSON.stringify([{ path: '/b', openedMs: '5' }, sound]), [sound]],
  ['a count below zero', JSON.stringify([{ ...sound, path: '/b', tasks: -1 }, sound]), [sound]],
  ['a release that is a book', JSON.stringify([{ ...sound, path: '/b', release: 'x'.repeat(999) }]), []],
  ['a path twice', JSON.stringify([sound, sound]), [sound]],
  ['what is not ours', JSON.stringify([{ ...sound, missing: true, __proto__: { x: 1 } }]), [sound]],
])('a file that holds %s harms nothing', (_name, text, expected) => {
  const kept = join(temporary(), 'recent.json');
  writeFileSync(kept, text);
  expect(new RecentDumps(kept).list()).toEqual(expected);
});

test('a file of many megabytes is not read', () => {
  const kept = join(temporary(), 'recent.json');
  writeFileSync(kept, JSON.stringify([sound]) + ' '.repeat(5 * 1024 * 1024));
  expect(new RecentDumps(kept).list()).toEqual([]);
});

test('a list that cannot be written is no reason to fail', () => {
  const folder = temporary();
  writeFileSync(join(folder, 'no-folder'), 'x');
  const dumps = new RecentDumps(join(folder, 'no-folder', 'recent.json'));
  expect(() => {
    dumps.opened('/a', 's');
  }).not.toThrow();
  expect(readFileSync(join(folder, 'no-folder'), 'utf8')).toBe('x');
});

test('what lies outside the allowed folders is not listed, not even by a link', async () => {
  const folder = temporary();
  const root = join(folder, 'root');
  mkdirSync(root);
  writeFileSync(join(folder, 'secret'), 'x');
  writeFileSync(join(root, 'dump'), 'x');
  symlinkSync(join(folder, 'secret'), join(root, 'link'));
  const roots = await Roots.of([root]);
  const entries = ['root/dump', 'root/gone', 'root/link', 'secret', 'root-beside/gone'].map((name) => ({
    path: join(folder, name),
    openedMs: 1,
  }));
  expect(await describeRecent(entries, (path) => roots.admit(path), 'hidden')).toEqual([
    { path: join(root, 'dump'), openedMs: 1, missing: false },
    { path: join(root, 'gone'), openedMs: 1, missing: true },
  ]);
});

test('a file that does not answer holds up nothing, one that may not be read is there', async () => {
  const check = (path: string): Promise<void> =>
    path === '/stuck'
      ? new Promise(() => undefined)
      : Promise.reject(failure('file-unreadable', say('failure.text', { text: 'no' })));
  const entries = ['/stuck', '/mine'].map((path) => ({ path, openedMs: 1 }));
  expect(await describeRecent(entries, check, 'hidden')).toEqual([
    { path: '/mine', openedMs: 1, missing: false },
  ]);
});
