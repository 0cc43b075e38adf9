import { expect, test } from 'vitest'
import { runKillLoop } from '../chaos/submit/kill-loop.ts'

test('killed six times while sending, with answers lost and connections reset: nothing is lost, nothing is sent twice, every doubt is asked about', async () => {
  const report = await runKillLoop({
    orders: 6_000,
    kills: 6,
    seed: 7,
    resets: 0.05,
    dropped: 0.05,
    http500: 0.02,
    latencyMs: { min: 2, max: 60 },
    inFlight: 8,
  })
  expect(report).toMatchObject({
    killed: 6,
    submissions: 1,
    expected: 6_000,
    accepted: 6_000,
    atPlatform: 6_000,
    lost: 0,
    doubled: 0,
    unknowns: { guessed: 0, byHand: 0, left: 0 },
  })
  expect(report.unknowns.allFound + report.unknowns.someNotFound).toBe(report.unknowns.interrupted + report.unknowns.unanswered)
})
