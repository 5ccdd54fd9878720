import { chmodSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { EXIT, exitCodeOf, worse } from '../../src/main/cli/exit-code.ts';
import { runCli } from '../support/run-cli.ts';
import { temporary } from '../support/temporary.ts';

describe('the command line ends with', () => {
  it.each([
    [['ps'], /name a dump/],
    [['nonsense'], /unknown command/],
    [['ps', '--nonsense', 'x'], /unknown option/],
    [['ps', 'x', '--json', '--csv'], /cannot be used with/],
    [['hex', 'x'], /--task/],
    [['hex', 'x', '--task', 'one'], /whole number/],
    [['hex', 'x', '--address', '0x1ffffffffffffffff'], /whole number/],
    [['hex', 'x', '--address', '1', '--length', '0'], /At least 1/],
    [['hex', 'x', '--address', '1', '--space', 'outer'], /Allowed choices/],
  ])('2 for a wrong call: %j', async (args, reason) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toMatch(reason);
    expect(stdout).toBe('');
    expect(code).toBe(EXIT.usage);
  });

  it('0 when help or the version was asked for', async () => {
    const help = await runCli(['--help']);
    expect(help.stdout).toMatch(/ps .*\n.*tree/);
    expect(help.code).toBe(0);
    const version = await runCli(['--version']);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(version.code).toBe(0);
  });

  it('3 for what cannot be read, and says which it is', async () => {
    const folder = temporary();
    const empty = join(folder, 'empty');
    writeFileSync(empty, '');
    for (const [path, reason] of [
      [join(folder, 'missing'), /no such file/],
      [folder, /folder/],
      [empty, /empty/],
      ['/dev/null', /device/],
    ] as const) {
      const { code, stderr } = await runCli(['ps', path]);
      expect(stderr).toContain(path);
      expect(stderr).toMatch(reason);
      expect(stderr).toMatch(/try: /);
      expect(code).toBe(EXIT.unreadable);
    }
    // Root may read everything.
    if (process.getuid?.() !== 0) {
      chmodSync(empty, 0);
      expect((await runCli(['ps', empty])).code).toBe(EXIT.unreadable);
    }
  });

  it('4 for a file that is no dump of Linux, and for one without tasks', async () => {
    const folder = temporary();
    const windows = join(folder, 'windows.dmp');
    writeFileSync(windows, Buffer.concat([Buffer.from('PAGEDU64'), Buffer.alloc(1 << 20)]));
    const zeros = join(folder, 'zeros.raw');
    writeFileSync(zeros, '');
    truncateSync(zeros, 16 << 20);
    for (const [path, reason] of [
      [windows, /Windows/],
      [zeros, /nothing but zeros/],
    ] as const) {
      const { code, stdout, stderr } = await runCli(['ps', path]);
      expect(stderr).toMatch(reason);
      expect(stdout).toBe('');
      expect(code).toBe(EXIT.noTasks);
    }
  });
});

test('of several dumps the worst code counts', () => {
  expect(worse(worse(EXIT.found, EXIT.noTasks), EXIT.unreadable)).toBe(EXIT.noTasks);
  expect(worse(exitCodeOf('internal'), EXIT.noTasks)).toBe(EXIT.bug);
});
