import { existsSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { notices } from './scripts/notices.mjs';
import { engineBuild } from './src/main/engine/session/result-cache/engine-build.ts';

/** Entries of the main process’s folder; each becomes out/main/<name>.js. */
const MAIN = {
  index: 'src/main/index.ts',
  cli: 'src/main/cli/index.ts',
  serve: 'src/main/browser/serve.ts',
  'session-worker': 'src/main/engine/session/session-worker.ts',
  'decode-worker': 'src/main/engine/memory/decode/decode-worker.ts',
};

const presentOf = (entries: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));

export default defineConfig({
  main: {
    define: { TASKSHAPE_ENGINE_BUILD: JSON.stringify(engineBuild(import.meta.dirname)) },
    build: {
      sourcemap: true,
      // Bundled, so that the command line starts without searching node_modules; electron stays outside anyway.
      externalizeDeps: false,
      rolldownOptions: {
        input: presentOf(MAIN),
        // Optional native helpers of ws: absent, it uses its own JavaScript.
        external: ['bufferutil', 'utf-8-validate'],
        // Flat: a chunk finds session-worker.js beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'src/main/desktop/preload.ts' },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react(), notices()],
    build: {
      minify: true,
      // The same page serves browser mode: no newer than what current browsers have.
      target: 'chrome123',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
  },
});
