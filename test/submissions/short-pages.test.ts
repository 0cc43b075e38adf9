import { expect, test } from 'vitest'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { platformTruth, withSending } from './with-sending.ts'

const isOver = (submission: { state: string }) => submission.state === 'done' || submission.state === 'stuck'
const submitting = ['createAndCall', 'addBatchCall']

/** A platform whose listOrder gives at most 50 rows a page, whatever is asked for. */
const fiftyAPage = (api: CallbotApi): CallbotApi => ({
  ...api,
  listOrder: (body, options) => api.listOrder({ ...body, size: Math.min(body.size, 50) }, options),
})

test('a platform that lists 50 a page: what it has of a batch without an answer is found on its later pages, and nothing is sent twice', async () => {
  const { sim, rig } = await withSending({ rows: 1_000, bend: fiftyAPage })
  sim.setFaults({ paths: submitting, dropAnswerAfterWork: 0.5 })
  const { id } = rig.launch()
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 1_000 } })
  expect(platformTruth(sim)).toEqual({ orders: 1_000, doubled: 0 })
})

test('an answer that lists fewer orders than it counts proves nothing: the batch stays unknown and is asked about again', async () => {
  let isCut = true
  const { sim, rig } = await withSending({
    rows: 100,
    bend: api => ({
      ...api,
      listOrder: async (body, options) => {
        const answer = await api.listOrder(body, options)
        return isCut ? { ...answer, value: { ...answer.value, orders: [] } } : answer
      },
    }),
  })
  sim.setFaults({ paths: submitting, dropAnswerAfterWork: 1 })
  const { id } = rig.launch()
  await rig.until(id, () => rig.service.journal(id, 1).filter(entry => entry.event === 'ask_failed').length > 4)
  expect(rig.view(id).totals).toMatchObject({ unknown: 100, notSent: 0 })
  expect(rig.service.journal(id, 1).at(-1)).toMatchObject({ event: 'ask_failed', params: { code: 'list_cut_short' } })
  isCut = false
  expect(await rig.until(id, isOver)).toMatchObject({ state: 'done', totals: { accepted: 100 } })
  expect(platformTruth(sim)).toEqual({ orders: 100, doubled: 0 })
})
