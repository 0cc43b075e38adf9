import { expect, test } from 'vitest'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const pauseOf = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const endpointsOf = (sim: { records: { requests(): { path: string }[] } }) =>
  sim.records.requests().map(request => request.path.split('/').at(-1))
const codes = (lines: readonly { code: string }[]) => lines.map(line => line.code)

test('asking the platform about a submission that is stuck only asks: nothing leaves until the operator says go on', async () => {
  const { sim, rig } = await withSending({
    rows: 600,
    rules: { startSize: 100, largestSize: 100, inFlight: 1 },
    timings: { unknownRoundsMs: [600_000] },
  })
  sim.setFaults({ paths: ['addBatchCall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.unknown === 100)
  sim.setFaults({ paths: ['addBatchCall'], dropAnswerAfterWork: 0, answerCode: { code: 6003, probability: 1 } })
  const stuck = await rig.until(id, isOver)
  expect(stuck).toMatchObject({ state: 'stuck', problem: { retCode: 6003 }, isResting: true, totals: { unknown: 100 } })
  sim.setFaults({ answerCode: { code: 6003, probability: 0 } })
  const sent = () => endpointsOf(sim).filter(endpoint => endpoint !== 'listOrder' && endpoint !== 'listTask')
  const before = sent()
  const audited = rig.audited.length

  rig.service.tryNow(id)
  const asked = await rig.until(id, submission => submission.totals.unknown === 0)
  await pauseOf(100)
  expect(rig.view(id)).toMatchObject({
    state: 'stuck',
    problem: { retCode: 6003 },
    totals: { accepted: stuck.totals.accepted + 100, unknown: 0, notSent: asked.totals.notSent },
  })
  expect(sent()).toEqual(before)
  expect(rig.audited).toHaveLength(audited)

  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 600 } })
  expect(rig.audited.slice(audited).map(fact => fact.action)[0]).toBe('submission.resumed')
  expect(platformTruth(sim)).toEqual({ orders: 600, doubled: 0 })
})

test('a question by hand that fails is one question: the platform is left alone until the operator asks again or goes on', async () => {
  const { sim, rig } = await withSending({
    rows: 300,
    rules: { startSize: 100, inFlight: 1 },
    timings: { unknownRoundsMs: [600_000], backoffBaseMs: 1, backoffMaxMs: 1 },
  })
  sim.setFaults({ paths: ['addBatchCall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.unknown === 100)
  sim.setFaults({ dropAnswerAfterWork: 0, answerCode: { code: 6003, probability: 1 }, paths: ['addBatchCall', 'listOrder'] })
  await rig.until(id, isOver)
  rig.service.tryNow(id)
  const failed = () => rig.service.journal(id, 2).filter(entry => entry.event === 'ask_failed').length
  await rig.until(id, () => failed() > 0)
  await pauseOf(100)
  expect([failed(), rig.view(id).state]).toEqual([1, 'stuck'])
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
