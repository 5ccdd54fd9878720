// `npm run test:e2e [-- vitest options]`: builds where due, then runs the journeys on every launcher there is.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildIfStale, root } from './build-if-stale.mjs';
import { installedElectron } from './electron-runtime.mjs';

buildIfStale();
const require = createRequire(import.meta.url);
const vitest = join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs');
const electron = installedElectron();
const env = { ...process.env };
delete env.TASKSHAPE_E2E_ELECTRON;
if (electron === undefined || process.getuid?.() === 0) {
  const why = electron === undefined ? 'its runtime is not installed' : 'its sandbox does not run as root';
  process.stdout.write(`Electron itself is not available here (${why}): its journeys are not run.\n`);
} else {
  env.TASKSHAPE_E2E_ELECTRON = electron;
}
const run = spawn(
  process.execPath,
  [vitest, 'run', '--config', join('test', 'e2e', 'vitest.config.ts'), ...process.argv.slice(2)],
  { cwd: root, env, stdio: 'inherit' },
);
run.on('exit', (code) => process.exit(code ?? 1));
