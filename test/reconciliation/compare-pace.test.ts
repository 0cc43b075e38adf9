import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { createLog } from '../../src-core/log.ts'
import { createReconciliationService } from '../../src-core/reconciliation/reconciliation-service.ts'
import { createReconciliationStore } from '../../src-core/reconciliation/reconciliation-store.ts'
import { withSending } from '../submissions/with-sending.ts'

test('every page a comparison reads waits for its own turn at the rate of the account', async () => {
  const asked = { turns: 0, requests: 0, tooEarly: 0 }
  const { rig } = await withSending({
    rows: 450,
    bend: api => ({
      ...api,
      // Pages of 50, so that the list and each question by orderID are several.
      listOrder: (body, options) => {
        asked.requests += 1
        if (asked.requests > asked.turns) asked.tooEarly += 1
        return api.listOrder({ ...body, size: Math.min(body.size, 50) }, options)
      },
    }),
  })
  const { id } = rig.launch()
  await rig.until(id, submission => submission.state === 'done')
  const service = createReconciliationService({
    ...{ api: rig.api, orders: rig.orders, timings: rig.timings, bus: rig.bus, random: () => 0.5 },
    store: rig.withLedger(createReconciliationStore),
    submission: submissionId => rig.service.get(submissionId),
    turns: {
      next: async () => {
        asked.turns += 1
      },
    },
    clock: { ...systemClock, now: () => Date.now() + 100_000 },
    log: createLog(rig.dataDir),
  })
  onTestFinished(() => service.close())
  service.start(id)
  await service.finished(id)
  expect(service.latest(id)).toMatchObject({ state: 'done', asked: 450, same: 450, counts: { missing: 0, stranger: 0, twice: 0 } })
  expect(asked).toEqual({ turns: asked.requests, requests: 18, tooEarly: 0 })
})
