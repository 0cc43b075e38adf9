import { expect, test } from 'vitest'
import type { Faults } from '../../src-simulator/simulator.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const submitting = ['createAndCall', 'addBatchCall']

test.each<[string, Partial<Faults>]>([
  ['answers that are lost after the work was done', { dropAnswerAfterWork: 0.5 }],
  ['connections that are reset before the work', { resetBeforeWork: 0.5 }],
  ['answers cut in the middle', { truncateBody: 0.5 }],
  ['web pages instead of answers', { htmlBody: 0.5 }],
  ['HTTP 500', { http500: 0.5 }],
  ['answers with one bit of the signature changed', { flipSignatureBit: 0.5 }],
  ['internal errors reported after the work was done', { answerCode: { code: 5001, probability: 0.5, afterWork: true } }],
  ['a busy platform', { answerCode: { code: 7, probability: 0.5 } }],
  ['a platform under maintenance', { answerCode: { code: 5, probability: 0.5 } }],
])('with %s every order still arrives exactly once', async (_name, faults) => {
  const { sim, rig } = await withSending({ rows: 3_000 })
  sim.setFaults({ paths: submitting, ...faults })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({
    state: 'done',
    totals: { total: 3_000, accepted: 3_000, refused: 0, unknown: 0, backoff: 0, notSent: 0 },
  })
  expect(platformTruth(sim)).toEqual({ orders: 3_000, doubled: 0 })
  expect(rig.orderStates(id)).toEqual({ accepted: 3_000 })
})

test('while one batch is unknown the journal says so, and it is not sent again before the platform was asked', async () => {
  const { sim, rig } = await withSending({ rows: 400, timings: { unknownRoundsMs: [150, 250, 300] } })
  sim.setFaults({ paths: submitting, dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  const unknown = await rig.until(id, submission => submission.totals.unknown > 0)
  expect(unknown.totals).toEqual({ total: 400, accepted: 0, refused: 0, unknown: 400, backoff: 0, underWay: 0, notSent: 0 })
  expect((await rig.until(id, submission => submission.state === 'waiting')).nextAt).toEqual(expect.any(Number))
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 400 } })
  expect(rig.service.journal(id, 1).map(entry => entry.event)).toEqual(['written', 'unknown', 'asked', 'task_found', 'answered'])
  expect(sim.records.requests().map(request => request.path.split('/').at(-1))).toEqual([
    'createAndCall',
    'listOrder',
    'listOrder',
    'listOrder',
    'listOrder',
  ])
})

test('a first batch that provably never arrived is created again under the same task id', async () => {
  const { sim, rig } = await withSending({ rows: 700 })
  sim.setFaults({ paths: submitting, resetBeforeWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.unknown > 0)
  sim.setFaults({ resetBeforeWork: 0 })
  const submission = await rig.until(id, isOver)
  expect(submission).toMatchObject({ state: 'done', totals: { accepted: 700 } })
  expect(rig.batches(id).map(batch => [batch.endpoint, batch.state])).toEqual([
    ['createAndCall', 'withdrawn'],
    ['createAndCall', 'accepted'],
    ['addBatchCall', 'accepted'],
  ])
  expect(sim.records.tasks().map(task => [task.userTaskID, task.orders])).toEqual([[submission.userTaskID, 700]])
})

test('a busy platform is tried again with the same batch after a visible pause, sooner on request', async () => {
  const { sim, rig } = await withSending({ rows: 100, timings: { backoffBaseMs: 600_000, backoffMaxMs: 600_000 } })
  sim.setFaults({ answerCode: { code: 7, probability: 1 } })
  const { id } = rig.launch()
  const waiting = await rig.until(id, submission => submission.state === 'waiting')
  expect(waiting).toMatchObject({ totals: { backoff: 100, notSent: 0 }, problem: { code: 'platform_busy', retCode: 7 } })
  expect((waiting.nextAt ?? 0) - (rig.batches(id)[0]?.sentAt ?? 0)).toBeGreaterThan(30_000)
  sim.setFaults({ answerCode: { code: 0, probability: 0 } })
  rig.service.tryNow(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(rig.batches(id)).toMatchObject([{ number: 1, state: 'accepted', tries: 2 }])
})

test('a refused signature stops at once, nothing was done, and the right secret goes on', async () => {
  const { sim, rig } = await withSending({ rows: 100 })
  const right = rig.secret.callbot
  rig.secret.callbot = 'another-secret-altogether'
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({
    state: 'stuck',
    problem: { code: 'auth_signature', retCode: 6 },
    totals: { notSent: 100 },
  })
  expect(platformTruth(sim).orders).toBe(0)
  rig.secret.callbot = right
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', problem: null, totals: { accepted: 100 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})

test('a locked keychain stops before anything is sent', async () => {
  const { sim, rig } = await withSending({ rows: 100 })
  const right = rig.secret.callbot
  rig.secret.callbot = null
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'keychain_locked' } })
  expect(sim.records.requests()).toEqual([])
  rig.secret.callbot = right
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
})

test('an answer whose counts contradict each other is not believed: the platform is asked which orders it has', async () => {
  let bent = 0
  const { sim, rig } = await withSending({
    rows: 600,
    bend: api => ({
      ...api,
      addBatchCall: async (body, options) => {
        const answer = await api.addBatchCall(body, options)
        bent += 1
        return { ...answer, value: { ...answer.value, successCount: 98, errList: [] } }
      },
    }),
  })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { total: 600, accepted: 600, refused: 0 } })
  expect(bent).toBe(1)
  expect(rig.batches(id)[1]).toMatchObject({ state: 'accepted', found: 100, problem: { code: 'counts_do_not_add_up' } })
  expect(platformTruth(sim)).toEqual({ orders: 600, doubled: 0 })
})

test('asking early, however often, does not shorten the time a lost request is given to arrive', async () => {
  const time = { laterMs: 0 }
  const { sim, rig } = await withSending({ rows: 100, time, timings: { unknownRoundsMs: [300_000, 1_800_000, 3_600_000] } })
  sim.setFaults({ paths: submitting, resetBeforeWork: 1 })
  const { id } = rig.launch()
  const unknown = await rig.until(id, submission => submission.totals.unknown > 0)
  sim.setFaults({ resetBeforeWork: 0 })
  const questions = () => rig.service.journal(id, 1).filter(entry => entry.event === 'asked').length
  for (let click = 0; click < 8; click += 1) {
    const asked = questions()
    rig.service.tryNow(id)
    await rig.until(id, () => questions() > asked)
  }
  expect(rig.view(id)).toMatchObject({ totals: unknown.totals })
  time.laterMs = 3_600_000
  rig.service.tryNow(id)
  const submission = await rig.until(id, isOver)
  expect(submission).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  const [first, second] = rig.batches(id)
  expect((second?.sentAt ?? 0) - (first?.unknownSince ?? 0)).toBeGreaterThanOrEqual(3_600_000)
  expect(questions()).toBe(11)
})
