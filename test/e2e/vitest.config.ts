import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/support/own-cache.ts', 'test/e2e/prepare.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    // A busy machine may hold up a journey; one that fails twice is broken.
    retry: 1,
    // Each file runs a browser and scans a dump: side by side they would only slow each other down.
    fileParallelism: false,
  },
});
