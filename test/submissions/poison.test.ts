import { expect, test } from 'vitest'
import { phoneOfRow } from './sending-rig.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const endpoints = (requests: readonly { path: string }[]) => requests.map(request => request.path.split('/').at(-1))

test('one row that spoils its request is found by halving: it alone is refused, with the words of the platform, all others arrive once', async () => {
  const { sim, rig } = await withSending({ rows: 1_500, rules: { inFlight: 4 } })
  sim.setFaults({ poison: { rows: [phoneOfRow(777)], code: 4 } })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { total: 1_500, accepted: 1_499, refused: 1, notSent: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 1_499, doubled: 0 })
  expect(rig.service.refused(id, 0, 10)).toMatchObject({ total: 1, rows: [{ phone: phoneOfRow(777), reason: 'Invalid parameter value' }] })
  expect(rig.orderStates(id)).toEqual({ accepted: 1_499, refused: 1 })
  const batches = rig.batches(id)
  const alone = batches.find(batch => batch.refused === 1)
  expect(alone).toMatchObject({ state: 'refused', orders: 1, retCode: 4 })
  // Each half knows what it is half of, up to the batch that was refused as a whole.
  let parent = alone?.parent ?? null
  let depth = 0
  while (parent !== null) {
    const of = batches.find(batch => batch.number === parent)
    expect(of).toMatchObject({ state: 'refused', refused: 0, accepted: 0 })
    parent = of?.parent ?? null
    depth += 1
  }
  expect(depth).toBe(9)
  expect(rig.service.journal(id, alone?.number ?? 0).map(entry => entry.event)).toEqual(['written', 'refused_singly'])
})

test('rows far apart that spoil their requests are refused each for itself, and the halves go before anything new', async () => {
  const poison = [5, 300, 301, 950].map(phoneOfRow)
  const { sim, rig } = await withSending({ rows: 1_200, rules: { startSize: 200, inFlight: 1 } })
  sim.setFaults({ poison: { rows: poison, code: 2 } })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 1_196, refused: 4 } })
  expect(platformTruth(sim)).toEqual({ orders: 1_196, doubled: 0 })
  expect(rig.service.refused(id, 0, 10).rows.map(row => row.phone)).toEqual(poison)
  const batches = rig.batches(id).filter(batch => batch.state !== 'withdrawn')
  for (const half of batches.filter(batch => batch.parent !== null)) {
    const later = batches.filter(batch => batch.parent === null && batch.number > half.number)
    for (const other of later) expect(other.sentAt).toBeGreaterThanOrEqual(half.answeredAt ?? Number.POSITIVE_INFINITY)
  }
})

test('a setting the platform refuses is no fault of the rows: after two of them alone it stops, and every row is still to be sent', async () => {
  const { sim, rig } = await withSending({ rows: 100 })
  const { id } = rig.launch({ strategyName: 'No such strategy' })
  expect(await rig.until(id, isOver)).toMatchObject({
    state: 'stuck',
    problem: { code: 'platform_parameters', retCode: 4 },
    totals: { total: 100, accepted: 0, refused: 0, notSent: 100 },
  })
  await new Promise(resolve => setTimeout(resolve, 100))
  const tried = endpoints(sim.records.requests())
  // 100, 50, 25, 13, 7, 4, 2, 1 and 1; before every second one the platform is asked whether the task is there.
  expect([tried.filter(each => each === 'createAndCall').length, tried.filter(each => each === 'listTask').length]).toEqual([9, 8])
  // Eight times the same answer is one line of the journal.
  expect(rig.service.journal(id, null).filter(entry => entry.event === 'task_missing')).toHaveLength(1)
  expect(rig.orderStates(id)).toEqual({ planned: 100 })
  // Going on all the same takes one more row before it is given up again: two bad rows at the head of a list hold nobody up for good.
  rig.service.resume(id)
  await rig.until(
    id,
    submission => submission.state === 'stuck' && rig.service.journal(id, null).filter(each => each.event === 'stuck').length === 2,
  )
  expect(rig.orderStates(id)).toEqual({ planned: 100 })
  rig.service.stop(id)
  expect(await rig.until(id, submission => submission.finishedAt !== null)).toMatchObject({ totals: { notSent: 100 } })
})

test('two bad rows at the head of a list look like a wrong setting; going on all the same refuses them and sends the rest', async () => {
  const { sim, rig } = await withSending({ rows: 100 })
  sim.setFaults({ poison: { rows: [1, 2].map(phoneOfRow), code: 4 } })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'stuck', problem: { retCode: 4 }, totals: { refused: 0, notSent: 100 } })
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 98, refused: 2 } })
  expect(platformTruth(sim)).toEqual({ orders: 98, doubled: 0 })
})

test('two bad rows at the end of a list that went well are two bad rows: nobody has to say so', async () => {
  const { sim, rig } = await withSending({ rows: 100, rules: { startSize: 97, inFlight: 1 } })
  sim.setFaults({ poison: { rows: [98, 99].map(phoneOfRow), code: 4 } })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 98, refused: 2, notSent: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: 98, doubled: 0 })
})

test('a task that has ended takes no more orders: that is asked before anything is split', async () => {
  let additions = 0
  const { sim, rig } = await withSending({
    rows: 2_000,
    rules: { inFlight: 1 },
    bend: api => ({
      ...api,
      addBatchCall: async (body, options) => {
        additions += 1
        // Somebody completes it in the platform's own console.
        if (additions === 2) await api.mgrTaskStatus({ productID: 'callbot', userTaskID: body.userTaskID, taskOperate: 3 })
        return api.addBatchCall(body, options)
      },
    }),
  })
  const { id } = rig.launch()
  const stuck = await rig.until(id, isOver)
  expect(stuck).toMatchObject({
    state: 'stuck',
    problem: { code: 'task_ended', retCode: 4 },
    totals: { accepted: 1_000, refused: 0, unknown: 0 },
  })
  expect(rig.batches(id).some(batch => batch.parent !== null)).toBe(false)
  expect(platformTruth(sim)).toEqual({ orders: stuck.totals.accepted, doubled: 0 })
  expect(endpoints(sim.records.requests()).at(-1)).toBe('listTask')
})

test('more than twenty rows refused alone stop it, so that somebody looks at the list; going on takes the next', async () => {
  const poison = Array.from({ length: 25 }, (_, index) => phoneOfRow(index * 8 + 4))
  const { sim, rig } = await withSending({ rows: 200, rules: { startSize: 8, inFlight: 1 } })
  sim.setFaults({ poison: { rows: poison, code: 3 } })
  const { id } = rig.launch()
  const stuck = await rig.until(id, isOver)
  expect(stuck).toMatchObject({
    state: 'stuck',
    problem: { code: 'rows_refused_singly', params: { count: 21 }, retCode: 3 },
    totals: { refused: 21 },
  })
  rig.service.resume(id)
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 175, refused: 25 } })
  expect(platformTruth(sim)).toEqual({ orders: 175, doubled: 0 })
})

test('stopped in the middle of halving: what was not sent stays unsent', async () => {
  const { sim, rig } = await withSending({ rows: 400, rules: { inFlight: 1 } }, { latencyMs: { min: 20, max: 25 } })
  sim.setFaults({ poison: { rows: [phoneOfRow(200)], code: 1 } })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.batchCount >= 3)
  rig.service.stop(id)
  const stopped = await rig.until(id, submission => submission.finishedAt !== null)
  expect(stopped).toMatchObject({ state: 'stopped', totals: { unknown: 0, backoff: 0 } })
  expect(platformTruth(sim)).toEqual({ orders: stopped.totals.accepted, doubled: 0 })
  expect(rig.batches(id).filter(batch => batch.state === 'queued' || batch.state === 'sending')).toEqual([])
})
