import { expect, test } from 'vitest'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const pauseOf = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

test('a pause lets the request under way finish and sends nothing after it; resuming goes on', async () => {
  const { sim, rig } = await withSending({ rows: 3_000 }, { latencyMs: { min: 40, max: 60 } })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.accepted >= 500)
  rig.service.pause(id)
  const paused = await rig.untilQuiet(id)
  expect(paused.state).toBe('paused')
  expect(paused.totals.accepted + paused.totals.notSent).toBe(3_000)
  expect(platformTruth(sim).orders).toBe(paused.totals.accepted)
  await pauseOf(150)
  expect(rig.view(id).totals).toEqual(paused.totals)
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 3_000 } })
  expect(platformTruth(sim)).toEqual({ orders: 3_000, doubled: 0 })
})

test('paused while the orders are still being written down: resuming writes the rest and sends it all', async () => {
  const { sim, rig } = await withSending({ rows: 9_000 })
  const { id } = rig.launch()
  rig.service.pause(id)
  await pauseOf(100)
  expect(rig.view(id)).toMatchObject({ state: 'paused', totals: { total: 9_000, notSent: 9_000 } })
  expect(rig.service.get(id).planned).toBeLessThan(9_000)
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 9_000 } })
  expect(platformTruth(sim)).toEqual({ orders: 9_000, doubled: 0 })
})

test('stopped for good: what was not sent stays unsent, what was under way gets its outcome', async () => {
  const { sim, rig } = await withSending({ rows: 3_000 }, { latencyMs: { min: 40, max: 60 } })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.totals.accepted >= 500)
  rig.service.stop(id)
  const stopped = await rig.until(id, submission => submission.finishedAt !== null)
  expect(stopped.state).toBe('stopped')
  expect(stopped.totals.notSent).toBeGreaterThan(0)
  expect(platformTruth(sim)).toEqual({ orders: stopped.totals.accepted, doubled: 0 })
  expect(() => rig.service.resume(id)).toThrow(expect.objectContaining({ code: 'conflict' }))
})

test('stopped while a batch is in back-off: it is withdrawn', async () => {
  const { sim, rig } = await withSending({ rows: 100, timings: { backoffBaseMs: 60_000, backoffMaxMs: 60_000 } })
  sim.setFaults({ answerCode: { code: 5, probability: 1 } })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.state === 'waiting')
  rig.service.stop(id)
  expect(await rig.until(id, submission => submission.finishedAt !== null)).toMatchObject({
    state: 'stopped',
    totals: { notSent: 100, backoff: 0 },
  })
  expect(rig.batches(id)).toMatchObject([{ state: 'withdrawn' }])
})

test('NXLink: each batch is a task of its own under the same name, every order once', async () => {
  const { sim, rig } = await withSending({ rows: 1_100 })
  const { id } = rig.launch({}, 'nx')
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', kind: 'nxlink', taskID: null, totals: { accepted: 1_100 } })
  expect(sim.records.tasks().map(task => [task.kind, task.taskName, task.orders])).toEqual([
    ['nxlink', 'Wave 1', 500],
    ['nxlink', 'Wave 1', 500],
    ['nxlink', 'Wave 1', 100],
  ])
  expect(platformTruth(sim)).toEqual({ orders: 1_100, doubled: 0 })
})

test.each([
  ['with the team id', '144'],
  ['without a team id', null],
])('NXLink %s: silence about a lost answer proves nothing, so the operator decides; a call record settles it', async (_name, tenantId) => {
  const { sim, rig } = await withSending({ rows: 20, tenantId }, { speed: 200 })
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch({ startupType: 1 }, 'nx')
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', totals: { unknown: 20, notSent: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 20, doubled: 0 })
  for (const task of sim.records.tasks()) sim.startTask(task.userTaskID)
  expect(await sim.settled()).toBe(true)
  rig.service.tryNow(id)
  // Stuck until the platform has answered: asking alone lets nothing go on.
  const over = await rig.until(id, submission => submission.finishedAt !== null)
  expect(over).toMatchObject({ state: 'done', totals: { accepted: 20, unknown: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 20, doubled: 0 })
})
