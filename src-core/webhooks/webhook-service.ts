import type { Output } from '../../src-contract/methods.ts'
import type { AccountService } from '../accounts/account-service.ts'
import { readOrder, readTask } from '../api/callbot-shapes.ts'
import type { CallbotOrder, CallbotTaskDelivery } from '../api/callbot-types.ts'
import { type Fields, fieldsOf } from '../api/fields.ts'
import { parseLossless } from '../api/lossless-json.ts'
import { readRecord } from '../api/nxlink-shapes.ts'
import type { NxlinkRecord } from '../api/nxlink-types.ts'
import { AppError, asSystemError, toWireError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import { spawnThread } from '../threads/spawn.ts'
import { checkDelivery } from './check-delivery.ts'
import type { ListenerFacts, ListenerThreadData, StoredDelivery, Verdict } from './delivery.ts'

export interface CallbackUrls {
  readonly taskCallbackUrl: string
  readonly orderCallbackUrl: string
  readonly callCallbackUrl: string
}

export interface WebhookServiceDeps {
  /** The listener thread's program. */
  readonly threadFile: string
  readonly dataDir: string
  readonly preferredPort?: number
  readonly accounts: Pick<AccountService, 'records' | 'credentials' | 'onChange'>
  readonly bus: Pick<EventBus, 'emit'>
  readonly log: Log
  /** Id of the last delivery that was applied; kept in the cache, so that a rebuilt cache replays them. */
  readonly watermark: { get(): number; set(id: number): void }
  /** An order with one call, from the order and the call webhook. Applied twice it must change nothing. `at`: received, UTC milliseconds. */
  applyOrder(accountId: string, order: CallbotOrder, rawText: string, at: number): void
  applyTask(accountId: string, task: CallbotTaskDelivery, rawText: string, at: number): void
  applyRecord?(accountId: string, record: NxlinkRecord, rawText: string, at: number): void
  /** Joins what is applied and the watermark in one commit. */
  inTransaction?(run: () => void): void
}

export interface WebhookService {
  status(): Promise<Output<'webhooks.status'>>
  deliveries(page: { before: number | null; count: number }): Promise<Output<'webhooks.deliveries'>>
  /** Addresses for the task form; null while nothing listens. `publicUrl` is the way in from outside, when there is one. */
  callbackUrls(accountId: string, publicUrl?: string): Promise<CallbackUrls | null>
  /** Applies what has come in; resolves when nothing is left. */
  settle(): Promise<void>
  close(): Promise<void>
}

const CHUNK = 200
const PREFERRED_PORT = 17_180

/** Starts the listener thread, checks what it stored, applies what is signed by the platform, keeps the rest with its verdict. */
export function createWebhookService(deps: WebhookServiceDeps): WebhookService {
  const { accounts, bus, log, watermark } = deps
  let death: Error | null = null
  const thread = spawnThread(
    deps.threadFile,
    { dataDir: deps.dataDir, preferredPort: deps.preferredPort ?? PREFERRED_PORT } satisfies ListenerThreadData,
    {},
    error => {
      death = error
      log.write('error', 'the webhook listener ended', { error })
      bus.emit('webhooks')
    },
  )
  const { peer } = thread
  let closed = false
  let work: Promise<void> = Promise.resolve()

  const sendTokens = () => peer.call('setTokens', { tokens: accounts.records().map(r => [r.webhookToken, r.id] as const) })
  const queue = (job: () => Promise<void>) => {
    work = work
      .then(async () => {
        if (!closed) await job()
      })
      .catch((error: unknown) => {
        if (!closed) log.write(asSystemError(error) ? 'warn' : 'error', 'deliveries could not be applied', { error })
      })
    return work
  }

  const judge = async (delivery: StoredDelivery): Promise<Verdict> => {
    try {
      return checkDelivery(delivery, await accounts.credentials(delivery.accountId))
    } catch (error) {
      // No account or no secret right now: it stays, and is looked at again when the account changes.
      if (error instanceof AppError) return 'unchecked'
      throw error
    }
  }
  const apply = (delivery: StoredDelivery) => {
    const rawText = Buffer.from(delivery.body).toString('utf8')
    try {
      const fields = fieldsOf(parseLossless(rawText))
      if (delivery.kind === 'task') deps.applyTask(delivery.accountId, readTask(fields), rawText, delivery.receivedAt)
      else if (delivery.kind === 'nxlink') deps.applyRecord?.(delivery.accountId, readRecord(fields), rawText, delivery.receivedAt)
      else deps.applyOrder(delivery.accountId, readOrder(fields), rawText, delivery.receivedAt)
    } catch (error) {
      // A full disk stops the queue; one delivery that cannot be applied must not.
      if (asSystemError(error)) throw error
      log.write('error', `delivery ${delivery.id} could not be applied`, { error })
    }
  }
  const applyChunk = async (chunk: readonly StoredDelivery[], moveWatermark: boolean) => {
    const verdicts: { id: number; verdict: Verdict }[] = []
    for (const delivery of chunk) verdicts.push({ id: delivery.id, verdict: await judge(delivery) })
    const last = chunk.at(-1)
    const run = () => {
      chunk.forEach((delivery, i) => {
        if (verdicts[i]?.verdict === 'verified') apply(delivery)
      })
      if (moveWatermark && last) watermark.set(last.id)
    }
    if (deps.inTransaction) deps.inTransaction(run)
    else run()
    await peer.call('setVerdicts', { verdicts: verdicts.filter(({ verdict }) => verdict !== 'unchecked') })
    bus.emit('webhooks')
  }
  const drain = async () => {
    while (!closed) {
      const chunk = await peer.call<StoredDelivery[]>('after', { id: watermark.get(), limit: CHUNK })
      if (chunk.length === 0) return
      await applyChunk(chunk, true)
    }
  }
  const recheck = async (accountId: string) => {
    for (let after = 0; !closed; ) {
      const chunk = await peer.call<StoredDelivery[]>('unchecked', { accountId, after, limit: CHUNK })
      const last = chunk.at(-1)
      // Those beyond the watermark are the usual way's.
      const old = chunk.filter(({ id }) => id <= watermark.get())
      if (!last || old.length === 0) return
      await applyChunk(old, false)
      after = last.id
    }
  }

  // One drain takes everything there is, so however many deliveries come meanwhile, one more in line is enough.
  let inLine = false
  peer.onNotify(topic => {
    if (topic !== 'deliveries' || inLine) return
    inLine = true
    void queue(() => {
      inLine = false
      return drain()
    })
  })
  accounts.onChange(id => {
    void queue(async () => {
      await sendTokens()
      await recheck(id)
    })
  })
  const started = queue(async () => {
    await sendTokens()
    await drain()
  })

  const facts = async (): Promise<ListenerFacts | null> => {
    if (death || closed) return null
    await started
    return peer.call<ListenerFacts>('facts').catch(() => null)
  }
  return {
    async status() {
      const now = await facts()
      if (!now)
        return {
          state: closed ? 'off' : 'failed',
          url: null,
          port: null,
          received: 0,
          lastAt: null,
          problem: closed ? null : failed(death?.message ?? ''),
        }
      const url = now.port === null ? null : `http://127.0.0.1:${now.port}`
      return { state: now.state, url, port: now.port, received: now.received, lastAt: now.lastAt, problem: now.problem }
    },
    async deliveries({ before, count }) {
      const [rows, now] = await Promise.all([peer.call<StoredDelivery[]>('page', { before, limit: count }), facts()])
      return { total: now?.received ?? rows.length, rows: rows.map(toRow) }
    },
    async callbackUrls(accountId, publicUrl) {
      const record = accounts.records().find(r => r.id === accountId)
      const now = await facts()
      if (!record || !now?.port) return null
      const base = `${(publicUrl ?? `http://127.0.0.1:${now.port}`).replace(/\/+$/, '')}/cb/${record.webhookToken}`
      return { taskCallbackUrl: `${base}/task`, orderCallbackUrl: `${base}/order`, callCallbackUrl: `${base}/call` }
    },
    settle: () => queue(drain),
    async close() {
      closed = true
      await thread.close()
      await work
    },
  }
}

const failed = (detail: string) => toWireError(new AppError('listener_failed', { detail }))

function toRow(d: StoredDelivery): Output<'webhooks.deliveries'>['rows'][number] {
  const body = Buffer.from(d.body).toString('utf8')
  const fields = readable(body)
  return {
    id: d.id,
    receivedAt: d.receivedAt,
    accountId: d.accountId,
    kind: d.kind,
    verdict: d.verdict,
    bytes: d.body.length,
    requestId: d.headers.requestid ?? null,
    orderID: fields.textOrNull('orderID', 'orderId'),
    userTaskID: fields.textOrNull('userTaskID', 'userTaskId'),
    body,
  }
}

function readable(text: string): Fields {
  try {
    return fieldsOf(parseLossless(text))
  } catch {
    return fieldsOf(null)
  }
}
