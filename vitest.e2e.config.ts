import { defineConfig } from 'vitest/config'

// Scenarios on the running console, one after the other; `npm run e2e` runs them once per driver.
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    fileParallelism: false,
  },
})
