import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type AccountRules, defaultRules } from '../../src-contract/model/account.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { createAudit } from '../../src-core/audit/audit-log.ts'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createTaskPhones } from '../../src-core/orders/task-phones.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { defaultTimings } from '../../src-core/ports.ts'
import { openSubmissions } from '../../src-core/submissions/open-submissions.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { benchRows } from './bench-rows.ts'

export interface OurSubmit {
  readonly url: string
  readonly account: { uuid: string; secretKey: string }
  readonly folder: string
  readonly rows: number
  readonly ordersPerRequest: number
  readonly inFlight: number
}

/**
 * Launches one submission through the service, as the console does, and waits for the last outcome. Seconds are counted from the launch's
 * commit: until every order has its durable outcome, and until the cache shows them all.
 */
export async function submitOurs({
  url,
  account,
  folder,
  rows,
  ordersPerRequest,
  inFlight,
}: OurSubmit): Promise<{ seconds: number; cacheSeconds: number }> {
  const ledger = openDatabase({ path: join(folder, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'FULL' })
  const cache = openDatabase({ path: join(folder, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
  const transport = createTransport()
  const bus = createEventBus()
  const client = createCallbotApi({ baseUrl: url, ...account, algorithm: 'MD5' }, transport, systemClock, defaultTimings)
  const rules: AccountRules = {
    ...defaultRules,
    startSize: ordersPerRequest,
    largestSize: ordersPerRequest,
    inFlight,
    requestsPerSecond: null,
  }
  const { service, draftHandlers } = openSubmissions({
    ledger,
    api: { callbot: () => client, nxlink: () => Promise.reject(new Error('no NXLink here')) },
    contacts: benchContacts(rows),
    orders: createOrderStore(cache),
    taskPhones: createTaskPhones(cache),
    deletions: createTasksToSweep({ db: cache, clock: systemClock, log: createLog(folder) }),
    tasks: createTaskStore(cache),
    bus,
    clock: systemClock,
    timings: defaultTimings,
    log: createLog(folder),
    audit: createAudit({ db: ledger, clock: systemClock, bus }),
    callbackUrls: () => null,
    rules: () => rules,
    account: () => ({ kind: 'callbot', simulator: true, tenantId: null }),
  })
  const draft = draftHandlers['drafts.create']({ accountId: 'cb', listId: 'list' }) as { id: string; form: CallbotForm }
  const callbacks = { mode: 'none' as const, taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' }
  draftHandlers['drafts.save']({ id: draft.id, listId: 'list', form: { ...draft.form, taskName: 'Bench', callbacks } })

  const { id } = service.launch(draft.id, rows)
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  while (service.get(id).finishedAt === null) {
    const { state, problem } = service.get(id)
    if (state === 'stuck') throw new Error(`stuck: ${JSON.stringify(problem)}`)
    await sleep(1)
  }
  const seconds = elapsed()
  const states = ledger.prepare('SELECT state, count(*) AS n FROM submission_order GROUP BY state').all()
  const inCache = cache.prepare('SELECT count(*) FROM orders').pluck()
  while (inCache.get() !== rows) {
    if (elapsed() > seconds + 120) throw new Error(`the cache has ${String(inCache.get())} of ${rows}`)
    await sleep(5)
  }
  const cacheSeconds = elapsed()
  await service.close()
  await transport.close()
  bus.close()
  ledger.close()
  cache.close()
  if (JSON.stringify(states) !== JSON.stringify([{ state: 'accepted', n: rows }])) throw new Error(JSON.stringify(states))
  return { seconds, cacheSeconds }
}

function benchContacts(rows: number) {
  const list: ContactList = {
    id: 'list',
    name: 'Bench',
    fileName: 'bench.csv',
    sizeBytes: 1,
    encoding: 'utf-8',
    delimiter: ',',
    hasHeader: true,
    columns: ['phone', 'name', 'amount'],
    mapping: { phone: 0, name: 1, customerName: null, other: null, variables: [{ name: 'amount', column: 2 }], defaultCountry: 'CN' },
    state: 'ready',
    rowCount: rows,
    readyCount: rows,
    byReason: {},
    bytesRead: 1,
    rowsPerSecond: 1,
    createdAt: 0,
    finishedAt: 1,
    problem: null,
  }
  return {
    list: (id: string) => (id === 'list' ? list : null),
    readyCount: () => rows,
    blankCells: () => 0,
    readyRows: (_list: string, after: number, limit: number) => benchRows(rows, after, limit),
  }
}
