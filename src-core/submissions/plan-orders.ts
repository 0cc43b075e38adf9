import { AppError } from '../app-error.ts'
import type { ContactReader, ReadyRow } from '../contacts/contact-reader.ts'
import { newId, newIds } from '../ids.ts'
import type { Journal } from './journal.ts'
import { isAddition } from './mode-rules.ts'
import type { PhonesOfTask } from './phones-of-task.ts'
import type { JournalledOrder, SubmissionRecord, SubmissionStore } from './submission-store.ts'

export type RowSource = Pick<ContactReader, 'readyRows'>

/** Rows of one transaction: small enough that the thread answers other calls in between. */
const SLICE = 2_000

/**
 * Copies the list's ready rows into the journal, each with an orderID made now, slice by slice. Killed in the middle it goes on
 * behind the last row it wrote. Nothing is sent before the count is the one the operator agreed to (`confirm_mismatch`).
 * For a task that is there, rows whose phone it has are left out; a few more of them than the operator saw are left out too.
 */
export async function planOrders(
  deps: { rows: RowSource; submissions: SubmissionStore; journal: Journal; phonesOfTask: PhonesOfTask },
  id: string,
  goOn: () => boolean,
): Promise<void> {
  const { rows, submissions, journal } = deps
  const first = submissions.get(id)
  if (!first) return
  const filter = isAddition(first.mode) ? await deps.phonesOfTask(first) : null
  for (;;) {
    const submission = submissions.get(id)
    if (!submission || submission.planDone || !goOn()) return
    const slice = rows.readyRows(submission.listId, submission.lastRow, SLICE)
    const last = slice.at(-1)
    if (!last) return finishPlan(submission, submissions, journal)
    const { fresh, there } = filter ? filter.sort(slice) : { fresh: slice, there: 0 }
    const ids = newIds(fresh.length)
    const orders = fresh.map((row, index) => toOrder(submission, row, submission.planned + index + 1, ids[index]))
    submissions.addPlanned(id, orders, last.rowNumber, there)
    await new Promise(resolve => setImmediate(resolve))
  }
}

function finishPlan(submission: SubmissionRecord, submissions: SubmissionStore, journal: Journal): void {
  // Numbers that the task got since the preview are left out as well; more than the operator agreed to are never sent.
  const agreed = isAddition(submission.mode) ? submission.planned <= submission.total : submission.planned === submission.total
  if (!agreed) throw new AppError('confirm_mismatch', { confirmed: submission.total, found: submission.planned })
  submissions.transaction(() => {
    submissions.planFinished(submission.id)
    submissions.setState(submission.id, 'sending', null)
    journal.add(submission.id, null, 'planned', {
      orders: submission.planned,
      ...(submission.skipped > 0 ? { skipped: submission.skipped } : {}),
    })
  })
}

/** A row of the list as an order of this form; its orderID is made now, unless it was made with those of its slice. */
export function toOrder(
  submission: Pick<SubmissionRecord, 'form' | 'kind'>,
  row: ReadyRow,
  seq: number,
  orderID: string = newId(),
): JournalledOrder {
  const variables = submission.form.kind === 'callbot' ? submission.form.variables : []
  return {
    seq,
    orderID,
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
