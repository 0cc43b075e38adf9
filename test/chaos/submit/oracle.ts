import { join } from 'node:path'
import { openForReading } from '../../../src-core/db/open.ts'
import type { Simulator } from '../../../src-simulator/simulator.ts'

export interface Comparison {
  readonly submissions: number
  /** Rows of all submissions, how many the ledger calls accepted, and orders the platform has. */
  readonly expected: number
  readonly accepted: number
  readonly atPlatform: number
  /** Rows that the platform does not have. */
  readonly lost: number
  /** Orders created more than once, and phones it would call twice for one task. */
  readonly doubled: number
}

/** Holds the ledger's rows against the platform's own record. */
export function compareWithPlatform(dataDir: string, sim: Simulator): Comparison {
  const ledger = openForReading(join(dataDir, 'ledger.db'))
  const totals = ledger.prepare('SELECT total FROM submission').pluck().all() as number[]
  const orders = ledger.prepare('SELECT order_id AS id, state FROM submission_order').all() as { id: string; state: string }[]
  ledger.close()
  const platform = sim.records.orders()
  const people = new Set(platform.map(order => `${order.userTaskID} ${order.userPhone}`))
  const there = new Set(platform.map(order => order.orderID))
  return {
    submissions: totals.length,
    expected: totals.reduce((sum, total) => sum + total, 0),
    accepted: orders.filter(order => order.state === 'accepted').length,
    atPlatform: platform.length,
    lost: orders.filter(order => !there.has(order.id)).length,
    doubled: platform.filter(order => order.timesCreated !== 1).length + platform.length - people.size,
  }
}

/** Batches nobody knew the outcome of, by the journal, and how that ended. */
export interface Unknowns {
  /** Under way when the process was killed. */
  readonly interrupted: number
  /** No answer, or none to be believed. */
  readonly unanswered: number
  /** Ended by an answered question: every order was there; some or all were not, after the last question. */
  readonly allFound: number
  readonly someNotFound: number
  /** Ended in any other way: without a question answered before, by the operator, or not at all. */
  readonly guessed: number
  readonly byHand: number
  readonly left: number
  /** Questions that were answered. */
  readonly questions: number
}

const BEGINS: ReadonlySet<string> = new Set(['unknown', 'interrupted', 'counts_differ'])
/** Entries of a batch that do not end its being unknown. */
const GOES_ON: ReadonlySet<string> = new Set(['ask_failed', 'task_found', 'task_missing', 'tried_now'])

/** Reads from the journal how every unknown batch was resolved. */
export function unknownsOf(dataDir: string): Unknowns {
  const ledger = openForReading(join(dataDir, 'ledger.db'))
  const entries = ledger
    .prepare('SELECT submission_id AS id, batch_number AS batch, event FROM journal_entry WHERE batch_number IS NOT NULL ORDER BY id')
    .all() as { id: string; batch: number; event: string }[]
  ledger.close()
  const open = new Map<string, { asked: boolean }>()
  const count = { interrupted: 0, unanswered: 0, allFound: 0, someNotFound: 0, guessed: 0, byHand: 0, left: 0, questions: 0 }
  for (const { id, batch, event } of entries) {
    const key = `${id} ${batch}`
    const now = open.get(key)
    if (BEGINS.has(event)) {
      if (event === 'interrupted') count.interrupted += 1
      else count.unanswered += 1
      open.set(key, { asked: false })
    } else if (now && event === 'asked') {
      count.questions += 1
      now.asked = true
    } else if (now && !GOES_ON.has(event)) {
      open.delete(key)
      if (event === 'decided') count.byHand += 1
      else if (!now.asked) count.guessed += 1
      else if (event === 'answered') count.allFound += 1
      else count.someNotFound += 1
    }
  }
  return { ...count, left: open.size }
}
