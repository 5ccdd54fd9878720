import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const project = join(import.meta.dirname, '../..');
const copy = mkdtempSync(join(tmpdir(), 'taskshape-build-'));

beforeAll(() => {
  for (const part of ['scripts/build-native.mjs', 'native/src', 'native/headers', 'native/binding.gyp']) {
    cpSync(join(project, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const build = (folder: string, env: NodeJS.ProcessEnv = {}): Promise<{ stdout: string; stderr: string }> =>
  run(process.execPath, [join(folder, 'scripts/build-native.mjs')], { env: { ...process.env, ...env } });

describe('building the addon', () => {
  test('without a compiler gives one notice that says what follows, and is no error', async () => {
    const { stdout, stderr } = await build(copy, { CXX: '/nowhere/c++', CC: '/nowhere/cc' });
    expect(stdout).toBe('');
    expect(stderr.match(/not built/g)).toHaveLength(1);
    expect(stderr).toMatch(/plain file reads.*slower/);
    expect(stderr).toMatch(/npm run build:native/);
    expect(existsSync(join(copy, 'native/build/Release/taskshape.node'))).toBe(false);
  });

  test('without Python gives the same notice', async () => {
    const { stderr } = await build(copy, {
      PATH: '/nowhere',
      npm_config_python: '/nowhere/python',
      PYTHON: '',
    });
    expect(stderr.match(/not built/g)).toHaveLength(1);
  });

  test('is quick and silent when nothing changed', async () => {
    const before = performance.now();
    const { stdout, stderr } = await build(project);
    expect(stdout + stderr).toBe('');
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
