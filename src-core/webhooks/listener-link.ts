import type { AccountService } from '../accounts/account-service.ts'
import { AppError } from '../app-error.ts'
import type { Log } from '../log.ts'
import { spawnThread } from '../threads/spawn.ts'
import type { ListenerFacts, ListenerThreadData, ReceivingAccount, StoredNotice } from './delivery.ts'

export interface ListenerLinkDeps {
  /** The listener thread's program. */
  readonly threadFile: string
  readonly dataDir: string
  readonly preferredPort: number
  readonly accounts: Pick<AccountService, 'records' | 'credentials'>
  readonly log: Log
  onStored(notice: StoredNotice): void
  /** Its problem came or went. */
  onStatus(): void
}

export interface ListenerLink {
  call<T>(method: string, params?: unknown): Promise<T>
  /** Null when the thread is gone. */
  facts(): Promise<ListenerFacts | null>
  /** Why the thread ended, when it did by itself. */
  death(): Error | null
  /** Tells the thread which accounts there are; it asks for their secrets anew. */
  sendAccounts(): Promise<void>
  close(): Promise<void>
}

/** A delivery lives for one turn of the event loop, so little is copied; Node's own 48 MB are filled with dead bodies before they are looked at. */
const limits = { maxYoungGenerationSizeMb: 6 }

/** Starts the listener thread and answers its questions: which accounts there are, and a secret when the first delivery needs it. */
export function createListenerLink(deps: ListenerLinkDeps): ListenerLink {
  const { accounts, log } = deps
  let death: Error | null = null
  const data: ListenerThreadData = { dataDir: deps.dataDir, preferredPort: deps.preferredPort }
  const { peer, close } = spawnThread(
    deps.threadFile,
    data,
    {},
    error => {
      death = error
      log.write('error', 'the webhook listener ended', { error })
      deps.onStatus()
    },
    limits,
  )
  let closed = false
  const giveSecret = async (accountId: string) => {
    const secret = await accounts.credentials(accountId).catch((error: unknown) => {
      if (error instanceof AppError) return null
      throw error
    })
    await peer.call('setSecret', { accountId, secret })
  }
  peer.onNotify((topic, value) => {
    if (topic === 'deliveries') deps.onStored(value as StoredNotice)
    if (topic === 'status') deps.onStatus()
    if (topic === 'needSecret')
      giveSecret((value as { accountId: string }).accountId).catch((error: unknown) => {
        if (!closed) log.write('error', 'the listener got no secret', { error })
      })
  })
  const started = sendAccounts().catch((error: unknown) => {
    if (!closed) log.write('error', 'the listener did not take its accounts', { error })
  })
  async function sendAccounts() {
    const known: ReceivingAccount[] = accounts.records().map(record => ({ id: record.id, kind: record.kind, token: record.webhookToken }))
    await peer.call('setAccounts', { accounts: known })
  }
  return {
    call: (method, params) => peer.call(method, params),
    async facts() {
      await started
      return death || closed ? null : peer.call<ListenerFacts>('facts').catch(() => null)
    },
    death: () => death,
    sendAccounts,
    async close() {
      closed = true
      await close()
    },
  }
}
