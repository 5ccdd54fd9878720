// `npm start [-- FILE… --sample]`: the desktop app, or browser mode where its runtime cannot be had.
import { spawn } from 'node:child_process';
import { buildIfStale, root } from './build-if-stale.mjs';
import { findElectron } from './electron-runtime.mjs';

/** Why the desktop app cannot run here at all, if it cannot. */
function obstacle() {
  if (process.platform !== 'linux') return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display here';
  // Chromium's sandbox does not work for root, and without it a hostile dump would have one wall less.
  return process.getuid?.() === 0 ? 'Electron does not run as root' : undefined;
}

buildIfStale();
const args = process.argv.slice(2);
const reason = obstacle();
const electron = reason === undefined ? await findElectron() : undefined;
if (electron === undefined) {
  const why = reason ?? 'The Electron runtime cannot be had here';
  process.stderr.write(`${why}, so Taskshape opens in your browser instead.\n`);
  await import('./serve.mjs');
} else {
  // The files are relative to where the user stands; the app's folder is named in full.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const app = spawn(electron, [root, ...args], { cwd, stdio: 'inherit' });
  app.on('error', (error) => {
    process.stderr.write(`Electron could not be started: ${error.message}\n`);
    process.exit(1);
  });
  app.on('exit', (code) => process.exit(code ?? 1));
}
