import { expect, test } from 'vitest'
import { phoneOfRow } from './sending-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const submitting = ['createAndCall', 'addBatchCall']
/** Most requests that were under way at one moment. */
const mostAtOnce = (batches: readonly { sentAt: number; answeredAt: number | null }[]) =>
  Math.max(...batches.map(({ sentAt }) => batches.filter(other => other.sentAt <= sentAt && (other.answeredAt ?? 0) > sentAt).length))

test('one request until the task exists, then as many at once as the rule says, over both submissions of the account', async () => {
  const { sim, rig } = await withSending({ rows: 1_000, rules: { startSize: 50, inFlight: 6 } }, { latencyMs: { min: 25, max: 35 } })
  const [first, second] = [rig.launch(), rig.launch()]
  for (const { id } of [first, second]) expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 1_000 } })
  const batches = [...rig.batches(first.id), ...rig.batches(second.id)]
  for (const { id } of [first, second]) {
    const [opening, ...others] = rig.batches(id)
    for (const other of others) expect(other.sentAt).toBeGreaterThanOrEqual(opening?.answeredAt ?? Number.POSITIVE_INFINITY)
  }
  expect(mostAtOnce(batches)).toBeGreaterThan(4)
  expect(mostAtOnce(batches)).toBeLessThanOrEqual(6)
  expect(platformTruth(sim)).toEqual({ orders: 2_000, doubled: 0 })
})

test('no more requests a second than the rule says, questions about lost answers among them', async () => {
  // When a request leaves, not when the platform gets to read it: that can be at once for several after a standstill.
  const at: number[] = []
  const noted = <A extends unknown[], R>(send: (...given: A) => Promise<R>) => {
    return (...given: A) => {
      at.push(Date.now())
      return send(...given)
    }
  }
  const { sim, rig } = await withSending({
    rows: 300,
    rules: { startSize: 20, largestSize: 20, inFlight: 8, requestsPerSecond: 20 },
    bend: api => ({
      ...api,
      createAndCall: noted(api.createAndCall),
      addBatchCall: noted(api.addBatchCall),
      listOrder: noted(api.listOrder),
      listTask: noted(api.listTask),
    }),
  })
  sim.setFaults({ paths: submitting, dropAnswerAfterWork: 0.2 })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({
    state: 'done',
    totals: { accepted: 300 },
    pace: { batchSize: 20, inFlight: 8, requestsPerSecond: 20, tooMany: null },
  })
  expect(at).toHaveLength(sim.records.requests().length)
  expect(at.length).toBeGreaterThan(15)
  for (const from of at) expect(at.filter(each => each >= from && each < from + 1_000).length).toBeLessThanOrEqual(22)
})

test('with many requests under way and every kind of trouble, every order arrives exactly once', async () => {
  const { sim, rig } = await withSending({ rows: 4_000, rules: { startSize: 50, inFlight: 16 } }, { latencyMs: { min: 1, max: 30 } })
  sim.setFaults({
    paths: submitting,
    dropAnswerAfterWork: 0.1,
    resetBeforeWork: 0.1,
    http500: 0.05,
    answerCode: { code: 7, probability: 0.05 },
    poison: { rows: [phoneOfRow(1_234), phoneOfRow(3_210)], code: 4 },
  })
  const { id } = rig.launch()
  const submission = await rig.until(id, isOver)
  expect(submission).toMatchObject({
    state: 'done',
    totals: { total: 4_000, accepted: 3_998, refused: 2, unknown: 0, backoff: 0, notSent: 0 },
  })
  expect(platformTruth(sim)).toEqual({ orders: 3_998, doubled: 0 })
  expect(rig.orderStates(id)).toEqual({ accepted: 3_998, refused: 2 })
})

test('after answers that did not come, nothing new leaves for a while that the screen counts down; an accepted request ends it', async () => {
  const { sim, rig } = await withSending({
    rows: 400,
    rules: { startSize: 100, inFlight: 1 },
    timings: { backoffBaseMs: 400, backoffMaxMs: 2_000, unknownRoundsMs: [600_000] },
  })
  const { id } = rig.launch()
  sim.setFaults({ paths: ['addBatchCall'], resetBeforeWork: 1 })
  const waiting = await rig.until(id, submission => submission.totals.unknown > 0 && submission.state === 'waiting')
  sim.setFaults({ resetBeforeWork: 0 })
  const lost = rig.batches(id).find(batch => batch.state === 'unknown')
  // Half of 400 ms at least, three quarters with the rig's dice.
  expect((waiting.nextAt ?? 0) - (lost?.unknownSince ?? 0)).toBeGreaterThanOrEqual(290)
  expect((waiting.nextAt ?? 0) - (lost?.unknownSince ?? 0)).toBeLessThanOrEqual(310)
  const going = await rig.until(id, submission => submission.totals.accepted === 300)
  const next = rig.batches(id).find(batch => batch.number === (lost?.number ?? 0) + 1)
  expect(next?.sentAt).toBeGreaterThanOrEqual(waiting.nextAt ?? Number.POSITIVE_INFINITY)
  expect(going.totals).toMatchObject({ unknown: 100, notSent: 0 })
})

test('while a batch is in back-off those under way finish and nothing new is sent', async () => {
  const { sim, rig } = await withSending({
    rows: 1_000,
    rules: { startSize: 100, inFlight: 3 },
    timings: { backoffBaseMs: 600_000, backoffMaxMs: 600_000 },
  })
  // Of the three that leave together after the first one, one is turned away.
  sim.answerNext({ code: 5, paths: ['addBatchCall'] })
  const { id } = rig.launch()
  const held = await rig.until(id, submission => submission.state === 'waiting')
  expect(held).toMatchObject({ problem: { code: 'platform_maintenance' }, totals: { accepted: 300, backoff: 100, notSent: 600 } })
  expect(sim.records.requests()).toHaveLength(4)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(sim.records.requests()).toHaveLength(4)
  expect(rig.view(id)).toEqual(held)
  rig.service.tryNow(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 1_000 } })
  expect(platformTruth(sim)).toEqual({ orders: 1_000, doubled: 0 })
})

test('every request that changes something leaves one line in the audit, with both ids and what came of it', async () => {
  const { sim, rig } = await withSending({ rows: 300, rules: { startSize: 100, inFlight: 1 } }, { rejectEvery: 10 })
  sim.setFaults({ paths: ['addBatchCall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.unknown > 0)
  sim.setFaults({ dropAnswerAfterWork: 0 })
  const { totals } = await rig.until(id, isOver)
  const lines = rig.audited.filter(fact => fact.action === 'request.answered')
  const batches = rig.batches(id)
  expect(lines.map(line => line.requestId)).toEqual(batches.map(batch => batch.requestId))
  expect(lines[0]).toMatchObject({
    accountId: 'cb',
    subject: 'Wave 1',
    outcome: 'done',
    after: { endpoint: 'createAndCall', batch: 1, orders: 100, retCode: 0 },
    responseId: batches[0]?.responseId,
  })
  expect(lines[1]).toMatchObject({ outcome: 'unknown', after: { endpoint: 'addBatchCall', accepted: 0, retCode: null } })
  expect(totals.accepted + totals.refused).toBe(300)
})

test('a submission tells how fast it goes, how much is left, and of an unknown batch who can settle it', async () => {
  const { sim, rig } = await withSending(
    { rows: 2_000, rules: { startSize: 100, inFlight: 2 }, timings: { unknownRoundsMs: [20, 40] } },
    { latencyMs: { min: 40, max: 50 } },
  )
  const { id } = rig.launch({}, 'nx')
  const going = await rig.until(id, submission => submission.totals.accepted >= 200)
  expect(going).toMatchObject({ mode: 'createandcall', launchedBy: 'Noor', trialOf: null, skipped: 0, kind: 'nxlink' })
  const answered = rig.batches(id).filter(batch => batch.answeredAt !== null)
  const spentMs = Math.max(...answered.map(batch => batch.answeredAt ?? 0)) - Math.min(...answered.map(batch => batch.sentAt))
  expect(going.ordersPerSecond).toBe(Math.round((going.totals.accepted * 1_000) / spentMs))
  expect(going.secondsLeft).toBe(Math.ceil((2_000 - going.totals.accepted) / (going.ordersPerSecond ?? 0)))
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const stuck = await rig.until(id, submission => submission.state === 'stuck' || submission.state === 'done')
  expect(stuck.state).toBe('stuck')
  const open = rig.batches(id).find(batch => batch.state === 'unknown' && batch.decidable)
  expect(open).toMatchObject({ rounds: 2, roundsInAll: 2, nextAt: null, decidedBy: null, unknownSince: expect.any(Number) })
})

test('a submission that is stopped while the platform is asked for its task gives its place to the one that waits', async () => {
  let whileAsked = async () => {}
  const { sim, rig } = await withSending({
    rows: 100,
    rules: { inFlight: 1 },
    bend: api => ({
      ...api,
      listTask: async (body, options) => {
        await whileAsked()
        return api.listTask(body, options)
      },
    }),
  })
  sim.setFaults({ paths: submitting, resetBeforeWork: 1 })
  const first = rig.launch()
  await rig.until(first.id, submission => submission.totals.unknown > 0)
  sim.setFaults({ resetBeforeWork: 0 })
  let second: { id: string } | null = null
  whileAsked = async () => {
    if (second !== null || rig.batches(first.id)[0]?.state !== 'withdrawn') return
    second = rig.launch()
    await rig.until(second.id, submission => submission.state === 'sending')
    await new Promise(resolve => setTimeout(resolve, 30))
    rig.service.stop(first.id)
  }
  expect(await rig.until(first.id, submission => submission.finishedAt !== null)).toMatchObject({
    state: 'stopped',
    totals: { notSent: 100 },
  })
  const waited = second as { id: string } | null
  expect(await rig.until(waited?.id ?? '', isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})
