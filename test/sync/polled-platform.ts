import { onTestFinished, vi } from 'vitest'
import type { ErrorCode } from '../../src-contract/result.ts'
import type { CallbotOrder, CallbotTask } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'
import { wireOrder } from '../orders/with-orders.ts'
import { openSyncRig } from './sync-rig.ts'

export const POLL_MS = 1_000

/** An order at the platform, as the test says it is at this moment. */
export interface PlatformOrder {
  orderID: string
  callStatus: number
  startAt: number
  finish: boolean
}

interface Question {
  readonly userTaskID: string
  readonly options?: { readonly callStatus?: readonly number[]; readonly orderID?: readonly string[] }
  readonly page: number
  readonly size: number
}

/** Lets time pass in small steps, and the work that comes with it be done. */
export async function passes(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    await vi.advanceTimersByTimeAsync(Math.min(250, left))
    for (let turn = 0; turn < 8; turn += 1) await new Promise(resolve => setImmediate(resolve))
  }
}

/** A platform whose tasks and orders are the test's, a poller over a real cache, and a clock that goes on when the test says so. */
export function openPolledPlatform({ start = 1_790_000_040_000 } = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: start })
  onTestFinished(() => void vi.useRealTimers())
  const statuses = new Map<string, number>()
  const stats = new Map<string, { finished: number; total: number }>()
  const orders = new Map<string, PlatformOrder[]>()
  /** Tasks whose orders are refused, and with what. */
  const refused = new Map<string, ErrorCode>()
  /** What every question is refused with; null while the platform answers. */
  const given: { down: ErrorCode | null; whole: ErrorCode | null; wholePageMs: number } = { down: null, whole: null, wholePageMs: 0 }
  const asked = { tasks: [] as string[], inProgress: [] as string[], byId: [] as string[][], whole: [] as string[] }
  const taskOf = (userTaskID: string): CallbotTask => {
    const stat = stats.get(userTaskID)
    return {
      userTaskID,
      taskID: '1',
      sceneID: 's',
      taskName: userTaskID,
      taskStatus: statuses.get(userTaskID) ?? null,
      createTs: start,
      taskStat: stat
        ? {
            answerOrderCount: 0,
            finishOrderCount: stat.finished,
            totalOrderCount: stat.total,
            totalAnswerCall: 0,
            totalCall: stat.finished,
            finishRate: null,
            answerRate: null,
          }
        : null,
      raw: {},
    } as unknown as CallbotTask
  }
  const callbot = {
    listTask: async ({ queryConditions }: { queryConditions: { userTaskID?: readonly string[] } }) => {
      const ids = queryConditions.userTaskID ?? [...statuses.keys()]
      asked.tasks.push(...ids)
      if (given.down) throw new AppError(given.down, {})
      const tasks = ids.filter(id => statuses.has(id)).map(taskOf)
      return { value: { tasks, totalCount: tasks.length } }
    },
    listOrder: async ({ userTaskID, options = {}, page, size }: Question) => {
      const isWhole = options.callStatus === undefined && options.orderID === undefined
      if (options.callStatus) asked.inProgress.push(userTaskID)
      else if (options.orderID) asked.byId.push([...options.orderID])
      else if (page === 1) asked.whole.push(userTaskID)
      const code = given.down ?? refused.get(userTaskID) ?? (isWhole ? given.whole : null)
      if (code) throw new AppError(code, {})
      // The answer is of the moment of the question, and a page of all orders takes its time.
      const all = orders.get(userTaskID) ?? []
      const found = all.filter(
        order => (options.callStatus?.includes(order.callStatus) ?? true) && (options.orderID?.includes(order.orderID) ?? true),
      )
      const value = { orders: found.slice((page - 1) * size, page * size).map(order => wire(userTaskID, order)), totalCount: found.length }
      if (isWhole && given.wholePageMs > 0) await new Promise(resolve => setTimeout(resolve, given.wholePageMs))
      return { value }
    },
  }
  const rig = openSyncRig({ callbot: callbot as never, pollMs: POLL_MS })
  return {
    rig,
    /** The client the rig asks with. */
    callbot: callbot as never,
    given,
    asked,
    refused,
    orders,
    stats,
    /** The platform's word on a task, which the cache does not hear by itself. */
    is(userTaskID: string, taskStatus: number) {
      statuses.set(userTaskID, taskStatus)
    },
    /** The platform has no such task any more, and says so when it is asked for its orders. */
    forget(userTaskID: string) {
      statuses.delete(userTaskID)
      refused.set(userTaskID, 'platform_parameters')
    },
    /** The cache was told of the task by a pull or a webhook. */
    told(userTaskID: string, taskStatus: number, source: 'pulled' | 'webhook' = 'pulled', at = Date.now()) {
      rig.tasks.upsert(
        [{ accountId: 'cb', userTaskID, taskID: '1', taskName: userTaskID, sceneID: 's', taskStatus, createdAt: 1, stat: null, raw: '{}' }],
        source,
        at,
      )
    },
  }
}

function wire(userTaskID: string, { orderID, callStatus, startAt, finish }: PlatformOrder): CallbotOrder {
  const startTs = Math.floor(startAt / 1000)
  const call =
    callStatus === 1
      ? null
      : { callID: `call-${orderID}`, callStatus, callStartTs: startTs, callAnswerTs: 0, callEndTs: callStatus > 5 ? startTs + 10 : 0 }
  const raw = wireOrder(orderID, { userTaskID, finish }, call)
  return { orderID, raw } as unknown as CallbotOrder
}
