import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The folder that holds package.json, seen from a bundle in out/main or from source in src/main/<part>: the nearest
 * one upwards.
 */
function projectRoot(): string {
  let folder = import.meta.dirname;
  for (let up = 0; up < 5; up++) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    folder = join(folder, '..');
  }
  throw new Error(`no package.json above ${import.meta.dirname}`);
}

const root = projectRoot();

/** The built page and its scripts. */
export const rendererFolder = join(root, 'out', 'renderer');
/** The built preload. */
export const preloadFile = join(root, 'out', 'preload', 'index.cjs');
/** What version this is: the one package.json names. */
export const packageFile = join(root, 'package.json');
