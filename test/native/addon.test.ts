import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

import { afterAll, describe, expect, test } from 'vitest';

import { findAddon, nativeAddon } from '../../src/main/engine/file/native-addon.ts';
import type { NativeAddon } from '../../src/main/engine/file/native-addon.ts';
import { english } from '../../src/shared/i18n/english.ts';
import { say } from '../../src/shared/i18n/sentence.ts';

const native = ((): NativeAddon => {
  const state = nativeAddon();
  if (state.addon === undefined) throw new Error(english(say('notice.noAddon', { why: state.reason })));
  return state.addon;
})();

describe('the addon', () => {
  test('loads in several threads at once, each with files of its own', async () => {
    const module = new URL('../../src/main/engine/file/native-addon.ts', import.meta.url);
    const code = `
      import { parentPort } from 'node:worker_threads';
      const { nativeAddon } = await import(${JSON.stringify(module.href)});
      const { addon } = nativeAddon();
      const unopened = addon.read(0, 0, new Uint8Array(4));
      const file = addon.open(process.execPath);
      parentPort.postMessage([unopened, file, addon.read(file, 0, new Uint8Array(4))]);`;
    const mine = native.open(process.execPath);
    const answers = await Promise.all(
      [1, 2, 3].map(() => {
        const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));
        return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
      }),
    );
    // −1: this thread's open file is none of theirs.
    expect(answers).toEqual(Array.from({ length: 3 }, () => [-1, 0, 4]));
    expect(native.read(mine, 0, new Uint8Array(4))).toBe(4);
    native.close(mine);
  });

  test('maps and unmaps hundreds of times, and more files at once than it can watch are refused', () => {
    for (let round = 0; round < 2; round++) {
      const handles = Array.from({ length: 600 }, () => native.open(process.execPath));
      const open = handles.filter((handle) => handle >= 0);
      expect(open.length).toBeGreaterThanOrEqual(500);
      expect(new Set(open).size).toBe(open.length);
      for (const handle of open) expect(native.read(handle, 0, new Uint8Array(4))).toBe(4);
      open.forEach((handle) => {
        native.close(handle);
      });
    }
  });

  test('answers a wrong call with −3, or nothing, and lives on', () => {
    const handle = native.open(process.execPath);
    const wrong = (value: unknown): never => value as never;
    expect(native.read(handle, 0, wrong(new Float64Array(4)))).toBe(-3);
    expect(native.read(handle, wrong('0'), new Uint8Array(4))).toBe(-3);
    expect(native.read(wrong('file'), 0, new Uint8Array(4))).toBe(-1);
    expect(native.gather(handle, wrong([0]), 1, new Uint8Array(4))).toBe(-3);
    expect(native.gather(handle, Float64Array.of(0), -1, new Uint8Array(4))).toBe(-3);
    expect(native.compile('values', wrong(new Uint8Array(8)), undefined, 8, false, false)).toBeUndefined();
    expect(native.compile('riddle', BigUint64Array.of(1n), undefined, 8, false, false)).toBeUndefined();
    expect(native.compile('patterns', new Uint8Array(2), Uint32Array.of(3), 0, false, false)).toBeUndefined();
    expect(native.scan(handle, {}, new Float64Array(3), 1, 1, 1, () => undefined)).toBe(-3);
    expect(native.scanBytes({}, new Uint8Array(8), 0, 1)).toBeUndefined();
    native.cancel(12_345);
    native.close(99);
    native.close(handle);
  });

  test('takes about as long to read a few bytes as a few function calls', () => {
    const handle = native.open(process.execPath);
    const target = new Uint8Array(8);
    const ROUNDS = 200_000;
    const batches = Array.from({ length: 5 }, () => {
      const before = performance.now();
      for (let round = 0; round < ROUNDS; round++) native.read(handle, 4096, target);
      return ((performance.now() - before) * 1e6) / ROUNDS;
    });
    native.close(handle);
    // Nanoseconds; about 150 on an idle machine of 2022.
    expect(Math.min(...batches)).toBeLessThan(1000);
  });
});

describe('finding the addon', () => {
  const root = mkdtempSync(join(tmpdir(), 'taskshape-find-'));
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** Puts something where an addon would be. */
  function place(...folders: string[]): string {
    const file = join(root, ...folders, 'native', 'build', 'Release', 'taskshape.node');
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(process.execPath, file);
    return file;
  }

  test('works from a source file, a bundle and its chunks', () => {
    const file = place('checkout');
    for (const folder of ['src/main/engine/file', 'out/main', 'out/main/chunks']) {
      expect(findAddon(join(root, 'checkout', folder))).toBe(file);
    }
  });

  test('looks beside the archive of an Electron package, from which nothing can be loaded', () => {
    const file = place('resources', 'app.asar.unpacked');
    expect(findAddon(join(root, 'resources', 'app.asar', 'out', 'main'))).toBe(file);
  });

  test('ends at the root when there is none', () => {
    expect(findAddon(join(tmpdir(), 'out', 'main'))).toBeUndefined();
  });
});
