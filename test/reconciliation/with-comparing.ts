import { onTestFinished } from 'vitest'
import type { Reconciliation } from '../../src-contract/model/reconciliation.ts'
import { systemClock } from '../../src-core/clock.ts'
import { createLog } from '../../src-core/log.ts'
import { createSettlePlanner } from '../../src-core/reconciliation/plan-settlement.ts'
import { createReconciliationService } from '../../src-core/reconciliation/reconciliation-service.ts'
import { createReconciliationStore } from '../../src-core/reconciliation/reconciliation-store.ts'
import type { SimulatorOptions } from '../../src-simulator/simulator.ts'
import type { RigOptions } from '../submissions/sending-rig.ts'
import { withSending } from '../submissions/with-sending.ts'

/** A simulator, a sending side and the comparison of the two, whose clock is `laterMs` ahead. */
export async function withComparing(given: Omit<RigOptions, 'url' | 'callbot' | 'nxlink'>, simulator: Partial<SimulatorOptions> = {}) {
  const { sim, rig } = await withSending(given, simulator)
  const time = { laterMs: 100_000 }
  const clock = { ...systemClock, now: () => Date.now() + time.laterMs }
  const store = rig.withLedger(createReconciliationStore)
  const submission = (id: string) => rig.service.get(id)
  const service = createReconciliationService({
    store,
    api: rig.api,
    submission,
    orders: rig.orders,
    turns: rig.turns,
    clock,
    timings: rig.timings,
    bus: rig.bus,
    log: createLog(rig.dataDir),
    random: () => 0.5,
  })
  onTestFinished(() => service.close())
  const planner = createSettlePlanner({
    ...rig.stores,
    store,
    submission,
    api: rig.api,
    clock,
    bus: rig.bus,
    settled: id => rig.service.settled(id),
  })
  const compare = async (id: string): Promise<Reconciliation> => {
    service.start(id)
    await service.finished(id)
    const latest = service.latest(id)
    if (!latest) throw new Error('no comparison')
    return latest
  }
  return {
    sim,
    rig,
    time,
    service,
    store,
    compare,
    plan: (submissionId: string) => planner({ do: 'settle', submissionId }),
    /** Launches, and waits until everything is sent. */
    async sent(accountId: 'cb' | 'nx' = 'cb') {
      const { id } = rig.launch({}, accountId)
      await rig.until(id, submission => submission.state === 'done')
      return id
    },
    orderIDs: (id: string) =>
      rig.withLedger(ledger =>
        ledger.prepare<[string], string>('SELECT order_id FROM submission_order WHERE submission_id = ? ORDER BY seq').pluck().all(id),
      ),
    /** Writes into the ledger what a version with a mistake in it could have written. */
    bendLedger: (sql: string, ...values: (string | number)[]) => rig.withLedger(ledger => void ledger.prepare(sql).run(...values)),
  }
}

/** Every difference by its kind, the kinds that have none left out. */
export const found = (reconciliation: Reconciliation): Record<string, number> =>
  Object.fromEntries(Object.entries(reconciliation.counts).filter(([, count]) => count > 0))
