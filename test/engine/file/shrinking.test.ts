import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();
const support = join(import.meta.dirname, 'support');
const child = join(support, 'shrinking-child.ts');
const run = promisify(execFile);
const PAGE = 65_536;
const LEFT = 2 ** 20 + 100;
const SIZE = 2 ** 28;

interface Seen {
  readonly access: string;
  readonly intact?: unknown;
  readonly read?: unknown;
  readonly gather?: unknown;
  readonly scan: {
    readonly code: string;
    readonly offset: number;
    readonly remedy: { readonly key: string };
  };
}

/** Runs the child to its end; rejects when a signal or an error ended it. */
async function shrink(what: string, where: string, native: boolean): Promise<Seen> {
  const path = folder.file(`${what}-${where}-${String(native)}.bin`);
  const env = { ...process.env, TASKSHAPE_NO_NATIVE: native ? '' : '1' };
  const { stdout } = await run(process.execPath, [child, path, what, where], { env });
  return JSON.parse(stdout) as Seen;
}

describe.each([
  { where: 'main', native: true },
  { where: 'worker', native: true },
  { where: 'main', native: false },
  { where: 'worker', native: false },
])('a file that becomes shorter, in a $where thread, native $native,', ({ where, native }) => {
  test('fails reads with the offset, and the process lives on', async () => {
    const seen = await shrink('reads', where, native);
    expect(seen.access).toBe(native ? 'mapped' : 'pread');
    expect(seen.intact).toBe(8);
    expect(seen.read).toMatchObject({ code: 'file-changed' });
    expect(seen.gather).toMatchObject({ code: 'file-changed' });
    expect(seen.scan).toMatchObject({ code: 'file-changed' });
    expect(seen.scan.remedy.key).toBe('remedy.wait');
    expect(seen.scan.offset).toBeGreaterThanOrEqual(LEFT);
    expect(seen.scan.offset).toBeLessThan(SIZE);
  });

  test('fails a running scan with the offset, and the process lives on', async () => {
    const { scan } = await shrink('scan', where, native);
    expect(scan).toMatchObject({ code: 'file-changed' });
    expect(scan.offset).toBeGreaterThanOrEqual(LEFT - PAGE);
    expect(scan.offset).toBeLessThan(SIZE);
  });
});

describe('a process with a mapped file', () => {
  test('still dies of a bus error that is not ours', async () => {
    const module = new URL('../../../src/main/engine/file/open-file.ts', import.meta.url);
    const code = `
      const { openDumpFile } = await import(${JSON.stringify(module.href)});
      openDumpFile(process.execPath);
      process.kill(process.pid, 'SIGBUS');
      setInterval(() => {}, 1000);`;
    const ended = run(process.execPath, ['--input-type=module', '--eval', code], { timeout: 20_000 });
    await expect(ended).rejects.toMatchObject({ signal: 'SIGBUS' });
  });

  test('ends cleanly when workers are terminated in the middle of a scan', async () => {
    const ended = run(process.execPath, [join(support, 'terminating-child.ts')], { timeout: 20_000 });
    await expect(ended).resolves.toMatchObject({ stdout: '4\n' });
  });
});
