import { expect, test } from 'vitest'
import type { CallbotApi, CallbotOrder } from '../../src-core/api/callbot-types.ts'
import { IDS_A_QUESTION, listByID } from '../../src-core/orders/list-by-id.ts'
import { withSending } from '../submissions/with-sending.ts'

type ListOrder = CallbotApi['listOrder']

/** A task of `rows` orders at the simulator, asked for all of them by their ids. */
async function ask(rows: number, bend: (listOrder: ListOrder) => ListOrder = listOrder => listOrder) {
  const { sim, rig } = await withSending({ rows })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, submission => submission.state === 'done')
  const api = await rig.api.callbot()
  const orderIDs = sim.records.orders().map(order => order.orderID)
  const pages: number[] = []
  const listed = listByID(
    { listOrder: bend(api.listOrder) },
    {
      userTaskID,
      orderIDs,
      signal: new AbortController().signal,
      each: async question => {
        const answer = await question()
        pages.push((answer as { value: { orders: CallbotOrder[] } }).value.orders.length)
        return answer
      },
    },
  )
  return { sim, listed, orderIDs, pages }
}

/** A platform whose pages have at most so many rows; `turnsBy` is the size by which it finds a page. */
const capped =
  (most: number, turnsBy: 'asked' | 'own'): ((listOrder: ListOrder) => ListOrder) =>
  listOrder =>
  async (body, options) => {
    const whole = await listOrder({ ...body, page: 1, size: IDS_A_QUESTION }, options)
    const size = Math.min(body.size, most)
    const from = (body.page - 1) * (turnsBy === 'own' ? size : body.size)
    return { ...whole, value: { ...whole.value, orders: whole.value.orders.slice(from, from + size) } }
  }

test('a hundred orders are one question', async () => {
  const { listed, orderIDs, pages } = await ask(100)
  expect((await listed).map(order => order.orderID)).toEqual(orderIDs)
  expect(pages).toEqual([100])
})

test.each(['asked', 'own'] as const)('a platform that gives 40 a page is read to its end, counted by the %s size', async turnsBy => {
  const { listed, orderIDs, pages } = await ask(100, capped(40, turnsBy))
  expect((await listed).map(order => order.orderID)).toEqual(orderIDs)
  expect(pages).toEqual([40, 40, 20])
})

test('a platform that counts nothing is read up to an empty page', async () => {
  const uncounted =
    (listOrder: ListOrder): ListOrder =>
    async (body, options) => {
      const answer = await capped(40, 'own')(listOrder)(body, options)
      return { ...answer, value: { ...answer.value, totalCount: null } }
    }
  const { listed, pages } = await ask(100, uncounted)
  expect(await listed).toHaveLength(100)
  expect(pages).toEqual([40, 40, 20, 0])
})

test('a list that ends before its own total is an error, not silence', async () => {
  const broken =
    (listOrder: ListOrder): ListOrder =>
    async (body, options) => {
      const answer = await listOrder(body, options)
      return body.page === 1
        ? { ...answer, value: { ...answer.value, orders: answer.value.orders.slice(0, 30) } }
        : { ...answer, value: { ...answer.value, orders: [] } }
    }
  const { listed } = await ask(100, broken)
  await expect(listed).rejects.toMatchObject({ code: 'list_cut_short', params: { received: 30, total: 100 } })
})
