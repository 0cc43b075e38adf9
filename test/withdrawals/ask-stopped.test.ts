import { expect, onTestFinished, test } from 'vitest'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { askStopped } from '../../src-core/withdrawals/ask-stopped.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'

test('where the platform lists 40 a page, an order on a later page is not taken for one that was withdrawn with deletion', async () => {
  const sim = await startSimulator({ webhooks: false })
  const transport = createTransport()
  onTestFinished(async () => {
    await transport.close()
    await sim.close()
  })
  sim.loadTask({ taskName: 'Wave 1', orders: 150, userTaskID: 'u1' })
  const timings = { readDeadlineMs: 120_000, submitDeadlineMs: 120_000 }
  const api = createCallbotApi({ baseUrl: sim.url, ...sim.credentials.callbot, algorithm: 'SHA256' }, transport, systemClock, timings)
  const orders = sim.records.orders().map(({ orderID, userPhone }, index) => ({
    ...{ seq: index, orderID, phone: userPhone, userTaskID: 'u1', state: 'sending' as const, reason: '' },
  }))
  const [first] = orders
  sim.forgetOrders([first?.orderID ?? ''])
  const capped: Pick<typeof api, 'listOrder'> = {
    listOrder: (body, options) => api.listOrder({ ...body, size: Math.min(body.size, 40) }, options),
  }
  const answers = await askStopped(capped, orders, 1, new AbortController().signal)
  expect(answers.get(0)).toEqual({ is: 'withdrawn' })
  expect([...answers.values()].filter(answer => answer.is === 'waiting')).toHaveLength(149)
})
