import { expect, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const pauseOf = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const endpointsOf = (sim: { records: { requests(): { path: string }[] } }) =>
  sim.records.requests().map(request => request.path.split('/').at(-1))
const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)

/**
 * Six batches of a hundred: the second was taken in and its answer is lost, the third is refused for the sake of the account.
 * `wrong.reads`: questions are refused for the same reason.
 */
async function withDoubtAndRefusal() {
  const wrong = { reads: false }
  let additions = 0
  const noPermission = () => new AppError('auth_permission', {}, { retCode: 6003 })
  const bend = (api: CallbotApi): CallbotApi => ({
    ...api,
    addBatchCall: async (body, options) => {
      additions += 1
      if (additions === 2) throw noPermission()
      const answer = await api.addBatchCall(body, options)
      if (additions === 1) throw new AppError('timeout', {}, { requestId: options?.requestId ?? null })
      return answer
    },
    listOrder: (body, options) => (wrong.reads ? Promise.reject(noPermission()) : api.listOrder(body, options)),
  })
  const { sim, rig } = await withSending({
    rows: 600,
    bend,
    rules: { startSize: 100, largestSize: 100, inFlight: 1 },
    timings: { unknownRoundsMs: [600_000] },
  })
  const { id } = rig.launch()
  const stuck = await rig.until(id, isOver)
  expect(stuck).toMatchObject({
    state: 'stuck',
    problem: { retCode: 6003 },
    isResting: true,
    totals: { accepted: 100, unknown: 100, notSent: 400 },
  })
  return { sim, rig, id, wrong, additions: () => additions }
}

test('asking the platform about a submission that is stuck only asks: nothing leaves until the operator says go on', async () => {
  const { sim, rig, id, additions } = await withDoubtAndRefusal()
  const audited = rig.audited.length
  rig.service.tryNow(id)
  await rig.until(id, submission => submission.totals.unknown === 0)
  await pauseOf(100)
  expect(rig.view(id)).toMatchObject({
    state: 'stuck',
    problem: { retCode: 6003 },
    totals: { accepted: 200, unknown: 0, notSent: 400 },
  })
  expect(additions()).toBe(2)
  expect(rig.audited).toHaveLength(audited)

  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 600 } })
  expect(rig.audited[audited]).toMatchObject({ action: 'submission.resumed', before: { state: 'stuck' } })
  expect(platformTruth(sim)).toEqual({ orders: 600, doubled: 0 })
})

test('a question by hand that fails is one question: the platform is left alone until the operator asks again or goes on', async () => {
  const { rig, id, wrong } = await withDoubtAndRefusal()
  wrong.reads = true
  rig.service.tryNow(id)
  const failed = () => rig.service.journal(id, 2).filter(entry => entry.event === 'ask_failed').length
  await rig.until(id, () => failed() > 0)
  await pauseOf(100)
  expect([failed(), rig.view(id).state]).toEqual([1, 'stuck'])
  wrong.reads = false
  rig.service.tryNow(id)
  expect(await rig.until(id, submission => submission.totals.unknown === 0)).toMatchObject({ state: 'stuck' })
})

test.each([
  ['accepted' as const, 40, 20],
  ['notTaken' as const, 60, 0],
])('a word about one batch (%s) settles that batch: what else was not sent waits for its own go on', async (as, waits, accepted) => {
  const { sim, rig } = await withSending({
    rows: 60,
    rules: { startSize: 20, inFlight: 1 },
    timings: { unknownRoundsMs: [5, 10, 15], backoffBaseMs: 600_000, backoffMaxMs: 600_000 },
  })
  sim.setFaults({ paths: ['createandcall'], resetBeforeWork: as === 'notTaken' ? 1 : 0, dropAnswerAfterWork: as === 'notTaken' ? 0 : 1 })
  const { id } = rig.launch({}, 'nx')
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', totals: { unknown: 20, notSent: 40 } })
  sim.setFaults({ resetBeforeWork: 0, dropAnswerAfterWork: 0 })
  const sent = () => endpointsOf(sim).filter(endpoint => endpoint === 'createandcall').length
  const before = sent()
  const plan = await rig.planners.decide({ do: 'decide', submissionId: id, batch: 1, as })
  expect(plan.facts.at(-1)).toMatchObject({ code: 'decide_waits', params: { count: waits } })
  await plan.commit()
  await pauseOf(100)
  expect(rig.view(id)).toMatchObject({ state: 'stuck', problem: null, totals: { accepted, unknown: 0, notSent: waits } })
  expect(sent()).toBe(before)
  rig.service.resume(id)
  rig.service.tryNow(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 60 } })
  expect(platformTruth(sim)).toEqual({ orders: 60, doubled: 0 })
})

test('a preview of a decision that would let the submission go on is not done once something else waits to be sent', async () => {
  const { sim, rig } = await withSending({ rows: 20, timings: { unknownRoundsMs: [5, 10, 15] } })
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch({}, 'nx')
  await rig.until(id, isOver)
  const plan = () => rig.planners.decide({ do: 'decide', submissionId: id, batch: 1, as: 'notTaken' })
  const shown = await plan()
  expect(codes(shown.facts)).not.toContain('decide_waits')
  expect((await plan()).digest).toBe(shown.digest)
  rig.service.pause(id)
  const paused = await plan()
  expect(paused.facts.at(-1)).toMatchObject({ code: 'decide_waits', params: { count: 20 } })
  expect(paused.digest).not.toBe(shown.digest)
})
