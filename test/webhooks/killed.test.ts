import { expect, test } from 'vitest'
import { runKillLoop } from '../chaos/webhooks/kill-loop.ts'

test('killed at random while deliveries stream in, it loses none it acknowledged, doubles none, and applies each once', async () => {
  const report = await runKillLoop({ rounds: 10, seconds: 5, rate: 300, seed: 7, longestLifeMs: 800, mostWaiting: 300 })
  expect(report).toMatchObject({ kills: 10, lost: 0, doubled: 0, callsMissing: 0, unverified: 0, complaints: [] })
  expect(report.acknowledged).toBe(report.sent)
  expect(report.sent).toBeGreaterThanOrEqual(1_500)
}, 600_000)
