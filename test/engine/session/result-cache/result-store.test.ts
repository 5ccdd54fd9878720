import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cachedFiles, removeAll } from '../../../../src/main/engine/file/cache-folder.ts';
import { contentKey } from '../../../../src/main/engine/session/result-cache/content-key.ts';
import { engineBuild } from '../../../../src/main/engine/session/result-cache/engine-build.ts';
import { ResultStore } from '../../../../src/main/engine/session/result-cache/result-store.ts';
import { MemoryFile } from '../../../support/memory-file.ts';
import { temporary } from '../../../support/temporary.ts';

const entry = (letter: string, length = 1000): Buffer => Buffer.alloc(length, letter);

test('a store gives back what was put in, and nothing for what was not', () => {
  const store = new ResultStore({ folder: join(temporary(), 'not', 'there', 'yet') });
  expect(store.load('a')).toBeUndefined();
  expect(store.save('a', entry('a'))).toBeUndefined();
  expect(store.load('a')).toEqual(entry('a'));
  expect(store.save('a', entry('b'))).toBeUndefined();
  expect(store.load('a')).toEqual(entry('b'));
  store.drop('a');
  expect(store.load('a')).toBeUndefined();
});

test('a store stays below its size: what was used longest ago goes first', () => {
  const folder = temporary();
  const store = new ResultStore({ folder, maxBytes: 16_000 });
  const age = (key: string, seconds: number): void => {
    utimesSync(join(folder, `${key}.result`), seconds, seconds);
  };
  ['a', 'b', 'c'].forEach((key, at) => {
    store.save(key, entry(key, 5000));
    age(key, 1000 + at);
  });
  expect(store.load('a')).toBeDefined(); // used now, so that b is the oldest
  store.save('d', entry('d', 5000));
  expect(['a', 'b', 'c', 'd'].filter((key) => store.load(key) !== undefined)).toEqual(['a', 'c', 'd']);
  expect(store.save('e', entry('e', 17_000))).toMatch(/more than the cache may hold/);
  expect(store.load('a')).toBeDefined();
});

test('a full disk leaves nothing half-written behind', () => {
  const folder = temporary();
  const full = new ResultStore({
    folder,
    write: (path, bytes) => {
      writeFileSync(path, bytes.subarray(0, 100));
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    },
  });
  expect(full.save('a', entry('a'))).toMatch(/ENOSPC/);
  expect(readdirSync(folder)).toEqual([]);
  expect(full.load('a')).toBeUndefined();
});

test('an entry that another process is writing is not taken from it', () => {
  const folder = temporary();
  const store = new ResultStore({ folder, maxBytes: 2000 });
  const partial = join(folder, 'b.0123.tmp');
  writeFileSync(partial, entry('b', 1500));
  utimesSync(partial, Date.now() / 1000 - 60, Date.now() / 1000 - 60);
  store.save('a', entry('a', 1500));
  expect(readdirSync(folder)).toEqual(['a.result', 'b.0123.tmp']);
});

test('what an interrupted process left is removed a day later, not before', () => {
  const folder = temporary();
  const store = new ResultStore({ folder });
  writeFileSync(join(folder, 'old.tmp'), 'x');
  writeFileSync(join(folder, 'new.tmp'), 'x');
  const yesterday = Date.now() / 1000 - 90_000;
  utimesSync(join(folder, 'old.tmp'), yesterday, yesterday);
  store.save('a', entry('a'));
  expect(readdirSync(folder).sort()).toEqual(['a.result', 'new.tmp']);
});

test(
  'several processes write and read at once, and none ever sees half an entry',
  { timeout: 60_000 },
  async () => {
    const folder = temporary();
    const child = join(import.meta.dirname, '..', '..', '..', 'support', 'saving-child.ts');
    const children = ['x', 'y', 'z'].map((seed) =>
      spawn(process.execPath, [child, folder, seed], { stdio: 'inherit' }),
    );
    let running = children.length;
    const codes = children.map(
      (each) =>
        new Promise<number | null>((resolve) =>
          each.on('close', (code) => {
            running--;
            resolve(code);
          }),
        ),
    );
    const store = new ResultStore({ folder, maxBytes: 1_000_000 });
    let seen = 0;
    while (running > 0) {
      for (const key of ['shared-0', 'shared-1', 'shared-2']) {
        const bytes = store.load(key);
        if (bytes === undefined) continue;
        seen++;
        expect(createHash('sha256').update(bytes.subarray(32)).digest().equals(bytes.subarray(0, 32))).toBe(
          true,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await Promise.all(codes)).toEqual([0, 0, 0]);
    expect(seen).toBeGreaterThan(10);
    const files = cachedFiles(folder);
    expect(files.every(({ path }) => path.endsWith('.result'))).toBe(true);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(1_000_000);
  },
);

test('clearing removes every file and tells how much that was', () => {
  const folder = temporary();
  const store = new ResultStore({ folder });
  store.save('a', entry('a'));
  store.save('b', entry('b'));
  expect(removeAll(folder)).toEqual({ files: 2, bytes: 2000 });
  expect(store.load('a')).toBeUndefined();
  expect(removeAll(folder)).toEqual({ files: 0, bytes: 0 });
  expect(removeAll(join(folder, 'nowhere'))).toEqual({ files: 0, bytes: 0 });
  expect(statSync(folder).isDirectory()).toBe(true);
});

test('a key tells size, ends, blocks in between and the engine', () => {
  const bytes = new Uint8Array(4 << 20).fill(7);
  const key = (content: Uint8Array, engine = 'one'): string => contentKey(new MemoryFile(content), engine);
  const changedAt = (at: number): Uint8Array => bytes.with(at, 8);
  expect(key(bytes.slice())).toBe(key(bytes));
  for (const other of [changedAt(0), changedAt(bytes.length - 1), changedAt(2 << 20), bytes.subarray(1)])
    expect(key(other)).not.toBe(key(bytes));
  expect(key(bytes, 'two')).not.toBe(key(bytes));
  expect(key(bytes.subarray(0, 10))).not.toBe(key(bytes.subarray(0, 11)));
});

test('an engine is named by its sources', () => {
  const root = join(import.meta.dirname, '..', '..', '..', '..');
  expect(engineBuild(root)).toMatch(/^[0-9a-f]{16}$/);
  expect(engineBuild(root)).toBe(engineBuild(root));
});
