import type { OrderFilter, OrderRow } from '../../src-contract/model/order.ts'
import type { OrderSelection } from '../../src-contract/model/write.ts'
import { AppError } from '../app-error.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'

/** The unfinished orders of a selection, fixed at the moment it was opened: later it can only lose some. */
export interface OpenSelection {
  readonly accountId: string
  /** Orders when it was opened, and how many of the selection were finished already. */
  readonly count: number
  readonly finished: number
  /** Most orders first. */
  readonly tasks: readonly { userTaskID: string; taskName: string; count: number }[]
  /** The first two orders of the first task that has any, for the request that is shown. */
  readonly first: readonly OrderRow[]
  /** Orders whose call is under way. */
  readonly inCall: number
  /** Those that are unfinished now, a slice at a time and the orders of a task together. `preview_expired` when it was closed. */
  slices(): AsyncGenerator<OrderRow[]>
}

export interface OrderSelections {
  open(accountId: string, selection: OrderSelection): Promise<OpenSelection>
  close(): void
}

/** Rows of one slice: read, looked at and forgotten. */
const SLICE = 2_000
/** Selections that are kept for their commit; a preview that was left lets go after the time a token lives at the most. */
const KEPT = 6
const KEPT_MS = 15 * 60_000
/** callStatus of an order that is dispatched, dialled, ringing or in a call (callbot-v3.md 5.3). */
const IN_CALL: ReadonlySet<number | null> = new Set([2, 3, 4, 5])

/** Opens selections over the cache's reader threads: a result handle each, so that a million orders need no memory here. */
export function createOrderSelections(readers: Pick<OrderReaders, 'open' | 'total' | 'rows' | 'drop'>): OrderSelections {
  const kept = new Map<string, NodeJS.Timeout>()

  const letGo = (handle: string) => {
    clearTimeout(kept.get(handle))
    kept.delete(handle)
    readers.drop(handle)
  }
  const keep = (handle: string) => {
    kept.set(handle, setTimeout(() => letGo(handle), KEPT_MS).unref())
    for (const [old] of [...kept].slice(0, Math.max(0, kept.size - KEPT))) letGo(old)
  }

  const countOf = async (filter: OrderFilter): Promise<number> => {
    const { handle } = await readers.open(filter, { column: 'orderID', direction: 'asc' }, 1)
    try {
      return (await readers.total(handle)).total
    } finally {
      readers.drop(handle)
    }
  }

  async function* read(handle: string, count: number): AsyncGenerator<OrderRow[]> {
    for (let start = 0; start < count; start += SLICE) {
      let rows: OrderRow[]
      try {
        rows = await readers.rows(handle, start, Math.min(SLICE, count - start))
      } catch (error) {
        throw error instanceof AppError && error.code === 'not_found' ? new AppError('preview_expired') : error
      }
      yield rows.filter(row => !row.finish)
    }
  }

  return {
    async open(accountId, selection) {
      const asked = selection.by === 'ids' ? { accountId, orderIDs: selection.orderIDs } : { ...selection.filter, accountId }
      if (asked.finish === true)
        return { accountId, count: 0, tasks: [], first: [], inCall: 0, slices: () => read('', 0), finished: await countOf(asked) }
      const { handle } = await readers.open({ ...asked, finish: false }, { column: 'taskName', direction: 'asc' }, 1, true)
      keep(handle)
      const { total } = await readers.total(handle)
      const finished = asked.finish === false ? 0 : Math.max(0, (await countOf(asked)) - total)
      const tasks = new Map<string, { userTaskID: string; taskName: string; count: number }>()
      let first: OrderRow[] = []
      let [count, inCall] = [0, 0]
      for await (const rows of read(handle, total)) {
        for (const row of rows) {
          const task = tasks.get(row.userTaskID) ?? { userTaskID: row.userTaskID, taskName: row.taskName, count: 0 }
          tasks.set(row.userTaskID, task)
          task.count += 1
          count += 1
          if (IN_CALL.has(row.callStatus)) inCall += 1
          if (first.length < 2 && (first[0] === undefined || first[0].userTaskID === row.userTaskID)) first = [...first, row]
        }
      }
      const mostFirst = [...tasks.values()].sort((a, b) => b.count - a.count)
      return { accountId, count, finished, tasks: mostFirst, first, inCall, slices: () => read(handle, total) }
    },
    close() {
      for (const handle of [...kept.keys()]) letGo(handle)
    },
  }
}
