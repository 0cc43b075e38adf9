import type { AccountRules, AccountView } from '../../src-contract/model/account.ts'
import type { CallbotApi } from '../api/callbot-types.ts'
import type { NxlinkApi } from '../api/nxlink-types.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { Timings } from '../ports.ts'
import type { CallbackUrls } from '../tasks/build-create-and-call.ts'
import type { BatchStore } from './batch-store.ts'
import type { DeletedFromHere } from './deleted-from-here.ts'
import type { Journal } from './journal.ts'
import type { PhonesOfTask } from './phones-of-task.ts'
import type { SubmissionRecord, SubmissionStore } from './submission-store.ts'
import type { Turns } from './turns.ts'

/** The API client of an account; throws `secret_missing`, `keychain_locked` or `keychain_none` where the secret cannot be read. */
export interface ApiSource {
  callbot(accountId: string): CallbotApi | Promise<CallbotApi>
  nxlink(accountId: string): NxlinkApi | Promise<NxlinkApi>
}

/** An accepted order on its way into the cache. */
export interface AcceptedOrder {
  readonly orderID: string
  readonly phone: string
  readonly name: string
  readonly other: string
}

/** Where the accepted orders and the launched task become visible. */
export interface SubmissionSink {
  /** Throws when the cache cannot be written; the ledger has the orders, so they are brought again. */
  accepted(submission: SubmissionRecord, orders: readonly AcceptedOrder[], at: number): void
  /** The task was launched here, or the platform told its id. */
  task(submission: SubmissionRecord, taskID: string | null, at: number): void
}

/** Everything the sending side needs. */
export interface SendingDeps {
  readonly submissions: SubmissionStore
  readonly batches: BatchStore
  readonly journal: Journal
  readonly api: ApiSource
  /** Throws `not_found`. */
  readonly account: (accountId: string) => Pick<AccountView, 'tenantId'>
  /** What the operator allows the account; read for every request, so that a change counts at once. */
  readonly rules: (accountId: string) => AccountRules
  /** This computer's webhook addresses for the account, or null while nothing listens. */
  readonly callbackUrls: (accountId: string) => CallbackUrls | null
  /** A request of the submission leaves with these addresses of ours. */
  readonly sentWith?: (submissionId: string, urls: CallbackUrls) => void
  readonly sink: SubmissionSink
  readonly audit: Audit
  readonly phonesOfTask: PhonesOfTask
  /** What was deleted from here is not sent again because it is not listed. */
  readonly deletedHere: DeletedFromHere
  /** An import deletes orders of its task. */
  readonly deletions: Pick<TasksToSweep, 'during'>
  readonly clock: Clock
  readonly timings: Timings
  readonly log: Log
  readonly bus: EventBus
  /** 0 to 1. */
  readonly random: () => number
}

/** What the parts of the engine share beside. */
export interface EngineDeps extends SendingDeps {
  readonly turns: Turns
  /** Commits a piece of work together with what else came in; settles after the commit. */
  readonly commit: (work: () => void) => Promise<void>
}
