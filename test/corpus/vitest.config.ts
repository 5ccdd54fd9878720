import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { dumpsAreHere } from './real-dumps.ts';

if (!dumpsAreHere) {
  process.stdout.write('\nNo real dumps lie in ../shared/dumps: the tests on them are NOT run.\n\n');
}

export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    include: dumpsAreHere ? ['test/corpus/**/*.test.ts'] : [],
    passWithNoTests: !dumpsAreHere,
    globalSetup: ['test/support/own-cache.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each file scans hundreds of megabytes on all cores.
    fileParallelism: false,
  },
});
