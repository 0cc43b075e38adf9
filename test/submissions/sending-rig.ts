import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountRules, defaultRules } from '../../src-contract/model/account.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import type { CallbotForm, NxlinkForm } from '../../src-contract/model/task.ts'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { createNxlinkApi } from '../../src-core/api/nxlink.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { AppError } from '../../src-core/app-error.ts'
import type { AuditFact } from '../../src-core/audit/audit.ts'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createTaskPhones } from '../../src-core/orders/task-phones.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { defaultTimings, type Timings } from '../../src-core/ports.ts'
import { openSubmissions } from '../../src-core/submissions/open-submissions.ts'
import type { CallbackUrls } from '../../src-core/tasks/build-create-and-call.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { until } from '../core/open-test-core.ts'

export const quickTimings: Timings = {
  ...defaultTimings,
  // No test means them: a machine that stands still for seconds must not lose an answer by them.
  readDeadlineMs: 120_000,
  submitDeadlineMs: 120_000,
  unknownRoundsMs: [20, 60, 120],
  backoffBaseMs: 20,
  backoffMaxMs: 100,
  pollMs: 30,
}

export interface RigOptions {
  /** Where the platform listens. */
  readonly url: string
  readonly callbot: { uuid: string; secretKey: string }
  readonly nxlink?: { accessKey: string; accessSecret: string }
  readonly rows: number
  /** Phone of a row; by default every row has its own. */
  readonly phone?: (row: number) => string
  readonly dataDir?: string
  readonly timings?: Partial<Timings>
  readonly tenantId?: string | null
  /** What differs from the default rules; here there is no limit of requests per second unless one is given. */
  readonly rules?: Partial<AccountRules>
  /** Bends answers into what no simulator says. */
  readonly bend?: (api: CallbotApi) => CallbotApi
  /** How far the clock of the sending side is ahead; what signs requests keeps the right time. */
  readonly time?: { laterMs: number }
  /** This computer's webhook addresses; by default there are none. */
  readonly callbackUrls?: () => CallbackUrls | null
}

export type SendingRig = ReturnType<typeof openSendingRig>

export const phoneOfRow = (row: number): string => `8615${String(600_000_000 + row)}`

/** The whole sending side over real databases and a real HTTP client; only the contact list is made up. */
export function openSendingRig(options: RigOptions) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'callboard-sending-'))
  const timings = { ...quickTimings, ...options.timings }
  const ledger = openDatabase({ path: join(dataDir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'FULL' })
  const cache = openDatabase({ path: join(dataDir, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
  const transport = createTransport()
  const bus = createEventBus(5)
  const orders = createOrderStore(cache)
  const tasks = createTaskStore(cache)
  const secret: { callbot: string | null } = { callbot: options.callbot.secretKey }
  const api = {
    callbot: async () => {
      if (secret.callbot === null) throw new AppError('keychain_locked', {})
      const callbot = createCallbotApi(
        { baseUrl: options.url, uuid: options.callbot.uuid, secretKey: secret.callbot, algorithm: 'SHA256' },
        transport,
        systemClock,
        timings,
      )
      return options.bend ? options.bend(callbot) : callbot
    },
    nxlink: async () =>
      createNxlinkApi(
        { baseUrl: options.url, accessKey: options.nxlink?.accessKey ?? '', accessSecret: options.nxlink?.accessSecret ?? '' },
        transport,
        systemClock,
        timings,
      ),
  }
  const contacts = madeUpContacts(options)
  const clock = { ...systemClock, now: () => Date.now() + (options.time?.laterMs ?? 0) }
  const audited: AuditFact[] = []
  const deletions = createTasksToSweep({ db: cache, clock: systemClock, log: createLog(dataDir) })
  const submissions = openSubmissions({
    ledger,
    api,
    contacts,
    orders,
    tasks,
    taskPhones: createTaskPhones(cache),
    deletions,
    rules: () => ({ ...defaultRules, requestsPerSecond: null, ...options.rules }),
    bus,
    timings,
    clock,
    log: createLog(dataDir),
    callbackUrls: () => options.callbackUrls?.() ?? null,
    random: () => 0.5,
    audit: { add: fact => void audited.push(fact), who: () => 'Noor' },
    account: id => ({
      kind: id === 'nx' ? 'nxlink' : 'callbot',
      simulator: true,
      tenantId: options.tenantId === undefined ? '144' : options.tenantId,
    }),
  })
  const { service } = submissions

  /** A draft of a valid form over the list; answers its id. */
  const draft = (change: Partial<CallbotForm> & Partial<NxlinkForm> = {}, accountId: 'cb' | 'nx' = 'cb'): string => {
    const made = submissions.draftHandlers['drafts.create']({ accountId, listId: 'list' }) as { id: string; form: CallbotForm }
    const form = {
      ...made.form,
      taskName: 'Wave 1',
      ...(accountId === 'cb'
        ? { callbacks: { mode: 'none' as const, taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' } }
        : { country: 'CN' }),
      ...change,
    }
    submissions.draftHandlers['drafts.save']({ id: made.id, listId: 'list', form: form as CallbotForm })
    return made.id
  }

  const view = (id: string): Submission => service.view(id)
  /** Every batch as the console shows it, first to last. */
  const batches = (id: string): Batch[] => service.batchPage(id, 0, Number.MAX_SAFE_INTEGER).rows.toReversed()
  const untilItIs = (id: string, wanted: (submission: Submission) => boolean): Promise<Submission> =>
    until(() => {
      const now = view(id)
      return wanted(now) ? now : null
    }).catch((error: unknown) => {
      throw new Error(`still ${JSON.stringify(view(id))}`, { cause: error })
    })
  return {
    dataDir,
    /** For areas beside: the ledger is this rig's to close. */
    withLedger: <T>(use: (ledger: Db) => T): T => use(ledger),
    withCache: <T>(use: (cache: Db) => T): T => use(cache),
    deletions,
    bus,
    orders,
    tasks,
    api,
    transport,
    secret,
    timings,
    contacts,
    audited,
    ...submissions,
    view,
    batches,
    until: untilItIs,
    /** Waits until no request of it is under way. */
    untilQuiet: (id: string): Promise<Submission> => untilItIs(id, () => submissions.stores.batches.figures(id).sending === 0),
    draft,
    /** Makes a draft of a valid form and launches it. */
    launch: (change: Partial<CallbotForm> & Partial<NxlinkForm> = {}, accountId: 'cb' | 'nx' = 'cb') =>
      service.launch(draft(change, accountId), contacts.readyCount()),
    /** Counts of the journal's own orders by state. */
    orderStates: (id: string) =>
      Object.fromEntries(
        (
          ledger.prepare('SELECT state, count(*) AS n FROM submission_order WHERE submission_id = ? GROUP BY state').all(id) as {
            state: string
            n: number
          }[]
        ).map(row => [row.state, row.n]),
      ),
    phonesOf: (id: string, batch: number) =>
      ledger.prepare('SELECT phone FROM submission_order WHERE submission_id = ? AND batch_number = ?').pluck().all(id, batch) as string[],
    close: async (remove = true) => {
      await service.close()
      await transport.close()
      bus.close()
      ledger.close()
      cache.close()
      if (remove) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Lists that are not there on a disk: `list` from the start, others as a test adds them. */
function madeUpContacts({ rows, phone = phoneOfRow }: RigOptions) {
  const lists = new Map<string, { list: ContactList; phone: (row: number) => string }>()
  const add = (id: string, count: number, phoneOf: (row: number) => string, change: Partial<ContactList> = {}) => {
    const list: ContactList = {
      id,
      name: 'April wave',
      fileName: 'april.csv',
      sizeBytes: 1,
      encoding: 'utf-8',
      delimiter: ',',
      hasHeader: true,
      columns: ['phone', 'name', 'amount'],
      mapping: { phone: 0, name: 1, customerName: null, other: null, variables: [{ name: 'amount', column: 2 }], defaultCountry: 'CN' },
      state: 'ready',
      rowCount: count,
      readyCount: count,
      byReason: {},
      bytesRead: 1,
      rowsPerSecond: 1,
      createdAt: 0,
      finishedAt: 1,
      problem: null,
      ...change,
    }
    lists.set(id, { list, phone: phoneOf })
  }
  add('list', rows, phone)
  const listOf = (id: string) => lists.get(id)?.list ?? null
  return {
    add,
    list: listOf,
    readyCount: (id = 'list') => listOf(id)?.readyCount ?? 0,
    blankCells: () => 0,
    readyRows: (listId: string, after: number, limit: number) =>
      Array.from({ length: Math.max(0, Math.min(limit, (listOf(listId)?.readyCount ?? 0) - after)) }, (_, index) => {
        const row = after + index + 1
        const number = lists.get(listId)?.phone(row) ?? ''
        return {
          rowNumber: row,
          phone: number,
          name: `Name ${row}`,
          customerName: '',
          other: '',
          cells: [number, `Name ${row}`, String(row)],
        }
      }),
    shrinkTo: (count: number) => {
      const list = listOf('list')
      if (list) list.readyCount = count
    },
  }
}
