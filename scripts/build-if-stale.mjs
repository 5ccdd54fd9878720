import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** What the bundles are made of. */
const SOURCES = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
/** Written last by a build. */
const PRODUCTS = ['out/main/serve.js', 'out/preload/index.cjs', 'out/renderer/index.html'];

/** The time of the newest file in a folder, or of the file itself. */
function newest(path) {
  if (!existsSync(path)) return 0;
  const about = statSync(path);
  if (!about.isDirectory()) return about.mtimeMs;
  return readdirSync(path).reduce((time, name) => Math.max(time, newest(join(path, name))), about.mtimeMs);
}

/** True when something in src changed after the last build, or there was none. */
export function isStale() {
  const built = PRODUCTS.map((file) => newest(join(root, file)));
  return Math.min(...built) < Math.max(...SOURCES.map((path) => newest(join(root, path))));
}

/** Builds where that is due. Ends the process with the build's own status when it fails. */
export function buildIfStale() {
  if (!isStale()) return;
  const require = createRequire(import.meta.url);
  const builder = join(dirname(require.resolve('electron-vite/package.json')), 'bin', 'electron-vite.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status === 0) return;
  process.stderr.write(`${stdout}${stderr}\nThe build failed.\n`);
  process.exit(status ?? 1);
}
