import { expect, onTestFinished, test } from 'vitest'
import type { Submission } from '../../src-contract/model/submission.ts'
import { withSending } from './with-sending.ts'

/** Four requests of a hundred are under way, and their answers come when the test says so. */
async function withFourUnderWay() {
  let letGo = () => {}
  const answers = new Promise<void>(resolve => {
    letGo = resolve
  })
  const { sim, rig } = await withSending({
    rows: 1_000,
    rules: { startSize: 100, largestSize: 100, inFlight: 4 },
    bend: api => ({
      ...api,
      addBatchCall: async (body, options) => {
        const answer = await api.addBatchCall(body, options)
        await answers
        return answer
      },
    }),
  })
  // Also after a failure: closing waits for requests under way.
  onTestFinished(letGo)
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.accepted === 100 && sim.records.orders().length === 500)
  return { sim, rig, id, letGo }
}
const sumOf = ({ totals: { total: _, ...parts } }: Submission) => Object.values(parts).reduce((sum, part) => sum + part, 0)

test('orders in a request under way may be ringing: they are counted for themselves, never as not sent', async () => {
  const { rig, id, letGo } = await withFourUnderWay()
  expect(rig.view(id).totals).toEqual({ total: 1_000, accepted: 100, refused: 0, unknown: 0, backoff: 0, underWay: 400, notSent: 500 })
  rig.service.stop(id)
  const stopped = rig.view(id)
  expect(stopped).toMatchObject({ state: 'stopped', finishedAt: null, totals: { underWay: 400, notSent: 500 } })
  expect(sumOf(stopped)).toBe(1_000)
  expect(rig.audited.at(-1)).toMatchObject({ action: 'submission.stopped', after: { underWay: 400, notSent: 500 } })
  letGo()
  const over = await rig.until(id, submission => submission.finishedAt !== null)
  expect(over.totals).toMatchObject({ accepted: 500, underWay: 0, notSent: 500 })
  expect(sumOf(over)).toBe(1_000)
})

test('batches still to come are counted without those under way, and what is under way is still something left to do', async () => {
  const { rig, id, letGo } = await withFourUnderWay()
  expect(rig.view(id)).toMatchObject({ batchCount: 10 })
  rig.service.pause(id)
  letGo()
  const paused = await rig.untilQuiet(id)
  expect(paused).toMatchObject({ state: 'paused', totals: { accepted: 500, underWay: 0, notSent: 500 }, batchCount: 10 })
})
