import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts', 'servers/**/*.test.ts', 'scenarios/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Real processes and sockets: two cores are shared with every process that a test starts.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
    maxConcurrency: 4,
  },
});
