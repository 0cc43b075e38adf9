import { defineConfig } from 'vitest/config'

// The packed app; `npm run test:package` packs it first.
export default defineConfig({
  test: { include: ['test/package/**/*.package.ts'], testTimeout: 420_000, pool: 'forks', fileParallelism: false },
})
