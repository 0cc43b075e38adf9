import type { FormIssue } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { BatchRecord, BatchStore } from '../submissions/batch-store.ts'
import type { ApiSource } from '../submissions/deps.ts'
import type { SubmissionRecord, SubmissionStore } from '../submissions/submission-store.ts'
import { totalsOf } from '../submissions/submission-view.ts'
import { line } from '../submissions/write-plan-deps.ts'
import { digestOf } from '../writes/digest-of.ts'
import type { WritePlanner, WriteResult } from '../writes/planned-write.ts'
import { askByID } from './compare-with-callbot.ts'
import { mayResend } from './may-resend.ts'
import type { KeptDifference, ReconciliationRecord, ReconciliationStore } from './reconciliation-store.ts'
import { type SettleDifferencesDeps, settleDifferences } from './settle-differences.ts'

export interface SettlePlannerDeps extends SettleDifferencesDeps {
  readonly store: ReconciliationStore
  readonly submissions: SubmissionStore
  readonly batches: BatchStore
  /** Throws `not_found`. */
  readonly submission: (id: string) => SubmissionRecord
  readonly api: Pick<ApiSource, 'callbot'>
  readonly clock: Clock
  readonly bus: EventBus
  /** The ledger was brought to what the platform has: shows it, and lets the submission go on. */
  readonly settled: (submissionId: string) => void
}

/** After this the platform may have moved on, and the comparison is made again. */
const GOOD_FOR_MS = 10 * 60_000
/** Newest batches among which the last request is looked for: more are never under way together. */
const LOOK_BACK = 128
const UNDER_WAY: ReadonlySet<SubmissionRecord['state']> = new Set(['planning', 'sending', 'waiting'])

/**
 * Plans the settling of the latest comparison: takes over what the platform has, sends what it has not. Before anything is released to be sent, the
 * platform is asked once more: an order that came up since is not sent twice.
 * Facts: settle_accepts {count}, settle_sends {count}, settle_sends_rest {count} (not sent so far; they go out with them), settle_leaves_missing {count},
 * settle_leaves_strangers {count}, settle_leaves_twice {count}, settle_leaves_too_new {count}, settle_leaves_no_record {count}.
 * Warning: settle_deleted_elsewhere. Blockers: not_compared, comparison_running, comparison_old {at}, already_settled {at}, nothing_to_settle,
 * settle_under_way.
 */
export function createSettlePlanner(deps: SettlePlannerDeps): WritePlanner<'settle'> {
  const { store, clock, submission: find } = deps

  return ({ submissionId }) => {
    const submission = find(submissionId)
    const record = store.get(submissionId)
    const counts = store.counts(submissionId)
    const resends = mayResend(store, submission)
    const again = resends ? counts.missing : 0
    const rest = again > 0 ? notSent(submission, deps.batches) : 0
    const leaves = (code: string, count: number) => (count > 0 ? [line(code, { count })] : [])
    return {
      accountId: submission.accountId,
      subject: submission.taskName,
      count: again + rest,
      irreversible: false,
      destroys: false,
      request: null,
      facts: [
        ...leaves('settle_accepts', counts.found),
        ...leaves('settle_sends', again),
        ...leaves('settle_sends_rest', rest),
        ...leaves('settle_leaves_missing', counts.missing - again),
        ...leaves('settle_leaves_strangers', counts.stranger),
        ...leaves('settle_leaves_twice', counts.twice),
        ...leaves('settle_leaves_too_new', counts.tooNew),
        ...leaves('settle_leaves_no_record', counts.noRecord),
      ],
      warnings: again > 0 ? [line('settle_deleted_elsewhere')] : [],
      blockers: blockersOf(submission, record, again + counts.found, clock.now(), lastSentAt(deps.batches.latest(submissionId, LOOK_BACK))),
      digest: digestOf([submissionId, record?.finishedAt, record?.settledAt, submission.state, again, rest, counts.found]),
      before: { state: submission.state, missing: counts.missing, found: counts.found },
      after: { accepted: counts.found, sentAgain: again },
      commit: done => commit(deps, submission, resends ? store.all(submissionId, 'missing') : [], done),
    }
  }
}

/** Orders that are in no answered batch: they go out too when a paused submission goes on. */
function notSent({ id, total }: SubmissionRecord, batches: Pick<BatchStore, 'figures' | 'waiting'>): number {
  const { notSent: waiting, backoff } = totalsOf(total, batches.figures(id), batches.waiting(id))
  return waiting + backoff
}

/** When something of the submission was sent or answered last. */
const lastSentAt = (latest: readonly BatchRecord[]): number =>
  Math.max(0, ...latest.map(batch => Math.max(batch.sentAt, batch.answeredAt ?? 0)))

function blockersOf(
  submission: SubmissionRecord,
  record: ReconciliationRecord | null,
  touched: number,
  now: number,
  sentAt: number,
): FormIssue[] {
  if (record === null || record.state === 'failed' || record.state === 'cancelled') return [line('not_compared')]
  if (record.state === 'running') return [line('comparison_running')]
  const finishedAt = record.finishedAt ?? record.startedAt
  // What was sent beside the comparison was compared in the middle of it.
  const isOld = now - finishedAt > GOOD_FOR_MS || sentAt > record.startedAt
  return [
    ...(UNDER_WAY.has(submission.state) ? [line('settle_under_way')] : []),
    ...(record.settledAt !== null ? [line('already_settled', { at: record.settledAt })] : []),
    ...(record.settledAt === null && isOld ? [line('comparison_old', { at: finishedAt })] : []),
    ...(record.settledAt === null && touched === 0 ? [line('nothing_to_settle')] : []),
  ]
}

async function commit(
  deps: SettlePlannerDeps,
  planned: SubmissionRecord,
  missing: readonly KeptDifference[],
  done?: (result: WriteResult) => void,
): Promise<WriteResult> {
  const { store, submissions, api, clock } = deps
  const { id } = planned
  const found = store.all(id, 'found')
  const ids = missing.map(order => order.orderID)
  // Asked without retries: a question without an answer leaves everything as it is.
  const listed =
    ids.length > 0 ? await askByID(await api.callbot(planned.accountId), planned.userTaskID, ids, new AbortController().signal) : new Map()
  const at = clock.now()
  const result = submissions.transaction(() => {
    const submission = deps.submission(id)
    const now = store.get(id)
    if (submission.state !== planned.state || now?.settledAt !== null || now.state !== 'done') throw new AppError('preview_expired')
    // While the platform was asked, the operator may have deleted what the task had not dialled.
    if (missing.length > 0 && !mayResend(store, submission)) throw new AppError('preview_expired')
    const settled = settleDifferences(deps, submission, { found, missing: missing.filter(order => !listed.has(order.orderID)), at })
    const made: WriteResult = { submissionId: id, after: { accepted: settled.accepted, sentAgain: settled.sentAgain } }
    done?.(made)
    return made
  })
  deps.settled(id)
  deps.bus.emit('reconciliations', { accountId: planned.accountId, id })
  return result
}
