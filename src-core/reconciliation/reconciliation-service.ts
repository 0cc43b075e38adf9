import type { Difference, DifferenceKind, Reconciliation } from '../../src-contract/model/reconciliation.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Timings } from '../ports.ts'
import { backOffMs } from '../submissions/back-off.ts'
import type { ApiSource } from '../submissions/deps.ts'
import { readFailure } from '../submissions/read-failure.ts'
import type { SubmissionRecord } from '../submissions/submission-store.ts'
import type { Turns } from '../submissions/turns.ts'
import { type ComparisonDeps, compareWithCallbot } from './compare-with-callbot.ts'
import { compareWithNxlink } from './compare-with-nxlink.ts'
import { mayResend } from './may-resend.ts'
import type { ReconciliationStore } from './reconciliation-store.ts'

export interface ReconciliationDeps {
  readonly store: ReconciliationStore
  readonly api: ApiSource
  /** Throws `not_found`. */
  readonly submission: (id: string) => SubmissionRecord
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'toldWhole'>
  /** The account's requests a second are counted together with those of sending. */
  readonly turns: Pick<Turns, 'next'>
  readonly clock: Clock
  readonly timings: Pick<Timings, 'backoffBaseMs' | 'backoffMaxMs'>
  readonly bus: EventBus
  readonly log: Log
  /** 0 to 1. */
  readonly random: () => number
}

/** Compares what submissions sent with what the platform has; reads only. */
export interface ReconciliationService {
  /** Answers at once; one comparison of a submission at a time. `conflict` while its orders are still being written down. */
  start(submissionId: string): void
  cancel(submissionId: string): void
  latest(submissionId: string): Reconciliation | null
  rows(submissionId: string, kind: DifferenceKind, start: number, count: number): { total: number; rows: Difference[] }
  /** Resolves when the comparison is over. */
  finished(submissionId: string): Promise<void>
  /** After a start: what was running then ended with it. */
  recover(): void
  close(): Promise<void>
}

/** Tries of one question; reading again does no harm, and what does not pass by then is told. */
const TRIES = 10

export function createReconciliationService(deps: ReconciliationDeps): ReconciliationService {
  const { store, api, submission: find, orders, turns, clock, timings, bus, log, random } = deps
  const running = new Map<string, { stop: AbortController; done: Promise<void> }>()

  const tell = ({ accountId, id }: SubmissionRecord) => bus.emit('reconciliations', { accountId, id })

  const patiently =
    (accountId: string, signal: AbortSignal): ComparisonDeps['patiently'] =>
    async ask => {
      for (let tries = 1; ; tries += 1) {
        await turns.next(accountId, signal)
        signal.throwIfAborted()
        try {
          return await ask()
        } catch (error) {
          const failure = readFailure(error)
          const passes = error instanceof AppError && (failure === 'again' || failure === 'unknown')
          if (signal.aborted || !passes || tries === TRIES) throw error
          await clock.sleep(backOffMs(tries, timings, random), signal)
        }
      }
    }

  const compare = async (submission: SubmissionRecord, signal: AbortSignal) => {
    const { accountId, kind } = submission
    const given = { store, orders, clock, signal, patiently: patiently(accountId, signal), progress: () => tell(submission) }
    if (kind === 'nxlink') await compareWithNxlink(await api.nxlink(accountId), submission, given)
    else await compareWithCallbot(await api.callbot(accountId), submission, given)
  }

  const run = async (submission: SubmissionRecord, signal: AbortSignal) => {
    const { id } = submission
    try {
      await compare(submission, signal)
      store.finish(id, 'done', clock.now(), null)
    } catch (error) {
      if (signal.aborted) store.finish(id, 'cancelled', clock.now(), null)
      else {
        if (!(error instanceof AppError)) log.write('error', 'a comparison failed', { error, submission: id })
        store.finish(id, 'failed', clock.now(), toWireError(error))
      }
    } finally {
      running.delete(id)
      tell(submission)
    }
  }

  return {
    start(submissionId) {
      const submission = find(submissionId)
      if (running.has(submissionId)) return
      if (!submission.planDone) throw new AppError('conflict', { state: submission.state })
      store.start(submissionId, submission.planned, clock.now())
      const stop = new AbortController()
      running.set(submissionId, { stop, done: Promise.resolve().then(() => run(submission, stop.signal)) })
      tell(submission)
    },
    cancel(submissionId) {
      find(submissionId)
      running.get(submissionId)?.stop.abort()
    },
    latest(submissionId) {
      const submission = find(submissionId)
      const record = store.get(submissionId)
      if (!record) return null
      const counts = store.counts(submissionId)
      const settled = record.settledAt !== null
      return {
        ...record,
        counts,
        toSend: settled || !mayResend(store, submission) ? 0 : counts.missing,
        toAccept: settled ? 0 : counts.found,
      }
    },
    rows: (submissionId, kind, start, count) => store.page(find(submissionId).id, kind, start, count),
    finished: submissionId => running.get(submissionId)?.done ?? Promise.resolve(),
    recover: () => store.closeLeftOver(clock.now()),
    async close() {
      for (const { stop } of running.values()) stop.abort()
      await Promise.all([...running.values()].map(each => each.done))
    },
  }
}
