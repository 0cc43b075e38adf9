import type { AccountView } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { ContactReader } from '../contacts/contact-reader.ts'
import type { Db } from '../db/open.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { Timings } from '../ports.ts'
import type { CallbackUrls } from '../tasks/build-create-and-call.ts'
import { createDraftHandlers } from '../tasks/draft-handlers.ts'
import { createDraftStore } from '../tasks/draft-store.ts'
import { makePreflight } from '../tasks/preflight.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import { createBatchStore } from './batch-store.ts'
import type { ApiSource } from './deps.ts'
import { createJournal } from './journal.ts'
import { createRefusedOrders } from './refused-orders.ts'
import { createSentParams } from './sent-params.ts'
import { createSubmissionHandlers } from './submission-handlers.ts'
import { createSubmissionService, type SubmissionService } from './submission-service.ts'
import { createSubmissionSink } from './submission-sink.ts'
import { createSubmissionStore, type LaunchedWith } from './submission-store.ts'

export interface OpenSubmissions {
  /** `ledger.db`. */
  readonly ledger: Db
  readonly api: ApiSource
  /** Throws `not_found`. */
  readonly account: (accountId: string) => Pick<AccountView, 'kind' | 'simulator' | 'tenantId'>
  readonly contacts: Pick<ContactReader, 'list' | 'readyRows' | 'readyCount' | 'blankCells'>
  readonly orders: Pick<OrderStore, 'upsertOrders'>
  readonly tasks: Pick<TaskStore, 'launched'>
  readonly callbackUrls: (accountId: string) => CallbackUrls | null
  readonly clock: Clock
  readonly timings: Timings
  readonly log: Log
  readonly bus: EventBus
  /** 0 to 1; tests hold it. */
  readonly random?: () => number
}

export interface Submissions {
  readonly service: SubmissionService
  readonly draftHandlers: AreaHandlers<'drafts'>
  readonly submissionHandlers: AreaHandlers<'submissions'>
  /** Last submission of a task made here, with the form it was launched with. */
  launchedWith(accountId: string, userTaskID: string): LaunchedWith | null
  /** Whether a submission of the account is not finished. */
  isSending(accountId: string): boolean
  /** Drops the drafts of a removed account; its submissions stay, as history. */
  forgetDrafts(accountId: string): void
  /** Script variables an order was sent with. */
  sentParams(orderID: string): { name: string; value: string }[]
}

/** Orders of one request until the account taught us less. */
const BATCH_SIZE = 500

/** Puts drafts and submissions together over the ledger. Call `service.recover()` once everything else is open. */
export function openSubmissions(deps: OpenSubmissions): Submissions {
  const { ledger, clock, bus, contacts, callbackUrls, account } = deps
  const drafts = createDraftStore(ledger)
  const submissions = createSubmissionStore(ledger)
  const preflightDeps = {
    contacts,
    callbackUrls,
    account,
    now: () => clock.now(),
    batchSize: (accountId: string) => Math.min(BATCH_SIZE, submissions.learnedBatchSize(accountId) ?? BATCH_SIZE),
  }
  const service = createSubmissionService({
    ...deps,
    submissions,
    batches: createBatchStore(ledger),
    journal: createJournal(ledger, clock),
    sink: createSubmissionSink(deps),
    rows: contacts,
    random: deps.random ?? Math.random,
    draft: id => {
      const draft = drafts.get(id)
      if (!draft) throw new AppError('not_found', { what: 'draft', id })
      return draft
    },
    removeDraft: id => {
      const draft = drafts.get(id)
      if (draft && drafts.remove(id)) bus.emit('drafts', { accountId: draft.accountId, id })
    },
    preflight: draft => makePreflight(preflightDeps, draft),
    refused: createRefusedOrders(ledger),
  })
  return {
    service,
    draftHandlers: createDraftHandlers({ ...preflightDeps, drafts, bus }),
    submissionHandlers: createSubmissionHandlers(service),
    isSending: accountId => submissions.list(accountId).some(submission => submission.finishedAt === null),
    forgetDrafts: accountId => {
      for (const { id } of drafts.list(accountId)) drafts.remove(id)
    },
    launchedWith: (accountId, userTaskID) => submissions.ofTask(accountId, userTaskID),
    sentParams: createSentParams(ledger),
  }
}
