import type { AccountRules, AccountView } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { ContactReader } from '../contacts/contact-reader.ts'
import type { Db } from '../db/open.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderStore } from '../orders/order-store.ts'
import type { TaskPhones } from '../orders/task-phones.ts'
import type { TasksToSweep } from '../orders/tasks-to-sweep.ts'
import type { Timings } from '../ports.ts'
import type { CallbackUrls } from '../tasks/build-create-and-call.ts'
import { createDraftHandlers } from '../tasks/draft-handlers.ts'
import { createDraftStore } from '../tasks/draft-store.ts'
import { makePreflight, type PreflightDeps } from '../tasks/preflight.ts'
import type { TaskStore } from '../tasks/task-store.ts'
import type { WritePlanners } from '../writes/planned-write.ts'
import { createAddPlanner } from './add-plan.ts'
import { proposeVariables } from './add-proposal.ts'
import { createBatchStore } from './batch-store.ts'
import { createCacheFeeder } from './cache-feeder.ts'
import { createDecidePlanner } from './decide-plan.ts'
import { createDeletedFromHere } from './deleted-from-here.ts'
import type { ApiSource, SendingDeps } from './deps.ts'
import { createJournal } from './journal.ts'
import { createLaunchPlanner } from './launch-plan.ts'
import { isAddition } from './mode-rules.ts'
import { sizeNow, startSize } from './pace.ts'
import { createPauseStore } from './pause-store.ts'
import { createPhonesOfTask } from './phones-of-task.ts'
import { createRefusedOrders } from './refused-orders.ts'
import { createSentParams } from './sent-params.ts'
import { createSubmissionHandlers } from './submission-handlers.ts'
import { createSubmissionService, type SubmissionService } from './submission-service.ts'
import { createSubmissionSink } from './submission-sink.ts'
import { createSubmissionStore, type LaunchedWith, type SubmissionRecord } from './submission-store.ts'
import { createTryPlanner } from './try-plan.ts'
import { createTurns, type Turns } from './turns.ts'
import type { WritePlanDeps } from './write-plan-deps.ts'

export interface OpenSubmissions {
  /** `ledger.db`. */
  readonly ledger: Db
  readonly api: ApiSource
  /** Throws `not_found`. */
  readonly account: (accountId: string) => Pick<AccountView, 'kind' | 'simulator' | 'tenantId'>
  readonly contacts: Pick<ContactReader, 'list' | 'readyRows' | 'readyCount' | 'blankCells'>
  /** What the operator allows the account. Throws `not_found`. */
  readonly rules: (accountId: string) => AccountRules
  readonly orders: Pick<OrderStore, 'upsertOrders' | 'taskCounts'>
  readonly taskPhones: TaskPhones
  readonly deletions: Pick<TasksToSweep, 'during' | 'isBehind'>
  readonly tasks: Pick<TaskStore, 'launched' | 'get'>
  readonly callbackUrls: (accountId: string) => CallbackUrls | null
  readonly sentWith?: NonNullable<SendingDeps['sentWith']>
  /** Webhooks that a launch of so many orders will send through the tunnel. */
  readonly webhooksOf?: NonNullable<PreflightDeps['webhooksOf']>
  readonly clock: Clock
  readonly timings: Timings
  readonly log: Log
  readonly bus: EventBus
  readonly audit: Audit
  /** 0 to 1; tests hold it. */
  readonly random?: () => number
}

export interface Submissions {
  readonly service: SubmissionService
  /** The ledger's side, for the settling of a comparison. */
  readonly stores: Pick<SendingDeps, 'submissions' | 'batches' | 'journal'>
  readonly draftHandlers: AreaHandlers<'drafts'>
  readonly submissionHandlers: ReturnType<typeof createSubmissionHandlers>
  readonly planners: Pick<WritePlanners, 'launch' | 'tryOne' | 'addOrders' | 'decide'>
  /** Places and rate of each account's requests, shared with whatever else writes to the platform. */
  readonly turns: Turns
  /** What was done here with a task; null when nothing was. */
  launchedWith(accountId: string, userTaskID: string): LaunchedWith | null
  /** Whether a submission of the account is not finished. */
  isSending(accountId: string): boolean
  /**
   * Whether a submission of the account is not finished that goes on by itself, or of which the platform has something or may have. One that rests
   * and never got anything in, as with a mistyped uuid, is not tied to that uuid.
   */
  isTied(accountId: string): boolean
  /** Drops the drafts of a removed account; its submissions stay, as history. */
  forgetDrafts(accountId: string): void
  /** Resolves when every accepted order is in the cache. */
  cached(): Promise<void>
  /** Script variables an order was sent with. */
  sentParams(orderID: string): { name: string; value: string }[]
}

/** Nothing new leaves in these states until the operator says so. */
const RESTS: ReadonlySet<SubmissionRecord['state']> = new Set(['paused', 'stuck', 'stopped'])

/** Puts drafts and submissions together over the ledger. Call `service.recover()` once everything else is open. */
export function openSubmissions(deps: OpenSubmissions): Submissions {
  const { ledger, clock, timings, bus, contacts, callbackUrls, account, rules } = deps
  const random = deps.random ?? Math.random
  const turns = createTurns({ rules, clock, timings, random, pauses: createPauseStore(deps) })
  const drafts = createDraftStore(ledger)
  const submissions = createSubmissionStore(ledger)
  const phonesOfTask = createPhonesOfTask(deps)
  const preflightDeps = {
    contacts,
    callbackUrls,
    account,
    ...(deps.webhooksOf ? { webhooksOf: deps.webhooksOf } : {}),
    now: () => clock.now(),
    batchSize: (accountId: string) => startSize(deps.rules(accountId), submissions.learnedPace(accountId)),
  }
  const draft = (id: string) => {
    const found = drafts.get(id)
    if (!found) throw new AppError('not_found', { what: 'draft', id })
    return found
  }
  const batches = createBatchStore(ledger)
  const journal = createJournal(ledger, clock)
  const sink = createSubmissionSink(deps)
  const feeder = createCacheFeeder({ ledger, submissions, account, sink, clock, log: deps.log })
  const service = createSubmissionService({
    ...deps,
    submissions,
    batches,
    journal,
    sink,
    feeder,
    rows: contacts,
    phonesOfTask,
    turns,
    random,
    draft,
    removeDraft: id => {
      const gone = drafts.get(id)
      if (gone && drafts.remove(id)) bus.emit('drafts', { accountId: gone.accountId, id })
    },
    preflight: (each, mode) => makePreflight(preflightDeps, each, mode),
    refused: createRefusedOrders(ledger),
    deletedHere: createDeletedFromHere(ledger),
  })
  const planDeps: WritePlanDeps = {
    ...preflightDeps,
    draft,
    service,
    submissions,
    tasks: deps.tasks,
    orders: deps.orders,
    taskPhones: deps.taskPhones,
    deletions: deps.deletions,
    phonesOfTask,
    longestRequest: accountId => {
      const rules = deps.rules(accountId)
      return sizeNow(rules.largestSize, rules, submissions.learnedPace(accountId))
    },
  }
  const mayBeThere = ({ id, mode, taskExists }: SubmissionRecord) => {
    const { accepted, sending } = batches.figures(id)
    return accepted > 0 || sending > 0 || (taskExists && !isAddition(mode)) || batches.waiting(id).some(({ state }) => state === 'unknown')
  }
  return {
    service,
    stores: { submissions, batches, journal },
    turns,
    draftHandlers: createDraftHandlers({ ...preflightDeps, drafts, bus }),
    submissionHandlers: createSubmissionHandlers(service, ({ accountId, userTaskID, listId }) => {
      if (account(accountId).kind !== 'callbot') throw new AppError('not_supported', { what: 'addBatchCall' })
      const list = contacts.list(listId)
      if (!list) throw new AppError('not_found', { what: 'contact list', id: listId })
      return proposeVariables(submissions.ofTask(accountId, userTaskID)?.launch?.form ?? null, list)
    }),
    planners: {
      launch: createLaunchPlanner(planDeps),
      tryOne: createTryPlanner(planDeps),
      addOrders: createAddPlanner(planDeps),
      decide: createDecidePlanner(planDeps),
    },
    isSending: accountId => submissions.list(accountId).some(submission => submission.finishedAt === null),
    isTied: accountId =>
      submissions
        .list(accountId)
        .some(submission => submission.finishedAt === null && (!RESTS.has(submission.state) || mayBeThere(submission))),
    forgetDrafts: accountId => {
      for (const { id } of drafts.list(accountId)) drafts.remove(id)
    },
    launchedWith: (accountId, userTaskID) => submissions.ofTask(accountId, userTaskID),
    cached: () => feeder.idle(),
    sentParams: createSentParams(ledger),
  }
}
