import type { JournalEntry, RefusedOrder } from '../../src-contract/model/submission.ts'
import type { Preflight, TaskDraft } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import { newId } from '../ids.ts'
import type { BatchRecord } from './batch-store.ts'
import { createSubmissionRunner, type RunnerDeps } from './submission-runner.ts'
import type { SubmissionRecord } from './submission-store.ts'

export interface SubmissionServiceDeps extends Omit<RunnerDeps, 'planned'> {
  readonly draft: (id: string) => TaskDraft
  readonly removeDraft: (id: string) => void
  readonly preflight: (draft: TaskDraft) => Preflight
  readonly refused: (submissionId: string, start: number, count: number) => { total: number; rows: RefusedOrder[] }
}

/** The sending side of the console: launches drafts and keeps every submission going until each order has an outcome. */
export interface SubmissionService {
  /**
   * Writes the submission down and begins. `confirmCount` must be the preflight's order count (`confirm_mismatch`),
   * nothing may block it (`task_not_ready`); then nothing was changed.
   */
  launch(draftId: string, confirmCount: number): { id: string }
  list(accountId: string): SubmissionRecord[]
  get(id: string): SubmissionRecord
  batches(id: string): BatchRecord[]
  journal(id: string, batch: number | null): JournalEntry[]
  refused(id: string, start: number, count: number): { total: number; rows: RefusedOrder[] }
  /** Sends nothing new; the request under way is still answered. */
  pause(id: string): void
  /** Goes on after a pause or a problem. */
  resume(id: string): void
  /** For good: what was not sent stays unsent. Unknown batches are still asked about. */
  stop(id: string): void
  /** Tries the batch in back-off, or asks about the unknown ones, now. */
  tryNow(id: string): void
  /** After a start: what was under way when the console ended is unknown and is asked about; everything unfinished goes on. */
  recover(): void
  close(): Promise<void>
}

const CLOSE_GRACE_MS = 2_000

export function createSubmissionService(deps: SubmissionServiceDeps): SubmissionService {
  const { submissions, batches, journal, clock, bus, timings } = deps
  const runner = createSubmissionRunner({
    ...deps,
    planned: submission => submission.draftId !== null && deps.removeDraft(submission.draftId),
  })

  const known = (id: string): SubmissionRecord => {
    const submission = submissions.get(id)
    if (!submission) throw new AppError('not_found', { what: 'submission', id })
    return submission
  }
  const unfinished = (id: string): SubmissionRecord => {
    const submission = known(id)
    if (submission.state === 'done' || submission.state === 'stopped') throw new AppError('conflict', { state: submission.state })
    return submission
  }
  const changed = (submission: SubmissionRecord) => {
    bus.emit('submissions', { accountId: submission.accountId, id: submission.id })
    runner.wake(submission.id)
  }
  const going = (submission: SubmissionRecord) => (submission.planDone ? 'sending' : 'planning')

  const hurry = (id: string) => {
    for (const batch of batches.open(id)) if (batch.state !== 'sending') batches.change(id, batch.number, { nextAt: clock.now() })
  }

  return {
    launch(draftId, confirmCount) {
      const draft = deps.draft(draftId)
      const preflight = deps.preflight(draft)
      const first = preflight.blockers[0]
      if (first) throw new AppError('task_not_ready', { field: first.field, problem: first.code, blockers: preflight.blockers.length })
      if (preflight.orderCount !== confirmCount)
        throw new AppError('confirm_mismatch', { confirmed: confirmCount, found: preflight.orderCount })
      // A second click on the same draft must not make a second task.
      const twin = submissions.list(draft.accountId).find(each => each.draftId === draftId)
      if (twin) throw new AppError('conflict', { what: 'draft', submission: twin.id })
      const { form, accountId } = draft
      const id = newId()
      const batchSize = preflight.batchSize
      submissions.transaction(() => {
        submissions.insert({
          id,
          accountId,
          kind: form.kind,
          userTaskID: newId(),
          taskName: form.taskName.trim(),
          listId: draft.listId ?? '',
          listName: preflight.listName ?? '',
          draftId,
          form,
          total: confirmCount,
          batchSize,
          createdAt: clock.now(),
        })
        journal.add(id, null, 'launched', { orders: confirmCount, batchSize })
      })
      const submission = known(id)
      deps.sink.task(submission, null, submission.createdAt)
      changed(submission)
      return { id }
    },
    list: accountId => submissions.list(accountId),
    get: known,
    batches: id => batches.list(known(id).id),
    journal: (id, batch) => journal.read(known(id).id, batch),
    refused: (id, start, count) => deps.refused(known(id).id, start, count),
    pause(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        submissions.setState(id, 'paused', submission.problem)
        journal.add(id, null, 'paused')
      })
      changed(submission)
    },
    resume(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        submissions.setState(id, going(submission), null)
        journal.add(id, null, 'resumed')
        // A secret that came back is used at once, not after the rest of a long pause.
        if (submission.state === 'stuck') hurry(id)
      })
      changed(submission)
    },
    stop(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        for (const batch of batches.open(id)) {
          if (batch.state !== 'backoff') continue
          batches.release(id, batch.number, 'planned')
          batches.change(id, batch.number, { state: 'withdrawn', nextAt: null })
        }
        submissions.setState(id, 'stopped', null)
        journal.add(id, null, 'stopped')
      })
      changed(submission)
    },
    tryNow(id) {
      const submission = known(id)
      if (submission.finishedAt !== null) throw new AppError('conflict', { state: submission.state })
      submissions.transaction(() => {
        hurry(id)
        if (submission.state === 'stuck') submissions.setState(id, going(submission), null)
        journal.add(id, null, 'tried_now')
      })
      changed(submission)
    },
    recover() {
      submissions.transaction(() => {
        for (const { submissionId, number } of batches.sending()) {
          batches.setOrders(submissionId, number, ['sending'], 'unknown')
          batches.change(submissionId, number, {
            state: 'unknown',
            unknownSince: clock.now(),
            rounds: 0,
            nextAt: clock.now() + (timings.unknownRoundsMs[0] ?? 0),
          })
          journal.add(submissionId, number, 'interrupted')
        }
      })
      for (const id of submissions.unfinished()) runner.wake(id)
    },
    close: () => runner.close(CLOSE_GRACE_MS),
  }
}
