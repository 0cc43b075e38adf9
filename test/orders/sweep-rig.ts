import { onTestFinished } from 'vitest'
import type { WriteAction } from '../../src-contract/model/write.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { systemClock } from '../../src-core/clock.ts'
import { createLog } from '../../src-core/log.ts'
import { createTaskRemains } from '../../src-core/orders/task-remains.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { createOrdersInFlight } from '../../src-core/submissions/orders-in-flight.ts'
import { createJobStore } from '../../src-core/sync/job-store.ts'
import { createDeletionSweeper } from '../../src-core/sync/sweep-deleted.ts'
import { createSyncService } from '../../src-core/sync/sync-service.ts'
import { createOperatePlanner } from '../../src-core/tasks/operate-plan.ts'
import type { SimulatorOptions } from '../../src-simulator/simulator.ts'
import { phoneOfRow, type SendingRig } from '../submissions/sending-rig.ts'
import { withSending } from '../submissions/with-sending.ts'

/** A task of `rows` orders, launched and shown, with a sweeper beside the sending; `more` is a second list that begins at row 51. */
export async function withTaskToSweep(
  rows: number,
  more: number,
  {
    bend = api => api,
    simulator = {},
    ageMs = 0,
  }: { bend?: (api: CallbotApi) => CallbotApi; simulator?: Partial<SimulatorOptions>; ageMs?: number } = {},
) {
  const { sim, rig } = await withSending({ rows }, simulator)
  const { id } = rig.launch()
  const { userTaskID, totals } = await rig.until(id, submission => submission.state === 'done')
  await rig.until(id, () => totalOf(rig, userTaskID) === totals.accepted)
  rig.contacts.add('more', more, row => phoneOfRow(50 + row), { name: 'More' })
  // How much later than the real time it is.
  const time = { aheadMs: ageMs }
  const sweeper = openSweeper(rig, bend, time)
  const operate = operatePlannerOf(rig)
  return {
    sim,
    rig,
    id,
    userTaskID,
    time,
    sweeper,
    add: (mode: 'addBatchCall' | 'importBatchCall', listId = 'more') =>
      rig.planners.addOrders({
        ...{ do: 'addOrders', accountId: 'cb', userTaskID, listId, mode },
        variables: [{ name: 'amount', column: 2 }],
      }),
    operate: async (taskOperate: 1 | 2 | 3, delCall: 0 | 1 = 0) =>
      operate({ do: 'operate', accountId: 'cb', userTaskID, taskOperate, delCall } satisfies Extract<WriteAction, { do: 'operate' }>),
    cached: () => totalOf(rig, userTaskID),
    isBehind: () => rig.deletions.isBehind('cb', userTaskID),
  }
}

const totalOf = (rig: SendingRig, userTaskID: string) => rig.orders.taskCounts('cb').get(userTaskID)?.total ?? 0

/** A sweeper over the rig's databases, as a start of the console opens it; `marks` are read from the cache anew unless they are given. */
export function openSweeper(
  rig: SendingRig,
  bend: (api: CallbotApi) => CallbotApi,
  time: { readonly aheadMs: number },
  marks = rig.deletions,
) {
  const clock = { now: () => Date.now() + time.aheadMs, sleep: systemClock.sleep }
  const log = createLog(rig.dataDir)
  const api = { callbot: async () => bend(await rig.api.callbot()), nxlink: rig.api.nxlink }
  const sync = rig.withCache(cache =>
    createSyncService({
      ...{ api, tasks: rig.tasks, orders: rig.orders, clock, bus: rig.bus, log },
      jobs: createJobStore(cache),
      account: () => ({ kind: 'callbot', tenantId: null }),
    }),
  )
  const sweeper = createDeletionSweeper({
    ...{ toSweep: marks, sync, orders: rig.orders, api, clock, bus: rig.bus, log },
    remains: rig.withCache(createTaskRemains),
    inFlight: rig.withLedger(createOrdersInFlight),
    isWithdrawing: () => false,
    canAsk: () => true,
    timings: { backoffBaseMs: 10 },
    random: () => 0.5,
  })
  let closed: Promise<void> | null = null
  const close = () => {
    closed ??= sweeper.close().then(() => sync.close())
    return closed
  }
  onTestFinished(close)
  return { ...sweeper, sync, close }
}

/** The marks as the next start of the console finds them. */
export const marksAfterRestart = (rig: SendingRig) =>
  rig.withCache(db => createTasksToSweep({ db, clock: systemClock, log: createLog(rig.dataDir) }))

/** Starts, pauses and completes the tasks of a rig, as the console does. */
export const operatePlannerOf = (rig: Pick<SendingRig, 'tasks' | 'orders' | 'api' | 'deletions' | 'bus'>) =>
  createOperatePlanner({
    tasks: rig.tasks,
    orders: rig.orders,
    account: () => ({ kind: 'callbot' }),
    api: rig.api,
    deletions: rig.deletions,
    bus: rig.bus,
    now: () => Date.now(),
    pollSoon: () => undefined,
  })
