import { expect, onTestFinished, test } from 'vitest'
import { outstanding } from '../../src-core/submissions/submission-view.ts'
import { openSendingRig, phoneOfRow } from './sending-rig.ts'
import { withSending } from './with-sending.ts'

const submitting = ['createAndCall', 'addBatchCall']
const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'

test('the overview counts every batch once by what it shows as, and a page is a stretch of the same batches, newest first', async () => {
  const { sim, rig } = await withSending({ rows: 64, rules: { startSize: 16, largestSize: 16, inFlight: 1 } })
  sim.setFaults({ paths: submitting, poison: { rows: [phoneOfRow(40)], code: 4 } })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 63, refused: 1 } })
  const all = rig.batches(id)
  // One of 16 is split in 8, 4, 2, 1: four halvings and one row alone.
  const overview = rig.service.overview(id)
  expect(overview).toMatchObject({
    written: all.length,
    total: all.length,
    states: { accepted: all.length - 5, halved: 4, refused: 1 },
    doubted: 0,
    held: null,
    inDoubt: null,
  })
  const whole = all.filter(batch => batch.halves.length > 0)
  expect(whole.map(batch => [batch.state, batch.orders, batch.refused, batch.halves.length])).toEqual(
    [16, 8, 4, 2].map(orders => ['refused', orders, 0, 2]),
  )
  for (const { number, halves } of whole) for (const half of halves) expect(all[half - 1]).toMatchObject({ number: half, parent: number })
  expect(overview.cells.map(cell => [cell.number, cell.state, cell.isHalf])).toEqual(
    all.map(batch => [batch.number, batch.halves.length > 0 ? 'halved' : batch.state, batch.parent !== null]),
  )
  expect(rig.service.batchPage(id, 2, 3)).toEqual({ total: all.length, rows: all.slice(-5, -2).reverse() })
  expect(rig.service.batchPage(id, all.length, 3)).toEqual({ total: all.length, rows: [] })
  expect(rig.service.batchView(id, 2)).toEqual(all[1])
  expect(() => rig.service.batchView(id, all.length + 1)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('the batch to decide comes before the one that is still asked about', () => {
  const asked = { number: 3, state: 'unknown', nextAt: 9 } as const
  const toDecide = { number: 7, state: 'unknown', nextAt: null } as const
  const held = { number: 5, state: 'backoff', nextAt: 9 } as const
  expect([outstanding([asked, held, toDecide]), outstanding([asked]), outstanding([])]).toEqual([
    { held: 5, inDoubt: 7 },
    { held: null, inDoubt: 3 },
    { held: null, inDoubt: null },
  ])
})

test('every doubt is remembered after it was settled', async () => {
  const { sim, rig } = await withSending(
    { rows: 300, rules: { startSize: 100, inFlight: 1 }, timings: { unknownRoundsMs: [20, 40], backoffBaseMs: 5, backoffMaxMs: 5 } },
    {},
  )
  sim.setFaults({ paths: ['createandcall'], dropAnswerAfterWork: 1 })
  const { id } = rig.launch({}, 'nx')
  const stuck = await rig.until(
    id,
    submission => submission.state === 'stuck' && rig.batches(id).every(batch => batch.state !== 'unknown' || batch.decidable),
  )
  const unknown = rig.batches(id).filter(batch => batch.state === 'unknown')
  expect(unknown.length).toBeGreaterThan(0)
  expect(rig.service.overview(id)).toMatchObject({ inDoubt: unknown[0], doubted: unknown.length, states: { unknown: unknown.length } })
  // The platform could still be asked: nothing that concerns every request stopped it.
  expect(stuck.isResting).toBe(false)
  sim.setFaults({ dropAnswerAfterWork: 0 })
  for (const { number } of unknown) rig.service.decide(id, number, 'accepted')
  await rig.until(id, isOver)
  expect(rig.service.overview(id)).toMatchObject({
    inDoubt: null,
    doubted: unknown.length,
    states: { accepted: rig.batches(id).length },
  })
})

test('only what concerns every request lets the questions rest', async () => {
  const { sim, rig } = await withSending({ rows: 100, rules: { startSize: 50, inFlight: 1 }, timings: { unknownRoundsMs: [60_000] } })
  sim.setFaults({ paths: submitting, answerCode: { code: 6, probability: 1 } })
  const refused = rig.launch()
  expect(await rig.until(refused.id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'auth_signature' }, isResting: true })
  sim.setFaults({ answerCode: { code: 2, probability: 1 } })
  const wrong = rig.launch()
  expect(await rig.until(wrong.id, isOver)).toMatchObject({ state: 'stuck', problem: { code: 'platform_parameters' }, isResting: false })
  rig.service.pause(refused.id)
  expect(rig.view(refused.id)).toMatchObject({ state: 'paused', isResting: false })
})

test('a restart within the pause after trouble sends nothing before it is over, and the countdown goes on', async () => {
  const slow = { backoffBaseMs: 600_000, backoffMaxMs: 600_000, unknownRoundsMs: [5, 10, 15] }
  const { sim, rig } = await withSending({ rows: 100, rules: { inFlight: 1 }, timings: slow })
  sim.setFaults({ paths: submitting, resetBeforeWork: 1 })
  const { id } = rig.launch()
  const before = await rig.until(id, submission => submission.totals.notSent === 100 && submission.state === 'waiting')
  sim.setFaults({ resetBeforeWork: 0 })
  await rig.close(false)
  const asked = sim.records.requests().length
  const again = openSendingRig({
    url: sim.url,
    callbot: sim.credentials.callbot,
    rows: 100,
    rules: { inFlight: 1 },
    timings: slow,
    dataDir: rig.dataDir,
  })
  onTestFinished(() => again.close())
  again.service.recover()
  const waiting = await again.until(id, submission => submission.state === 'waiting')
  expect(waiting.nextAt).toBe(before.nextAt)
  expect((waiting.nextAt ?? 0) - Date.now()).toBeGreaterThan(100_000)
  expect(sim.records.requests()).toHaveLength(asked)
  again.service.tryNow(id)
  expect(await again.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
})
