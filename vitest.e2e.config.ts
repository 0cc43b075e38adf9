import { defineConfig } from 'vitest/config'

const both = ['test/e2e/**/*.e2e.ts', 'test/security/page.e2e.ts', 'test/security/xss.e2e.ts']
/** What they show is the page and the core, the same in both drivers. */
const once = ['test/e2e/tunnel.e2e.ts']

/** What each run of `npm run e2e` holds; a scenario that knows no driver runs once. */
const scenarios: Readonly<Record<string, readonly string[]>> = {
  // Beside the browser's those that need programs of the system: sshd, strace, python3, mount.
  chromium: [...both, 'test/{faults,tunnels,webhooks}/**/*.e2e.ts'],
  electron: [...both, 'test/security/electron.e2e.ts'],
  keychain: ['test/keychain/**/*.e2e.ts'],
}

// Scenarios on the running console, one after the other; `npm run e2e` runs them once per driver.
export default defineConfig({
  test: {
    include: [...(scenarios[process.env.CALLBOARD_DRIVER ?? 'chromium'] ?? [])],
    exclude: process.env.CALLBOARD_DRIVER === 'electron' ? once : [],
    // Far beyond what any of them takes: a limit of time must never decide on a slow machine.
    testTimeout: 420_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    pool: 'forks',
    // V8 13.6 now and then aborts while it replaces the wrapper of a WebAssembly import that several threads use (undici's parser does, in each).
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    fileParallelism: false,
  },
})
