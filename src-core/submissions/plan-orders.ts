import { AppError } from '../app-error.ts'
import type { ContactReader, ReadyRow } from '../contacts/contact-reader.ts'
import { newId } from '../ids.ts'
import type { Journal } from './journal.ts'
import type { JournalledOrder, SubmissionRecord, SubmissionStore } from './submission-store.ts'

export type RowSource = Pick<ContactReader, 'readyRows'>

/** Rows of one transaction: small enough that the thread answers other calls in between. */
const SLICE = 2_000

/**
 * Copies the list's ready rows into the journal, each with an orderID made now, slice by slice. Killed in the middle it goes on
 * behind the last row it wrote. Nothing is sent before the count is the one the operator agreed to (`confirm_mismatch`).
 */
export async function planOrders(
  deps: { rows: RowSource; submissions: SubmissionStore; journal: Journal },
  id: string,
  goOn: () => boolean,
): Promise<void> {
  const { rows, submissions, journal } = deps
  for (;;) {
    const submission = submissions.get(id)
    if (!submission || submission.planDone || !goOn()) return
    const slice = rows.readyRows(submission.listId, submission.lastRow, SLICE)
    const last = slice.at(-1)
    if (!last) return finishPlan(submission, submissions, journal)
    const orders = slice.map((row, index) => toOrder(submission, row, submission.planned + index + 1))
    submissions.addPlanned(id, orders, last.rowNumber)
    await new Promise(resolve => setImmediate(resolve))
  }
}

function finishPlan(submission: SubmissionRecord, submissions: SubmissionStore, journal: Journal): void {
  if (submission.planned !== submission.total)
    throw new AppError('confirm_mismatch', { confirmed: submission.total, found: submission.planned })
  submissions.transaction(() => {
    submissions.planFinished(submission.id)
    submissions.setState(submission.id, 'sending', null)
    journal.add(submission.id, null, 'planned', { orders: submission.planned })
  })
}

/** A row of the list as an order of this form; its orderID is made now. */
export function toOrder(submission: Pick<SubmissionRecord, 'form' | 'kind'>, row: ReadyRow, seq: number): JournalledOrder {
  const variables = submission.form.kind === 'callbot' ? submission.form.variables : []
  return {
    seq,
    orderID: newId(),
    rowNumber: row.rowNumber,
    phone: row.phone,
    name: row.name,
    customerName: row.customerName,
    // NXLink returns records by `other` and orderId only, and does not say whether `other` may be empty (nxlink-cc.md 5.1).
    other: row.other === '' && submission.kind === 'nxlink' ? `row-${row.rowNumber}` : row.other,
    params: variables.map(variable => ({
      name: variable.name.trim(),
      value: variable.column === null ? '' : (row.cells[variable.column] ?? '').trim(),
    })),
  }
}
