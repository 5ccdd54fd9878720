import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the page that shows the window over a host in memory. Answers the folder it is in. */
export async function buildPage(outDir) {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: at('../../renderer/support/page'),
    base: './',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return outDir;
}
