import type { FormIssue } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { AppError } from '../app-error.ts'
import type { Audit, AuditValue } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { PlannedWrite, WritePlanner, WriteResult } from '../writes/planned-write.ts'
import type { OpenSelection, OrderSelections } from './order-selection.ts'
import { LARGEST_SLICE } from './withdraw-slice.ts'
import type { WithdrawalStore } from './withdrawal-store.ts'

export interface WithdrawPlannerDeps {
  readonly selections: OrderSelections
  readonly store: WithdrawalStore
  /** Throws `not_found`. */
  readonly kind: (accountId: string) => 'callbot' | 'nxlink'
  readonly deletions: Pick<TasksToSweep, 'isBehind'>
  readonly audit: Pick<Audit, 'who'>
  readonly clock: Clock
  /** The withdrawal stands in the ledger: it begins. */
  readonly begin: (id: string) => void
}

/** Tasks named one by one; the others are counted. */
const NAMED_TASKS = 8

/**
 * Plans stopOrder for ticked orders or all of a filter. What is written down at the commit are the orders that were counted for the preview,
 * less those that finished since then, never others: so the digest holds only what was asked for, and a task that moves does not end a preview.
 */
export function createWithdrawPlanner(deps: WithdrawPlannerDeps): WritePlanner<'withdraw'> {
  const { selections, store, kind, audit, clock, begin } = deps

  const commit = async (selection: OpenSelection, delCall: 0 | 1, done?: (result: WriteResult) => void) => {
    const id = newId()
    let total = 0
    for await (const rows of selection.slices()) {
      store.addOrders(id, total + 1, rows)
      total += rows.length
    }
    // Every one of them finished while the preview was read.
    if (total === 0) throw new AppError('preview_expired')
    const result = { withdrawalId: id, after: { ...plain(selection, delCall), orders: total } }
    store.transaction(() => {
      store.insert({ id, accountId: selection.accountId, delCall, total, by: audit.who(), createdAt: clock.now() })
      done?.(result)
    })
    begin(id)
    return result
  }

  return async action => {
    const { accountId, delCall } = action
    if (kind(accountId) === 'nxlink') return notPossible(action)
    const selection = await selections.open(accountId, action.selection)
    const { count, tasks, finished, inCall } = selection
    const [first] = tasks
    return {
      accountId,
      subject: tasks.length === 1 ? first?.taskName || first?.userTaskID || '' : '',
      count,
      irreversible: true,
      destroys: delCall === 1,
      request: requestOf(selection, delCall),
      facts: [
        ...taskFacts(tasks),
        ...(finished > 0 ? [fact('withdraw_finished', { count: finished })] : []),
        ...consequences(delCall, count),
      ],
      warnings: [
        ...(inCall > 0 ? [fact('withdraw_in_call', { count: inCall })] : []),
        ...(tasks.some(({ userTaskID }) => deps.deletions.isBehind(accountId, userTaskID)) ? [fact('counts_behind')] : []),
      ],
      blockers: count === 0 ? [fact('withdraw_nothing_left', { finished })] : [],
      digest: digestOf({ accountId, selection: action.selection, delCall }),
      fixed: true,
      before: { orders: count, finished },
      after: plain(selection, delCall),
      commit: done => commit(selection, delCall, done),
    }
  }
}

const fact = (code: string, params: FormIssue['params'] = {}): FormIssue => ({ field: '', code, params })

function taskFacts(tasks: OpenSelection['tasks']): FormIssue[] {
  const named = tasks.slice(0, NAMED_TASKS)
  const rest = tasks.slice(NAMED_TASKS)
  const orders = rest.reduce((sum, task) => sum + task.count, 0)
  return [
    ...named.map(({ userTaskID, taskName, count }) => fact('withdraw_task', { task: taskName || userTaskID, count })),
    ...(rest.length > 0 ? [fact('withdraw_more_tasks', { tasks: rest.length, count: orders })] : []),
  ]
}

const consequences = (delCall: 0 | 1, count: number): FormIssue[] =>
  count === 0 ? [] : [fact('withdraw_for_good'), ...(delCall === 1 ? [fact('withdraw_deletes', { count })] : [fact('withdraw_keeps')])]

function requestOf({ first, tasks, count }: OpenSelection, delCall: 0 | 1): PlannedWrite['request'] {
  const [order] = first
  if (!order || count === 0) return null
  const body = { productID: 'callbot', userTaskID: order.userTaskID, orderIDs: first.map(row => row.orderID), delCall }
  const requests = tasks.reduce((sum, task) => sum + Math.ceil(task.count / LARGEST_SLICE), 0)
  return { endpoint: 'stopOrder', json: JSON.stringify(body, null, 2), requests }
}

const plain = ({ tasks, count }: OpenSelection, delCall: 0 | 1): { readonly [name: string]: AuditValue } => ({
  orders: count,
  delCall,
  tasks: tasks.slice(0, 50).map(({ userTaskID, taskName, count: orders }) => ({ userTaskID, taskName, orders })),
})

/** NXLink has no endpoint that takes an order back (nxlink-cc.md section 5). */
const notPossible = ({ accountId, selection, delCall }: Extract<WriteAction, { do: 'withdraw' }>): PlannedWrite => ({
  accountId,
  subject: '',
  count: selection.by === 'ids' ? selection.orderIDs.length : 0,
  irreversible: true,
  destroys: delCall === 1,
  request: null,
  facts: [],
  warnings: [],
  blockers: [fact('withdraw_nxlink')],
  digest: digestOf({ accountId, selection, delCall }),
  before: null,
  after: null,
  commit: () => Promise.reject(new AppError('not_supported', { what: 'stopOrder' })),
})
