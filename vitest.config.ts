import { defineConfig } from 'vitest/config'

// Units and integration: real SQLite, real HTTP, the simulator. Needs nothing beyond `npm ci`.
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Far beyond what any of them takes: a limit of time must never decide on a slow machine.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // The threads and servers of a file are its own; a worker each keeps a crash apart.
    pool: 'forks',
    // V8 13.6 now and then aborts while it replaces the wrapper of a WebAssembly import that several threads use (undici's parser does, in each).
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    maxWorkers: 2,
  },
})
