import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '../support/dump-builder/build-guest.ts';
import { runCli } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'taskshape-diff-'));
const before = join(folder, 'before.raw');
const after = join(folder, 'after.raw');
const machine = (tasks: string): Uint8Array =>
  buildGuest(`swapper/0 0\n  init 1\n${tasks}\n  kthreadd 2 kthread\n    kworker/0:0 3`, {
    ramSize: 4 << 20,
    seed: 8,
  }).raw();

beforeAll(() => {
  writeFileSync(before, machine('    cron 320\n    bash 300 uid=1000 gid=1000\n    sshd 330'));
  writeFileSync(after, machine('    bash 300 uid=0 gid=1000\n    sshd 330\n    =evil 340'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Named {
  readonly comm: string;
}
interface DiffJson {
  readonly appeared: readonly Named[];
  readonly vanished: readonly Named[];
  readonly changed: readonly {
    readonly after: Named;
    readonly changes: readonly { readonly field: string }[];
  }[];
}

test('diff tells what appeared, vanished and changed, as it was drawn', async () => {
  const { code, stdout } = await runCli(['diff', before, after, '--json', '--no-cache']);
  const { appeared, vanished, changed } = JSON.parse(stdout) as DiffJson; // our own process wrote it
  expect(code).toBe(0);
  expect(appeared.map(({ comm }) => comm)).toContain('=evil');
  expect(vanished.map(({ comm }) => comm)).toContain('cron');
  const bash = changed.find(({ after: { comm } }) => comm === 'bash');
  expect(bash?.changes.map(({ field }) => field)).toContain('uid');
  expect([...appeared, ...vanished].map(({ comm }) => comm)).not.toContain('init');
});

test('a name that a spreadsheet would run is disarmed in CSV, and text counts each group', async () => {
  const { stdout: csv } = await runCli(['diff', before, after, '--csv', '--no-cache']);
  expect(csv).toMatch(/^change,pid,comm,field,before,after/);
  expect(csv).toContain("appeared,340,'=evil");
  const { stdout: text } = await runCli(['diff', before, after, '--no-cache']);
  expect(text).toMatch(/Appeared: \d+\n[^]*Vanished: \d+\n[^]*Changed: \d+\n[^]*Unchanged: \d+\n/);
});

test('a dump that cannot be read ends the comparison with its reason', async () => {
  const { code, stdout, stderr } = await runCli(['diff', before, join(folder, 'nowhere')]);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('nowhere');
});
