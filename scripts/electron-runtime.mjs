/* global fetch, AbortSignal */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A download that takes longer is not waited for. */
const DOWNLOAD_MS = 180_000;
/** An offline machine is told from a slow one by this much silence of the resolver or the server. */
const PROBE_MS = 3000;
/** Where the runtime comes from, unless a mirror is named. */
const RELEASES = 'https://github.com/electron/electron/releases/';

/** The Electron executable that is there already: the one named by ELECTRON_EXEC_PATH, or the installed one. */
export function installedElectron() {
  const named = process.env.ELECTRON_EXEC_PATH;
  if (named) return existsSync(named) ? named : undefined;
  const folder = packageFolder();
  if (folder === undefined || !existsSync(join(folder, 'path.txt'))) return undefined;
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const file = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(file) ? file : undefined;
}

function packageFolder() {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return undefined; // Installed without development dependencies.
  }
}

/** The executable, fetched once where it is missing; `undefined` where it cannot be had. Never waits for long. */
export async function findElectron() {
  const installed = installedElectron();
  const folder = packageFolder();
  if (installed !== undefined || folder === undefined || !(await reachable())) return installed;
  process.stderr.write('Fetching the Electron runtime (once) …\n');
  spawnSync(process.execPath, [join(folder, 'install.js')], { timeout: DOWNLOAD_MS, stdio: 'ignore' });
  return installedElectron();
}

/** True when the server that holds the runtime answers at all. */
async function reachable() {
  try {
    const source = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? RELEASES;
    await fetch(source, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_MS) });
    return true;
  } catch {
    return false;
  }
}
