import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../src-core/app-error.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createOrderStore, type OrderStore } from '../../src-core/orders/order-store.ts'
import { createApplyTaskDelivery } from '../../src-core/tasks/apply-task-delivery.ts'
import { createTaskStore, type TaskStore } from '../../src-core/tasks/task-store.ts'
import { createApplyToCache } from '../../src-core/webhooks/apply-to-cache.ts'
import { createWebhookService, type WebhookService } from '../../src-core/webhooks/webhook-service.ts'
import { signCallbot, signNxlink } from '../../src-simulator/sign.ts'

export const threadFile = new URL('../../src-core/threads/listener.ts', import.meta.url).href

export interface FakeAccount {
  readonly id: string
  readonly kind: 'callbot' | 'nxlink'
  readonly identity: string
  /** Null while it cannot be read. */
  secret: string | null
  readonly webhookToken: string
}

export const callbotAccount = (more: Partial<FakeAccount> = {}): FakeAccount => ({
  id: 'account-1',
  kind: 'callbot',
  identity: 'uuid-1',
  secret: 'a very secret key',
  webhookToken: 'token-of-account-1',
  ...more,
})
export const nxlinkAccount = (more: Partial<FakeAccount> = {}): FakeAccount => ({
  id: 'account-2',
  kind: 'nxlink',
  identity: 'AK-1',
  secret: 'another secret',
  webhookToken: 'token-of-account-2',
  ...more,
})

export interface ReceivingRig {
  readonly service: WebhookService
  readonly accounts: FakeAccount[]
  readonly dataDir: string
  readonly cache: Db
  readonly orders: OrderStore
  readonly tasks: TaskStore
  readonly said: { level: string; message: string; error: unknown }[]
  /** An account was saved, given a secret, or removed. */
  changed(accountId: string): void
  url(kind?: 'task' | 'order' | 'call' | 'nxlink', account?: FakeAccount): Promise<string>
  /** Everything that belongs to one run; the folder stays. */
  close(): Promise<void>
}

export interface RigOptions {
  readonly dataDir?: string
  readonly port?: number
  readonly accounts?: FakeAccount[]
  readonly threadFile?: string
  /** Secrets are read only then, as from a keychain that asks its user first. */
  readonly secretsAfter?: Promise<void>
  readonly askSecretEveryMs?: number
}

/** The webhook service on its real listener thread, real files and the real appliers; the accounts are plain values. */
export function openReceivingRig(given: RigOptions = {}): ReceivingRig {
  const dataDir = given.dataDir ?? mkdtempSync(join(tmpdir(), 'callboard-webhooks-'))
  const accounts = given.accounts ?? [callbotAccount()]
  const cache = openDatabase({ path: join(dataDir, 'cache.db'), ...databases.cache })
  const orders = createOrderStore(cache)
  const tasks = createTaskStore(cache)
  const listeners: ((id: string) => void)[] = []
  const said: ReceivingRig['said'] = []
  const bus = { emit: () => undefined }
  const service = createWebhookService({
    threadFile: given.threadFile ?? threadFile,
    dataDir,
    preferredPort: given.port ?? 0,
    ...(given.askSecretEveryMs === undefined ? {} : { askSecretEveryMs: given.askSecretEveryMs }),
    accounts: {
      records: () => accounts as never,
      async credentials(id) {
        await given.secretsAfter
        const of = accounts.find(account => account.id === id)
        if (!of?.secret) throw new AppError('secret_missing', { label: id })
        return of.kind === 'callbot'
          ? { kind: 'callbot', baseUrl: '', uuid: of.identity, secretKey: of.secret, algorithm: 'SHA256' }
          : { kind: 'nxlink', baseUrl: '', accessKey: of.identity, accessSecret: of.secret, algorithm: 'MD5' }
      },
      onChange: listener => void listeners.push(listener),
    },
    bus,
    log: { write: (level, message, facts) => void said.push({ level, message, error: facts?.error }), hide: () => undefined },
    cache,
    apply: createApplyToCache({ orders, applyTask: createApplyTaskDelivery({ tasks, bus }), bus }),
    rolledBack: () => orders.rolledBack(),
    taskName: (accountId, userTaskID) => tasks.get(accountId, userTaskID)?.taskName ?? null,
    listenerRestarted: () => undefined,
    forgetAccount: id => {
      orders.forgetAccount(id)
      tasks.forgetAccount(id)
    },
  })
  return {
    service,
    accounts,
    dataDir,
    cache,
    orders,
    tasks,
    said,
    changed: id => {
      for (const listener of listeners) listener(id)
    },
    async url(kind = 'order', account = accounts[0] as FakeAccount) {
      const urls = await service.callbackUrls(account.id)
      if (!urls) throw new Error('nothing listens')
      return kind === 'nxlink' ? urls.nxlinkUrl : urls[`${kind}CallbackUrl`]
    },
    async close() {
      await service.close()
      cache.close()
    },
  }
}

/** Closes a rig and removes its folder. */
export async function dropRig(rig: ReceivingRig): Promise<void> {
  await rig.close()
  rmSync(rig.dataDir, { recursive: true, force: true })
}

let count = 0
/** Headers of a delivery as Callbot signs them; by the simulator's code, which is not ours. */
export function signed(
  body: string | Uint8Array,
  given: { algorithm?: 'MD5' | 'SHA256'; secretKey?: string; uuid?: string; requestID?: string; at?: number } = {},
): Record<string, string> {
  count += 1
  const parts = {
    requestID: given.requestID ?? `req-${count}`,
    createTs: String(Math.floor((given.at ?? Date.now()) / 1000)),
    uuid: given.uuid ?? 'uuid-1',
  }
  const sign = signCallbot(given.algorithm ?? 'SHA256', { ...parts, secretKey: given.secretKey ?? 'a very secret key', body })
  return { 'content-type': 'application/json', ...parts, sign }
}

/** The same as NXLink signs its record push (nxlink-cc.md 6). */
export function signedNxlink(body: string, ts = Date.now()): Record<string, string> {
  const parts = { accessKey: 'AK-1', ts: String(ts), bizType: '8', action: 'callback' }
  return { 'content-type': 'application/json', ...parts, sign: signNxlink('MD5', { ...parts, accessSecret: 'another secret', body }) }
}

export interface Answered {
  readonly status: number
  readonly body: string
}

/** One request on a connection of its own. */
export function post(url: string, body: string | Uint8Array, headers: Record<string, string> = {}, method = 'POST'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const out = request(
      url,
      { method, agent: false, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
        response.on('error', reject)
      },
    )
    out.on('error', reject)
    out.end(body)
  })
}

/** The body of an order webhook. */
export const orderBody = (orderID: string, more: Record<string, unknown> = {}, call: Record<string, unknown> = {}): string =>
  JSON.stringify({
    callbackType: '1',
    orderID,
    userPhone: '56912345678',
    userName: 'Ana',
    sceneID: 's1',
    userTaskID: 'task-1',
    taskID: '77',
    finish: true,
    other: '',
    callInfoDetail: {
      callID: `c-${orderID}`,
      callStatus: 6,
      callStartTs: 1_790_000_000,
      callAnswerTs: 1_790_000_005,
      callEndTs: 1_790_000_065,
      callDuration: 60,
      ...call,
    },
    ...more,
  })

/** The body of a task webhook. */
export const taskBody = (userTaskID: string, taskStatus: number, done = 0): string =>
  JSON.stringify({
    callbackType: 1,
    userTaskID,
    taskID: 't1',
    sceneID: 's1',
    taskStatus,
    createTs: 1_790_000_000,
    taskStat: {
      answerOrderCount: done,
      finishOrderCount: done,
      totalOrderCount: 10,
      finishRate: done / 10,
      totalAnswerCall: done,
      totalCall: done,
      answerRate: done > 0 ? 1 : 0,
    },
  })
