import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountRules } from '../../src-contract/model/account.ts'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { Submission } from '../../src-contract/model/submission.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { AppError } from '../../src-core/app-error.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createTaskPhones } from '../../src-core/orders/task-phones.ts'
import { createTasksToSweep } from '../../src-core/orders/tasks-to-sweep.ts'
import { defaultTimings } from '../../src-core/ports.ts'
import { openSubmissions } from '../../src-core/submissions/open-submissions.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { createFakeTime } from './fake-time.ts'
import { type BegunRequest, createScriptedPlatform, type PlatformLimits, type ScriptedPlatform } from './scripted-platform.ts'

/** Far less than in life, in the same proportions; a late request is done before the last question. */
export const modelTimings = {
  ...defaultTimings,
  readDeadlineMs: 5_000,
  submitDeadlineMs: 5_000,
  unknownRoundsMs: [500, 2_000, 6_000],
  backoffBaseMs: 100,
  backoffMaxMs: 2_000,
  pollMs: 1_000,
}

export interface ModelSetup {
  readonly phones: readonly string[]
  readonly rules: AccountRules
  readonly limits: PlatformLimits
  /** How long the keychain takes to hand out the secret. */
  readonly secretMs: number
}

export interface LedgerOrder {
  readonly submissionId: string
  readonly orderID: string
  readonly phone: string
  readonly state: string
  readonly reason: string
}

/** The real sending side over real files, a scripted platform and fake time. */
export interface ModelRig {
  readonly platform: ScriptedPlatform
  rules: AccountRules
  /** The keychain hands nothing out. */
  locked: boolean
  /** What was seen that must never be seen. */
  readonly violations: string[]
  submissions(): Submission[]
  launch(mode: 'createAndCall' | 'createTask'): string
  service(): ReturnType<typeof openSubmissions>['service']
  /** Order states by the ledger. */
  ledgerOrders(): LedgerOrder[]
  /** orderIDs in the cache, once it has caught up. */
  cached(): Promise<Set<string>>
  /** The process is gone between two instructions, and a new one opens the files as they were. */
  crash(): Promise<void>
  settle(): Promise<void>
  advance(ms: number): Promise<void>
  close(): Promise<void>
}

/** Empty databases, made once: migrating takes longer than a whole run. */
const template = { dir: '' }

function copyOfTemplate(root: string): string {
  if (template.dir === '') {
    template.dir = mkdtempSync(join(tmpdir(), 'callboard-model-template-'))
    openDatabase({ path: join(template.dir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'NORMAL' }).close()
    openDatabase({ path: join(template.dir, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' }).close()
  }
  return copyFiles(template.dir, join(root, '0'))
}

function copyFiles(from: string, to: string): string {
  mkdirSync(to)
  for (const name of ['ledger.db', 'ledger.db-wal', 'cache.db', 'cache.db-wal']) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
  return to
}

export const removeTemplate = (): void => {
  if (template.dir !== '') rmSync(template.dir, { recursive: true, force: true })
  template.dir = ''
}

interface Life {
  readonly dataDir: string
  readonly ledger: Db
  readonly cache: Db
  readonly opened: ReturnType<typeof openSubmissions>
  kill(): void
  /** Lets the loops of a killed process run out. */
  end(): Promise<void>
}

export function openModelRig(setup: ModelSetup): ModelRig {
  const root = mkdtempSync(join(tmpdir(), 'callboard-model-'))
  const time = createFakeTime(1_800_000_000_000)
  const platform = createScriptedPlatform(time, { ...setup.limits })
  const violations: string[] = []
  const lives: Life[] = []
  const rig = { rules: setup.rules, locked: false }

  const begin = (request: BegunRequest) => {
    const found = violationsOf(request, life().ledger)
    if (platform.underWay() > rig.rules.inFlight) found.push(`${platform.underWay()} requests under way, ${rig.rules.inFlight} allowed`)
    violations.push(...found.map(each => `${request.endpoint} of ${request.orders.length}: ${each}`))
  }

  const start = (dataDir: string): Life => {
    // A crash of the process loses nothing that SQLite committed, whatever `synchronous` says; waiting for the disk would only take time.
    const ledger = openDatabase({ path: join(dataDir, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'NORMAL' })
    const cache = openDatabase({ path: join(dataDir, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
    let isDead = false
    const clock = time.life()
    const client = platform.life(begin)
    const readOnly = () => {
      if (rig.rules.protection === 'readOnly') throw new AppError('account_read_only', {})
    }
    const api = {
      ...client.api,
      createTask: async (...args: Parameters<typeof client.api.createTask>) => {
        readOnly()
        return client.api.createTask(...args)
      },
      createAndCall: async (...args: Parameters<typeof client.api.createAndCall>) => {
        readOnly()
        return client.api.createAndCall(...args)
      },
      addBatchCall: async (...args: Parameters<typeof client.api.addBatchCall>) => {
        readOnly()
        return client.api.addBatchCall(...args)
      },
    }
    const secret = async () => {
      if (setup.secretMs > 0) await clock.clock.sleep(setup.secretMs)
      if (rig.locked) throw new AppError('keychain_locked', {})
      return api
    }
    const opened = openSubmissions({
      ledger,
      api: { callbot: secret, nxlink: () => Promise.reject(new Error('no NXLink here')) },
      contacts: contactsOf(setup.phones),
      orders: createOrderStore(cache),
      taskPhones: createTaskPhones(cache),
      deletions: createTasksToSweep({ db: cache, clock: clock.clock, log: { hide: () => undefined, write: () => undefined } }),
      tasks: createTaskStore(cache),
      bus: { emit: () => undefined, on: () => () => undefined, close: () => undefined },
      timings: modelTimings,
      clock: clock.clock,
      log: {
        hide: () => undefined,
        write: (level, message, facts) => {
          if (level === 'error' && !isDead) violations.push(`${message}: ${facts?.['error'] instanceof Error ? facts['error'].stack : ''}`)
        },
      },
      audit: { add: () => undefined, who: () => 'Noor' },
      callbackUrls: () => null,
      random: () => 0.5,
      rules: () => rig.rules,
      account: () => ({ kind: 'callbot', simulator: true, tenantId: null }),
    })
    return {
      dataDir,
      ledger,
      cache,
      opened,
      kill: () => {
        isDead = true
        clock.kill()
        client.kill()
      },
      end: async () => {
        const closed = opened.service.close()
        client.end()
        clock.end()
        await closed
      },
    }
  }
  const life = (): Life => {
    const last = lives.at(-1)
    if (!last) throw new Error('no life')
    return last
  }
  lives.push(start(copyOfTemplate(root)))

  /** At rest: nothing happened for a while of turns of the loop. */
  const settle = async () => {
    for (let quiet = 0, before = -1; quiet < 6; ) {
      await new Promise(resolve => setImmediate(resolve))
      const now = time.count() + platform.count() + Number(life().ledger.prepare('SELECT total_changes()').pluck().get())
      quiet = now === before ? quiet + 1 : 0
      before = now
    }
  }

  return {
    get rules() {
      return rig.rules
    },
    set rules(next) {
      rig.rules = next
    },
    get locked() {
      return rig.locked
    },
    set locked(next) {
      rig.locked = next
    },
    platform,
    violations,
    settle,
    service: () => life().opened.service,
    submissions: () => life().opened.submissionHandlers['submissions.list']({ accountId: 'cb' }) as Submission[],
    advance: ms => time.advance(ms, settle),
    launch: mode => {
      const { draftHandlers, service } = life().opened
      const draft = draftHandlers['drafts.create']({ accountId: 'cb', listId: 'list' }) as { id: string; form: CallbotForm }
      const callbacks = { mode: 'none' as const, taskCallbackUrl: '', orderCallbackUrl: '', callCallbackUrl: '' }
      draftHandlers['drafts.save']({ id: draft.id, listId: 'list', form: { ...draft.form, taskName: 'Wave', sceneID: 's', callbacks } })
      return service.launch(draft.id, setup.phones.length, mode).id
    },
    ledgerOrders: () =>
      life()
        .ledger.prepare('SELECT submission_id AS submissionId, order_id AS orderID, phone, state, reason FROM submission_order')
        .all() as LedgerOrder[],
    cached: async () => {
      await life().opened.cached()
      return new Set(life().cache.prepare('SELECT order_id FROM orders').pluck().all() as string[])
    },
    crash: async () => {
      const old = life()
      old.kill()
      // The old object may go on for a few turns on its own copy; nothing of it reaches the new one.
      lives.push(start(copyFiles(old.dataDir, join(root, String(lives.length)))))
      life().opened.service.recover()
      await settle()
    },
    close: async () => {
      for (const each of lives) {
        each.kill()
        await each.end()
        each.ledger.close()
        each.cache.close()
      }
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Rules for the moment a request leaves: it stands in the ledger, nobody stopped it, and no phone is in it twice. */
function violationsOf({ endpoint, userTaskID, requestId, orders }: BegunRequest, ledger: Db): string[] {
  const found: string[] = []
  if (ledger.inTransaction) found.push('sent before the transaction was over')
  const submission = ledger.prepare('SELECT id, state FROM submission WHERE user_task_id = ?').get(userTaskID) as
    | { id: string; state: string }
    | undefined
  if (!submission) return [`sent for a task nobody launched`]
  if (['paused', 'stopped', 'stuck', 'done', 'planning'].includes(submission.state)) found.push(`sent while ${submission.state}`)
  if (endpoint === 'createTask') return found
  const order = ledger.prepare(`
    SELECT phone FROM submission_order JOIN batch ON batch.submission_id = submission_order.submission_id AND batch.number = batch_number
    WHERE order_id = ? AND submission_order.submission_id = ? AND submission_order.state = 'sending' AND batch.state = 'sending' AND request_id = ?`)
  for (const { orderID, userPhone } of orders) {
    const row = order.get(orderID, submission.id, requestId) as { phone: string } | undefined
    if (row?.phone !== userPhone) found.push(`order ${orderID} was not written down as being sent with this request`)
  }
  if (new Set(orders.map(each => each.userPhone)).size !== orders.length) found.push('a phone twice in one request')
  if (orders.length === 0) found.push('nothing in it')
  return found
}

function contactsOf(phones: readonly string[]) {
  const list: ContactList = {
    id: 'list',
    name: 'April',
    fileName: 'april.csv',
    sizeBytes: 1,
    encoding: 'utf-8',
    delimiter: ',',
    hasHeader: true,
    columns: ['phone'],
    mapping: { phone: 0, name: null, customerName: null, other: null, variables: [], defaultCountry: 'CN' },
    state: 'ready',
    rowCount: phones.length,
    readyCount: phones.length,
    byReason: {},
    bytesRead: 1,
    rowsPerSecond: 1,
    createdAt: 0,
    finishedAt: 1,
    problem: null,
  }
  return {
    list: (id: string) => (id === 'list' ? list : null),
    readyCount: () => phones.length,
    blankCells: () => 0,
    readyRows: (_list: string, after: number, limit: number) =>
      phones
        .slice(after, after + limit)
        .map((phone, index) => ({ rowNumber: after + index + 1, phone, name: '', customerName: '', other: '', cells: [phone] })),
  }
}
