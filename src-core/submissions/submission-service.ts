import { defaultRules } from '../../src-contract/model/account.ts'
import type { Batch, BatchOverview, JournalEntry, RefusedOrder, Submission } from '../../src-contract/model/submission.ts'
import type { Preflight, TaskDraft } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import { newId } from '../ids.ts'
import type { LaunchMode } from '../tasks/preflight.ts'
import type { CacheFeeder } from './cache-feeder.ts'
import { createDecideBatch, type Decision, goesOnAfter } from './decide-batch.ts'
import { createDoubtOver } from './doubt-over.ts'
import { createInterrupted } from './interrupted.ts'
import type { RefusedOrders } from './refused-orders.ts'
import { createSubmissionRunner, type RunnerDeps } from './submission-runner.ts'
import type { JournalledOrder, NewSubmission, SubmissionRecord } from './submission-store.ts'
import { outstanding, totalsOf, viewBatches, viewSubmission } from './submission-view.ts'

/** A submission to be written down; the rest is known here. */
export type Begin = Omit<NewSubmission, 'id' | 'launchedBy' | 'createdAt'>

export interface SubmissionServiceDeps extends Omit<RunnerDeps, 'planned' | 'settled'> {
  readonly feeder: CacheFeeder
  readonly draft: (id: string) => TaskDraft
  readonly removeDraft: (id: string) => void
  readonly preflight: (draft: TaskDraft, mode: LaunchMode) => Preflight
  readonly refused: RefusedOrders
}

/** The sending side of the console: launches drafts and keeps every submission going until each order has an outcome. */
export interface SubmissionService {
  /**
   * Writes the submission down and begins. `confirmCount` must be the preflight's order count (`confirm_mismatch`),
   * nothing may block it (`task_not_ready`); then nothing was changed. NXLink has one way only, whatever `mode` says.
   */
  launch(draftId: string, confirmCount: number, mode?: LaunchMode, done?: (id: string) => void): { id: string }
  /** Writes a submission down and begins. `only` is its one order when no list is to be copied; `done` is called inside the transaction. */
  begin(submission: Begin, more?: { readonly only?: JournalledOrder; readonly done?: ((id: string) => void) | undefined }): { id: string }
  list(accountId: string): SubmissionRecord[]
  get(id: string): SubmissionRecord
  /** As the console shows it; `view` reads no more of a large submission than of a small one. */
  view(id: string): Submission
  views(accountId: string): Submission[]
  /** How all batches stand, and the ones to look at first. */
  overview(id: string): BatchOverview
  /** Batches as the console shows them, newest first. */
  batchPage(id: string, start: number, count: number): { total: number; rows: Batch[] }
  /** Throws `not_found`. */
  batchView(id: string, number: number): Batch
  journal(id: string, batch: number | null): JournalEntry[]
  refused(id: string, start: number, count: number): { total: number; rows: RefusedOrder[] }
  refusedReasons(id: string): { reason: string; count: number }[]
  /** Sends nothing new; the request under way is still answered. */
  pause(id: string): void
  /** Goes on after a pause or a problem. */
  resume(id: string): void
  /** For good: what was not sent stays unsent. Unknown batches are still asked about. */
  stop(id: string): void
  /** Tries the batch in back-off, or asks about the unknown ones, now. A stuck submission only asks: nothing of it leaves before `resume`. */
  tryNow(id: string): void
  /**
   * What the operator says became of a batch that the platform does not tell about. A stuck submission goes on only when nothing else of it waits
   * to be sent. `conflict` while it is being asked.
   */
  decide(id: string, batch: number, as: Decision, done?: () => void): void
  /** The ledger was brought to what the platform has: shows it, and lets the submission go on. */
  settled(id: string): void
  /** After a start: what was under way when the console ended is unknown and is asked about; everything unfinished goes on. */
  recover(): void
  /** The computer slept, or the network changed: what waits for a time looks again within two seconds. */
  lookAgain(): void
  close(): Promise<void>
}

const CLOSE_GRACE_MS = 2_000

export function createSubmissionService(deps: SubmissionServiceDeps): SubmissionService {
  const { submissions, batches, journal, clock, bus, timings, audit } = deps
  const decide = createDecideBatch(deps)
  const doubtOver = createDoubtOver(deps)
  const interrupted = createInterrupted(deps)
  const runner = createSubmissionRunner({
    ...deps,
    settled: underWay => deps.feeder.feed(underWay),
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

  const begin: SubmissionService['begin'] = (wanted, { only, done } = {}) => {
    const id = newId()
    submissions.transaction(() => {
      submissions.insert({ ...wanted, id, launchedBy: audit.who(), createdAt: clock.now() })
      journal.add(id, null, 'launched', { orders: wanted.total, batchSize: wanted.batchSize })
      if (only) {
        submissions.addPlanned(id, [only], only.rowNumber ?? 0)
        submissions.planFinished(id)
        submissions.setState(id, 'sending', null)
        journal.add(id, null, 'planned', { orders: 1 })
      }
      done?.(id)
    })
    const submission = known(id)
    deps.sink.task(submission, submission.taskID, submission.createdAt)
    changed(submission)
    return { id }
  }

  const totalsNow = ({ id, total }: SubmissionRecord) => totalsOf(total, batches.figures(id), batches.waiting(id))
  /** What the operator does to a submission, in the audit with the numbers it stood at. */
  const tell = (action: 'submission.paused' | 'submission.resumed' | 'submission.stopped', submission: SubmissionRecord) => {
    audit.add({
      action,
      accountId: submission.accountId,
      subject: submission.taskName,
      before: { state: submission.state },
      after: { submission: submission.id, ...totalsNow(submission) },
    })
  }

  const view = (submission: SubmissionRecord): Submission => {
    const { accountId } = submission
    const { inFlight, requestsPerSecond } = rulesOf(accountId)
    const pace = { inFlight, requestsPerSecond, tooMany: submissions.learnedPace(accountId)?.tooMany ?? null }
    return viewSubmission(submission, batches, { pace, heldUntil: runner.heldUntil(accountId) })
  }
  /** The submissions of a removed account stay, as history; its rules went with it. */
  const rulesOf = (accountId: string) => {
    try {
      return deps.rules(accountId)
    } catch {
      return defaultRules
    }
  }

  const rounds = timings.unknownRoundsMs.length
  const batchView = (id: string, number: number): Batch => {
    const batch = batches.get(id, number)
    const [shown] = batch ? viewBatches([batch], batches, rounds) : []
    if (!shown) throw new AppError('not_found', { what: 'batch', id: String(number) })
    return shown
  }

  const hurry = (id: string, onlyQuestions = false) => {
    const nextAt = clock.now()
    for (const { state, number } of batches.waiting(id))
      if (state === 'unknown' || (state === 'backoff' && !onlyQuestions)) batches.apply(id, number, { event: 'sooner', nextAt })
  }

  return {
    launch(draftId, confirmCount, mode = 'createAndCall', done) {
      const draft = deps.draft(draftId)
      const preflight = deps.preflight(draft, mode)
      const first = preflight.blockers[0]
      if (first) throw new AppError('task_not_ready', { field: first.field, problem: first.code, blockers: preflight.blockers.length })
      if (preflight.orderCount !== confirmCount)
        throw new AppError('confirm_mismatch', { confirmed: confirmCount, found: preflight.orderCount })
      // A second click on the same draft must not make a second task.
      const twin = submissions.list(draft.accountId).find(each => each.draftId === draftId)
      if (twin) throw new AppError('conflict', { what: 'draft', submission: twin.id })
      const { form, accountId } = draft
      const wanted: Begin = {
        accountId,
        kind: form.kind,
        mode: form.kind === 'nxlink' ? 'createandcall' : mode,
        userTaskID: newId(),
        taskID: null,
        taskName: form.taskName.trim(),
        listId: draft.listId ?? '',
        listName: preflight.listName ?? '',
        draftId,
        form,
        total: confirmCount,
        taskExists: false,
        batchSize: preflight.batchSize,
        trialOf: null,
      }
      return begin(wanted, { done })
    },
    begin,
    list: accountId => submissions.list(accountId),
    get: known,
    view: id => view(known(id)),
    views: accountId => submissions.list(accountId).map(view),
    overview(id) {
      const submission = view(known(id))
      const written = batches.figures(id).batches
      const total = Math.max(submission.batchCount, written)
      const { held, inDoubt } = outstanding(batches.waiting(id))
      const [shownHeld, shownDoubt] = [held, inDoubt].map(number => (number === null ? null : batchView(id, number)))
      return { written, total, ...batches.overview(id, total), held: shownHeld ?? null, inDoubt: shownDoubt ?? null }
    },
    batchPage(id, start, count) {
      // Batches are numbered from 1 without gaps, so a place in the list is a number.
      const total = batches.figures(known(id).id).batches
      return { total, rows: viewBatches(batches.page(id, total - start, count), batches, rounds) }
    },
    batchView: (id, number) => batchView(known(id).id, number),
    journal: (id, batch) => journal.read(known(id).id, batch),
    refused: (id, start, count) => deps.refused.page(known(id).id, start, count),
    refusedReasons: id => deps.refused.reasons(known(id).id),
    pause(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        submissions.setState(id, 'paused', submission.problem)
        journal.add(id, null, 'paused')
        tell('submission.paused', submission)
      })
      changed(submission)
    },
    resume(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        submissions.setState(id, going(submission), null)
        journal.add(id, null, 'resumed')
        tell('submission.resumed', submission)
        // A secret that came back is used at once, not after the rest of a long pause.
        if (submission.state === 'stuck') hurry(id)
      })
      changed(submission)
    },
    stop(id) {
      const submission = unfinished(id)
      submissions.transaction(() => {
        for (const { state, number } of batches.waiting(id)) if (state !== 'unknown') batches.apply(id, number, { event: 'stopped' })
        submissions.setState(id, 'stopped', null)
        journal.add(id, null, 'stopped')
        tell('submission.stopped', submission)
      })
      changed(submission)
    },
    tryNow(id) {
      const submission = known(id)
      if (submission.finishedAt !== null) throw new AppError('conflict', { state: submission.state })
      const isStuck = submission.state === 'stuck'
      const unknown = batches.waiting(id).flatMap(({ state, number }) => (state === 'unknown' ? number : []))
      submissions.transaction(() => {
        hurry(id, isStuck)
        journal.add(id, null, isStuck ? 'asked_now' : 'tried_now')
      })
      if (isStuck) return runner.askByHand(id, unknown)
      runner.release(submission.accountId)
      changed(submission)
    },
    settled(id) {
      changed(known(id))
      deps.feeder.feed(0)
    },
    decide(id, number, as, done) {
      const submission = known(id)
      submissions.transaction(() => {
        const goesOn = goesOnAfter(submission.state, totalsNow(submission))
        decide(submission, number, as)
        if (submission.state === 'stuck' && goesOn) {
          submissions.setState(id, going(submission), null)
          if (as === 'notTaken') {
            journal.add(id, null, 'resumed')
            tell('submission.resumed', submission)
          }
        } else doubtOver(submission, number)
        done?.()
      })
      changed(submission)
      deps.feeder.feed(0)
    },
    recover() {
      submissions.transaction(() => {
        for (const { submissionId, number } of batches.sending()) interrupted(known(submissionId), number)
      })
      for (const id of submissions.unfinished()) runner.wake(id)
      deps.feeder.feed(0)
    },
    lookAgain: () => runner.lookAgain(),
    close: async () => {
      await runner.close(CLOSE_GRACE_MS)
      deps.feeder.close()
    },
  }
}
