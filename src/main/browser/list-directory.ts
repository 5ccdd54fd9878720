import { opendir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DirectoryEntry, DirectoryListing } from '../../shared/api.ts';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { fileProblem } from '../api/file-problem.ts';
import type { Roots } from './roots.ts';

/** No picker shows more; a folder may hold millions. */
const MAX_ENTRIES = 10_000;

/** What lies in a folder of the roots: folders first, then files, by name. Links that lead out are left out. */
export async function listDirectory(roots: Roots, path: string): Promise<DirectoryListing> {
  const folder = await roots.admit(path);
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) {
      names.push(name);
      if (names.length === MAX_ENTRIES) break;
    }
  } catch (thrown) {
    throw notFolder(thrown) ? noFolder(path) : fileProblem(thrown, path);
  }
  const described = await Promise.all(names.map((name) => describe(roots, folder, name)));
  const parent = dirname(folder);
  return {
    path: folder,
    ...(parent !== folder && roots.contains(parent) ? { parent } : {}),
    entries: described
      .filter((entry) => entry !== undefined)
      .sort((a, b) => Number(b.directory) - Number(a.directory) || (a.name < b.name ? -1 : 1)),
  };
}

const notFolder = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOTDIR';

const noFolder = (file: string): Error =>
  failure('bad-request', say('failure.noFolder'), { file, remedy: say('remedy.openInstead') });

/** Nothing for what cannot be read, leads out of the roots, or is neither file nor folder. */
async function describe(roots: Roots, folder: string, name: string): Promise<DirectoryEntry | undefined> {
  const path = join(folder, name);
  try {
    if (!roots.contains(await realpath(path))) return undefined;
    const about = await stat(path);
    if (!about.isDirectory() && !about.isFile()) return undefined;
    return {
      name,
      path,
      directory: about.isDirectory(),
      sizeBytes: about.size,
      modifiedMs: about.mtimeMs,
    };
  } catch {
    return undefined; // A broken link or a file that just went: not there for a picker.
  }
}
