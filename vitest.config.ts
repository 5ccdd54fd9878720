import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/e2e/**', 'test/corpus/**'],
    globalSetup: ['test/support/own-cache.ts'],
    testTimeout: 30_000,
  },
});
