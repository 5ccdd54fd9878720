import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { failure } from '../../shared/errors.ts';
import { say } from '../../shared/i18n/sentence.ts';
import { fileProblem } from '../api/file-problem.ts';

/** True where `path` is `folder` or lies in it; both absolute and free of links. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!isAbsolute(way) && way !== '..' && !way.startsWith(`..${sep}`));
}

/** The folders of the server that a browser may look into. */
export class Roots {
  /** Absolute and without symbolic links. */
  readonly folders: readonly string[];

  private constructor(folders: readonly string[]) {
    this.folders = folders;
  }

  /** Rejects with `file-not-found` for a folder that is not there. */
  static async of(folders: readonly string[]): Promise<Roots> {
    const real = await Promise.all(
      folders.map((folder) =>
        realpath(folder).catch((thrown: unknown) => {
          throw fileProblem(thrown, folder);
        }),
      ),
    );
    return new Roots([...new Set(real)]);
  }

  /**
   * The real path of `path` (relative ones start at the working folder), with every symbolic link followed. Rejects
   * with `forbidden` for what lies outside, which is said before whether it exists.
   */
  async admit(path: string): Promise<string> {
    const absolute = resolve(path);
    const real = await realpath(absolute).catch((thrown: unknown) => {
      throw this.contains(absolute) ? fileProblem(thrown, path) : this.#refusal(path);
    });
    if (!this.contains(real)) throw this.#refusal(path);
    return real;
  }

  /** True for a path without symbolic links that lies in a root. */
  contains(real: string): boolean {
    return this.folders.some((folder) => isInside(folder, real));
  }

  #refusal(path: string): Error {
    return failure('forbidden', say('failure.outside'), {
      file: path,
      expected: say('expected.pathIn', { folders: this.folders.join(', ') }),
      remedy: say('remedy.root'),
    });
  }
}
