import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSamplePath, packedSample } from '../../../src/main/engine/file/sample.ts';
import { analyseFile } from '../../support/analyse-file.ts';
import { temporary } from '../../support/temporary.ts';
import { compareWithTruth, readTruth } from '../../support/truth.ts';

const truth = join(import.meta.dirname, '..', '..', '..', 'resources', 'sample.truth.json');

describe('the sample', () => {
  beforeEach(() => {
    vi.stubEnv('TASKSHAPE_CACHE', temporary());
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('is small', () => {
    expect(statSync(packedSample() ?? '').size).toBeLessThan(1024 * 1024);
  });

  it('is unpacked once, readable by its user alone, and found from then on', async () => {
    const path = await openSamplePath();
    const first = statSync(path);
    expect(first.mode & 0o777).toBe(0o600);
    expect(await openSamplePath()).toBe(path);
    expect(statSync(path).mtimeMs).toBe(first.mtimeMs);
  });

  it('is unpacked anew over what is left of a broken start', async () => {
    const path = await openSamplePath();
    writeFileSync(path, '');
    expect(statSync(await openSamplePath()).size).toBeGreaterThan(1_000_000);
  });

  it('yields exactly the tasks of its truth, with names for the machine', async () => {
    const session = await analyseFile(await openSamplePath());
    const { table, info, problem } = session.snapshot();
    session.close();
    expect(problem).toBeUndefined();
    expect(table && compareWithTruth(table, readTruth(truth))).toEqual([]);
    expect(info?.kernel?.architecture).toBe('x86_64');
    expect(info?.kernel?.banner).toMatch(/^Linux version 6\.1/);
  });
});

describe('the comparison with a truth', () => {
  it('sees a missing task, one too many, and each wrong field', async () => {
    const session = await analyseFile(await openSamplePath());
    const { table } = session.snapshot();
    session.close();
    const { tasks } = readTruth(truth);
    const altered = tasks
      .filter((task) => task.Pid !== '2')
      .map((task) => (task.Pid === '1' ? { ...task, Uid: '7\t8\t7\t7', Start: '1', Name: 'other' } : task));
    const missing = { ...tasks[0], Pid: '77777' } as (typeof tasks)[number];
    const found = table && compareWithTruth(table, { tasks: [...altered, missing] });
    expect(found?.map(({ pid, what }) => `${String(pid)} ${what}`)).toEqual([
      '1 uid',
      '1 euid',
      '1 start',
      '1 comm',
      '77777 missing',
      '2 extra',
    ]);
  });
});
