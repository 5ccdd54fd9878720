import { symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { afterEach, describe, expect, test, vi } from 'vitest';

import { cannotOpen } from '../../../src/main/engine/file/file-errors.ts';
import { openDumpFile } from '../../../src/main/engine/file/open-file.ts';
import { problemOf } from '../../../src/shared/errors.ts';
import type { Problem } from '../../../src/shared/errors.ts';
import { say } from '../../../src/shared/i18n/sentence.ts';
import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();
const dump = folder.file('dump.bin', new Uint8Array(100));

function problemOfOpening(path: string): Problem {
  try {
    openDumpFile(path).close();
  } catch (error) {
    return problemOf(error);
  }
  throw new Error(`${path} was opened`);
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe('opening a file', () => {
  test('maps it', () => {
    const file = openDumpFile(dump);
    expect(file).toMatchObject({ access: 'mapped', size: 100, path: dump });
    expect(file.accessNotice).toBeUndefined();
    file.close();
  });

  test('falls back to plain reads, with a notice, without the addon', async () => {
    vi.stubEnv('TASKSHAPE_NO_NATIVE', '1');
    vi.resetModules();
    const fresh = await import('../../../src/main/engine/file/open-file.ts');
    const file = fresh.openDumpFile(dump);
    expect(file).toMatchObject({ access: 'pread', size: 100 });
    expect(file.accessNotice).toEqual(
      say('notice.slow', { why: say('notice.noAddon', { why: say('notice.addonOff') }) }),
    );
    file.close();
  });

  test.each([
    ['file-not-found', folder.file('missing.bin')],
    ['file-not-found', `${dump}/inside-a-file`],
    ['file-is-directory', tmpdir()],
    ['file-empty', folder.file('empty.bin', new Uint8Array(0))],
    ['file-unreadable', '/dev/null'],
    ['file-unreadable', 'a\0b'],
  ])('says %s for %j and what to do', (code, path) => {
    const problem = problemOfOpening(path);
    expect(problem).toMatchObject({ code, file: path });
    expect(problem.remedy).toBeTruthy();
  });

  test('says that a link in a circle cannot be read', () => {
    const link = folder.file('circle');
    symlinkSync(link, link);
    expect(problemOfOpening(link).code).toBe('file-unreadable');
  });

  test('tells a refused permission from other trouble', () => {
    const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    expect(cannotOpen(dump, denied).problem).toMatchObject({
      code: 'file-unreadable',
      message: say('failure.mayNotRead'),
    });
    const broken = Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    expect(cannotOpen(dump, broken).message).toMatch(/EIO/);
  });
});
