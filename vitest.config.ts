import { defineConfig } from 'vitest/config'

// Units and integration: real SQLite, real HTTP, the simulator. Needs nothing beyond `npm ci`.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // The threads and servers of a file are its own; a worker each keeps a crash apart.
    pool: 'forks',
    maxWorkers: 2,
  },
})
