import { expect, test } from 'vitest'
import { runKillLoop } from '../chaos/submit/kill-loop.ts'

test('killed eight times while sending, with answers lost and connections reset: nothing is lost and nothing is sent twice', async () => {
  const report = await runKillLoop({ rounds: 8, orders: 1_000, seed: 7, faults: 0.05 })
  expect(report).toMatchObject({ kills: 8, lost: 0, doubled: 0, atPlatform: report.expected })
  expect(report.submissions).toBeGreaterThan(0)
}, 60_000)
