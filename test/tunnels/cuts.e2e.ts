import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { CutReport } from '../chaos/tunnel/cut-loop.ts'

const loop = fileURLToPath(new URL('../chaos/tunnel/cut-loop.ts', import.meta.url))

test('20 cuts while webhooks flow: back by itself each time, every gap repaired, nothing missing', async () => {
  // In a process of its own, as it ships: a test runner loads CommonJS libraries in its own way.
  const { stdout } = await promisify(execFile)(process.execPath, [loop, '--cuts', '20', '--seed', '20'])
  const report = JSON.parse(stdout) as CutReport
  expect(report).toMatchObject({ cuts: 20, notRepaired: 0, missing: 0 })
  expect(report.gaps).toBeGreaterThanOrEqual(20)
  expect(report.lost).toBeGreaterThan(0)
  const { median, p95, max } = report.backMs
  process.stdout.write(`tunnel: live again after the network, median ${median} ms, p95 ${p95} ms, worst ${max} ms\n`)
})
