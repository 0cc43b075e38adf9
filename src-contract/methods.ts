import { AccountDraft, AccountId, AccountRules, AccountView, ConnectionReport } from './model/account.ts'
import { AuditEntry, AuditFilter, AuditVerdict } from './model/audit.ts'
import { Alert, AlertRules, DayOfCalls, HeatMap, Instant, TaskBreakdown, TaskForecast } from './model/board.ts'
import { ContactGroup, ContactList, ContactMapping, ContactPreview, ContactRow, FileReading } from './model/contact.ts'
import { ExportJob, OrderColumn, OrderDetail, OrderFacets, OrderFilter, OrderRow, OrderSort } from './model/order.ts'
import { Difference, DifferenceKind, Reconciliation } from './model/reconciliation.ts'
import { Batch, BatchOverview, JournalEntry, RefusedOrder, Submission } from './model/submission.ts'
import { SettingKey, SettingValue, SyncJob, SystemInfo } from './model/system.ts'
import { Preflight, TaskChanges, TaskDetail, TaskDraft, TaskForm, TaskOptions, TaskRow } from './model/task.ts'
import { Gap, TunnelDraft, TunnelView } from './model/tunnel.ts'
import {
  CallbackAddresses,
  DeliveryDetail,
  DeliveryFilter,
  DeliveryRow,
  DeliverySummary,
  ListenerStatus,
  ReceivingRules,
  ReplayPreview,
  ReplayRange,
  ReplayReport,
  TestAnswer,
  TestEvent,
} from './model/webhook.ts'
import { Withdrawal, WithdrawalOrder } from './model/withdrawal.ts'
import { WriteAction, WritePreview } from './model/write.ts'
import { z } from './zod.ts'

const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })
const nothing = z.strictObject({})
const done = z.object({})
const byId = z.strictObject({ id: z.string().min(1).max(64) })
const ofAccount = z.strictObject({ accountId: AccountId })
const ofTask = z.strictObject({ accountId: AccountId, userTaskID: z.string().min(1).max(128) })
const start = z.number().int().min(0)
const count = z.number().int().min(1).max(500)

/** Every call of the console. Both ends, the doors and the tests are computed from this value. */
export const methods = {
  'system.info': method(nothing, SystemInfo),
  'settings.all': method(nothing, z.record(z.string(), SettingValue)),
  'settings.set': method(z.strictObject({ key: SettingKey, value: SettingValue }), done),
  /** Starts the simulator, makes its account, loads the sample contacts, launches a task. Answers once the task is submitted. */
  'simulator.explore': method(nothing, z.object({ accountId: AccountId, userTaskID: z.string(), submissionId: z.string() })),
  /** Starts the simulator again after a restart, for its existing account. */
  'simulator.start': method(nothing, z.object({ url: z.string() })),

  'accounts.list': method(nothing, z.array(AccountView)),
  'accounts.save': method(AccountDraft, AccountView),
  /** One signed call with the draft's values; a draft with an id and no secret uses the kept one. Nothing is stored. */
  'accounts.test': method(AccountDraft, ConnectionReport),
  'accounts.setSecret': method(z.strictObject({ id: AccountId, secret: z.string().trim().min(1).max(512) }), AccountView),
  'accounts.setRules': method(z.strictObject({ id: AccountId, rules: AccountRules }), AccountView),
  'accounts.remove': method(z.strictObject({ id: AccountId, confirmLabel: z.string() }), done),

  'contacts.lists': method(nothing, z.array(ContactList)),
  'contacts.list': method(byId, ContactList),
  'contacts.preview': method(z.strictObject({ fileId: z.string(), reading: FileReading }), ContactPreview),
  'contacts.import': method(
    z.strictObject({ fileId: z.string(), name: z.string().trim().min(1).max(120), reading: FileReading, mapping: ContactMapping }),
    z.object({ id: z.string() }),
  ),
  'contacts.cancelImport': method(byId, done),
  'contacts.rows': method(
    z.strictObject({ listId: z.string(), group: ContactGroup, search: z.string().max(100), start, count }),
    z.object({ total: z.number(), rows: z.array(ContactRow) }),
  ),
  'contacts.rename': method(z.strictObject({ id: z.string(), name: z.string().trim().min(1).max(120) }), done),
  'contacts.remove': method(byId, done),

  'drafts.list': method(ofAccount, z.array(TaskDraft)),
  'drafts.get': method(byId, TaskDraft),
  /** A new draft with sensible values for the account's kind. */
  'drafts.create': method(z.strictObject({ accountId: AccountId, listId: z.string().nullable() }), TaskDraft),
  'drafts.save': method(
    z.strictObject({ id: z.string(), listId: z.string().nullable(), form: TaskForm }),
    z.object({ updatedAt: z.number() }),
  ),
  'drafts.remove': method(byId, done),
  'drafts.preflight': method(byId, Preflight),

  'tasks.list': method(ofAccount, z.array(TaskRow)),
  /** The same rows in their changes: `since` is the `version` of an earlier answer, null for all. */
  'tasks.changes': method(z.strictObject({ accountId: AccountId, since: z.number().int().nullable() }), TaskChanges),
  'tasks.get': method(ofTask, TaskDetail),
  'tasks.options': method(z.strictObject({ accountId: AccountId, sceneID: z.string().max(128) }), TaskOptions),
  'submissions.list': method(ofAccount, z.array(Submission)),
  'submissions.get': method(byId, Submission),
  'submissions.overview': method(byId, BatchOverview),
  /** Newest first. */
  'submissions.batches': method(z.strictObject({ id: z.string(), start, count }), z.object({ total: z.number(), rows: z.array(Batch) })),
  'submissions.batch': method(z.strictObject({ id: z.string(), number: z.number().int() }), Batch),
  'submissions.journal': method(z.strictObject({ id: z.string(), batch: z.number().int().nullable() }), z.array(JournalEntry)),
  'submissions.refused': method(
    z.strictObject({ id: z.string(), start, count }),
    z.object({ total: z.number(), rows: z.array(RefusedOrder) }),
  ),
  'submissions.pause': method(byId, done),
  'submissions.resume': method(byId, done),
  'submissions.stop': method(byId, done),
  'submissions.tryNow': method(byId, done),
  /** Refused orders by the platform's words, most frequent first. */
  'submissions.refusedReasons': method(byId, z.array(z.object({ reason: z.string(), count: z.number() }))),
  /** Writes the refused rows as CSV: their columns as imported, and why. Progress by `exports.list`. */
  'submissions.exportRefused': method(byId, z.object({ id: z.string() })),
  /** The variables of a task and the column of this list that fills each by name, for adding orders with the same mapping. */
  'submissions.addProposal': method(
    z.strictObject({ accountId: AccountId, userTaskID: z.string().min(1).max(128), listId: z.string() }),
    z.object({ variables: z.array(z.object({ name: z.string(), column: z.number().int().nullable() })) }),
  ),

  'tasks.breakdown': method(ofTask, TaskBreakdown),
  'tasks.forecast': method(ofTask, TaskForecast),
  /** Answer rate by weekday and half-hour of the zone, over an account's history or one script's. */
  'tasks.heatMap': method(
    z.strictObject({ accountId: AccountId, sceneID: z.string().max(128).nullable(), timeZone: z.string().max(64) }),
    HeatMap,
  ),
  /** The calls of all tasks on the day of the zone in which `at` lies, UTC milliseconds. */
  'tasks.day': method(z.strictObject({ accountId: AccountId, timeZone: z.string().max(64), at: Instant }), DayOfCalls),
  'alerts.rules': method(nothing, AlertRules),
  'alerts.setRules': method(AlertRules, done),
  /** Newest first, at most 200. */
  'alerts.list': method(nothing, z.array(Alert)),
  'alerts.seen': method(z.strictObject({ ids: z.array(z.number().int()).max(200) }), done),

  /** What a write would do, and the token that does it. Every write to the platform goes this way: preview, then commit. */
  'writes.preview': method(WriteAction, WritePreview),
  /** Does what was previewed, once. `typed` is what the preview asked to type. Refused when it would do something else by now. */
  'writes.commit': method(
    z.strictObject({ token: z.string().min(1).max(64), typed: z.string().max(300) }),
    z.object({ submissionId: z.string().nullable(), withdrawalId: z.string().nullable() }),
  ),

  'withdrawals.list': method(ofAccount, z.array(Withdrawal)),
  'withdrawals.get': method(byId, Withdrawal),
  'withdrawals.orders': method(
    z.strictObject({ id: z.string(), state: WithdrawalOrder.shape.state, start, count }),
    z.object({ total: z.number(), rows: z.array(WithdrawalOrder) }),
  ),
  'withdrawals.pause': method(byId, done),
  'withdrawals.resume': method(byId, done),
  'withdrawals.stop': method(byId, done),

  /** Compares what a submission sent with what the platform has; reads only. */
  'reconciliations.start': method(z.strictObject({ submissionId: z.string() }), done),
  'reconciliations.cancel': method(z.strictObject({ submissionId: z.string() }), done),
  'reconciliations.latest': method(z.strictObject({ submissionId: z.string() }), Reconciliation.nullable()),
  'reconciliations.rows': method(
    z.strictObject({ submissionId: z.string(), kind: DifferenceKind, start, count }),
    z.object({ total: z.number(), rows: z.array(Difference) }),
  ),

  /** Newest first. */
  'audit.list': method(
    z.strictObject({ filter: AuditFilter, before: z.number().int().nullable(), count }),
    z.object({ total: z.number(), rows: z.array(AuditEntry) }),
  ),
  'audit.verify': method(nothing, AuditVerdict),
  /** Writes the entries of a filter as JSON lines with their hashes. Progress by `exports.list`. */
  'audit.export': method(z.strictObject({ filter: AuditFilter }), z.object({ id: z.string() })),

  'sync.start': method(
    z.strictObject({ accountId: AccountId, kind: z.enum(['tasks', 'orders', 'records']), userTaskID: z.string().nullable() }),
    z.object({ id: z.string() }),
  ),
  'sync.jobs': method(nothing, z.array(SyncJob)),
  'sync.cancel': method(byId, done),

  /** The first page at once, and a handle under which any position can be read. */
  'orders.open': method(
    z.strictObject({ filter: OrderFilter, sort: OrderSort, count }),
    z.object({ handle: z.string(), rows: z.array(OrderRow), tookMs: z.number() }),
  ),
  /** Exact number of rows of an open result; builds its index if that has not been done. */
  'orders.total': method(z.strictObject({ handle: z.string() }), z.object({ total: z.number(), tookMs: z.number() })),
  /** Rows of an open result by position; values are of now, positions of when it was opened. */
  'orders.rows': method(z.strictObject({ handle: z.string(), start, count }), z.object({ rows: z.array(OrderRow) })),
  'orders.close': method(z.strictObject({ handle: z.string() }), done),
  'orders.facets': method(z.strictObject({ filter: OrderFilter }), OrderFacets),
  'orders.get': method(z.strictObject({ accountId: AccountId, orderID: z.string() }), OrderDetail),
  /** Asks the platform for every call of one order (listOrderDetail, or cdr/queryByOrderId). */
  'orders.pullCalls': method(z.strictObject({ accountId: AccountId, orderID: z.string() }), OrderDetail),

  'exports.start': method(
    z.strictObject({
      filter: OrderFilter,
      sort: OrderSort,
      columns: z.array(OrderColumn).min(1),
      timeZone: z.string().max(64),
      orderIDs: z.array(z.string()).max(5000).nullable(),
    }),
    z.object({ id: z.string() }),
  ),
  'exports.list': method(nothing, z.array(ExportJob)),
  'exports.cancel': method(byId, done),

  'webhooks.status': method(nothing, ListenerStatus),
  /**
   * Newest first, older than `before`. `next` goes on behind the last delivery that was looked at; null at the end.
   * A search in payloads looks for a moment only: then `rows` may be few or none while `next` goes on, and `searchedTo` says how far it came.
   */
  'webhooks.deliveries': method(
    z.strictObject({ filter: DeliveryFilter, before: z.number().int().nullable(), count }),
    z.object({ rows: z.array(DeliveryRow), next: z.number().nullable(), searchedTo: z.number().nullable() }),
  ),
  /** One delivery with its bytes, the proof of its signature and what applying it again would change. */
  'webhooks.delivery': method(z.strictObject({ id: z.number().int() }), DeliveryDetail),
  'webhooks.summary': method(z.strictObject({ accountId: AccountId, since: z.number().int() }), DeliverySummary),
  'webhooks.rules': method(ofAccount, ReceivingRules),
  'webhooks.setRules': method(z.strictObject({ accountId: AccountId, rules: ReceivingRules }), ReceivingRules),
  /** Null while nothing listens, and while no way leads here from the account's platform: its tasks are created without addresses then. */
  'webhooks.addresses': method(ofAccount, CallbackAddresses.nullable()),
  /** Applies deliveries to a copy of the rows they are about and says what would change; nothing is changed. */
  'webhooks.previewReplay': method(z.strictObject({ range: ReplayRange }), ReplayPreview),
  'webhooks.replay': method(z.strictObject({ range: ReplayRange }), ReplayReport),
  /** Sends a signed delivery to our own listener; it is marked as a test and never applied. */
  'webhooks.sendTest': method(TestEvent, TestAnswer),
  'webhooks.removeTests': method(ofAccount, z.object({ removed: z.number() })),

  'tunnel.get': method(nothing, TunnelView),
  /** Takes the settings over and starts anew; a changed host forgets the pinned key. */
  'tunnel.save': method(TunnelDraft, TunnelView),
  /** Pins the key the server shows, if it is the one the operator compared; `conflict` otherwise. */
  'tunnel.trustHostKey': method(z.strictObject({ fingerprint: z.string().min(1).max(200) }), TunnelView),
  'tunnel.restart': method(nothing, done),
  'tunnel.probeNow': method(nothing, done),
  /** Times in which this task's webhooks may have been missed, newest first. */
  'tunnel.gapsOf': method(ofTask, z.array(Gap)),
} as const

export type Methods = typeof methods
export type MethodName = keyof Methods
/** What a caller may write. */
export type Input<M extends MethodName> = z.input<Methods[M]['input']>
/** What a handler gets, after the one parse at the door. */
export type Parsed<M extends MethodName> = z.output<Methods[M]['input']>
export type Output<M extends MethodName> = z.infer<Methods[M]['output']>
