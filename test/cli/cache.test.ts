import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { writeDrawnDumps } from '../support/drawn-dump.ts';
import { runCli, type CliRun } from '../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'taskshape-cli-cache-'));
const { raw } = writeDrawnDumps(folder);
let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(folder, 'cache-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): Promise<CliRun> => runCli(args, { env: { TASKSHAPE_CACHE: cache } });
const analysed = async (...args: string[]): Promise<unknown> => {
  const { dump } = JSON.parse((await run('info', raw, '--json', ...args)).stdout) as {
    dump: Record<string, unknown>;
  };
  return dump['analysed'];
};

describe('the cache of the command line', () => {
  it('gives the same output at the second run, in every command', async () => {
    for (const command of [
      ['ps', raw, '--json'],
      ['tree', raw, '--threads'],
      ['hex', raw, '--task', '300'],
    ]) {
      const fresh = await run(...command, '--no-cache');
      const first = await run(...command);
      const second = await run(...command);
      const when = /"analysed": "[^"]+"/;
      expect(fresh.code).toBe(0);
      expect(second.stdout.replace(when, '"analysed": null')).toBe(fresh.stdout);
      expect(first.stderr + second.stderr).toBe('');
    }
  });

  it('is named by info, with the time of the analysis', async () => {
    expect(await analysed()).toBeNull();
    const when = Date.parse(String(await analysed()));
    expect(Math.abs(Date.now() - when)).toBeLessThan(60_000);
    expect((await run('info', raw)).stdout).toMatch(/^result +kept from an analysis that took \d+ ms/m);
    expect((await run('info', raw, '--no-cache')).stdout).toMatch(/^result +found now$/m);
  });

  it('is neither read nor written with --no-cache', async () => {
    expect(await analysed('--no-cache')).toBeNull();
    expect(readdirSync(cache)).not.toContain('results');
    expect(await analysed()).toBeNull();
    expect(await analysed('--no-cache')).toBeNull();
  });

  it('is shown and cleared by a command', async () => {
    await run('ps', raw);
    const shown = await run('cache');
    expect(shown.code).toBe(0);
    expect(shown.stdout).toMatch(/^finished analyses +1 +\d/m);
    expect(shown.stdout).toContain(join(cache, 'results'));
    const { parts } = JSON.parse((await run('cache', '--clear', '--json')).stdout) as { parts: unknown };
    expect(parts).toMatchObject([
      { part: 'results', files: 1 },
      { part: 'unpacked', files: 0 },
    ]);
    expect(readdirSync(join(cache, 'results'))).toEqual([]);
    expect(await analysed()).toBeNull();
  });
});
