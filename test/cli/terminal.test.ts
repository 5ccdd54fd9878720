import { spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { safeString } from '../../src/main/cli/safe-string.ts';
import { writeDrawnDumps } from '../support/drawn-dump.ts';
import { runCli } from '../support/run-cli.ts';
import { temporary } from '../support/temporary.ts';

const ESCAPE = '\x1b';

it('nothing outside of a terminal is coloured, and no progress is drawn', async () => {
  const { raw } = writeDrawnDumps(temporary());
  for (const args of [
    ['ps', raw],
    ['tree', raw],
    ['hex', raw, '--task', '1'],
    ['info', raw],
  ]) {
    const { stdout, stderr } = await runCli(args);
    expect(stdout).not.toContain(ESCAPE);
    expect(stderr).toBe('');
  }
});

it('a path that would drive the terminal is shown escaped', async () => {
  expect(safeString('/tmp/\x1b[31mred\u202e.raw')).toBe('/tmp/\\x1b[31mred\\xe2\\x80\\xae.raw');
  const { stderr } = await runCli(['ps', `/no/${ESCAPE}]0;title\x07`]);
  expect(stderr).not.toContain(ESCAPE);
  expect(stderr).toContain('\\x1b]0;title\\x07');
});

it('--debug tells the search on stderr and leaves stdout as it is', async () => {
  const { raw } = writeDrawnDumps(temporary());
  const plain = await runCli(['ps', raw]);
  const debug = await runCli(['ps', raw, '--debug', '--no-cache']);
  expect(debug.stdout).toBe(plain.stdout);
  expect(debug.stderr.split('\n').length).toBeGreaterThan(5);
});

it('a reader that goes away early is no error', () => {
  const { raw } = writeDrawnDumps(temporary());
  const { stderr, status } = spawnSync(
    'bash',
    [
      '-c',
      `set -o pipefail; "$0" src/main/cli/index.ts hex "$1" --address 0 --space file --length 1048576 | head -1`,
      process.execPath,
      raw,
    ],
    { cwd: join(import.meta.dirname, '..', '..'), encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('Ctrl-C ends a long search with 130', async () => {
  const big = join(temporary(), 'big.raw');
  writeFileSync(big, '');
  truncateSync(big, 64 * 2 ** 30); // Sparse: scanning it takes many seconds.
  // It has begun once it tells its first step.
  const { code, stdout } = await runCli(['ps', big, '--debug'], { interrupt: true });
  expect(stdout).toBe('');
  expect(code).toBe(130);
});
