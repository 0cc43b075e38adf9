import type { WireError } from '../../src-contract/result.ts'
import type { AccountService } from '../accounts/account-service.ts'
import { AppError, fromWireError } from '../app-error.ts'
import type { Log } from '../log.ts'
import { keepThread } from '../threads/keep-thread.ts'
import type { Peer } from '../threads/peer.ts'
import { spawnThread } from '../threads/spawn.ts'
import type { ListenerFacts, ListenerThreadData, ReceivingAccount, StoredNotice } from './delivery.ts'
import type { ProbeSecret } from './tunnel-probe.ts'

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
  /** An account's secret came after deliveries had gone on unchecked. */
  onLateSecret(accountId: string): void
  /** An account's secret that a delivery needs cannot be read right now. */
  onNoSecret(accountId: string): void
  /** The thread ended by itself and another one runs; `removed` as `sendAccounts` answers them. */
  onRestart(removed: readonly string[]): void
}

export interface ListenerLink {
  call<T>(method: string, params?: unknown): Promise<T>
  /** Null when the thread is gone. */
  facts(): Promise<ListenerFacts | null>
  /** Why there is no thread at the moment; it is started again by itself. */
  death(): Error | null
  /** What a probe through the tunnel has to prove; kept for a thread that is started again. */
  setProbe(probe: ProbeSecret): Promise<void>
  /**
   * Tells the thread which accounts there are; it asks for their secrets anew. Answers the removed ones whose deliveries are still there,
   * and takes nothing more for them from then on.
   */
  sendAccounts(): Promise<readonly string[]>
  /** The same answer as the thread gave it at its start; none when it did not. */
  removedBefore(): Promise<readonly string[]>
  /** Reads an account's secret and hands it to the thread; false when it cannot be read. Throws when the thread is gone. */
  giveSecret(accountId: string): Promise<boolean>
  /** Notes on disk that an account is about to be removed. `listener_failed` when the thread is gone. */
  noteRemoval(accountId: string): Promise<void>
  close(): Promise<void>
}

/** A delivery lives for one turn of the event loop, so little is copied; Node's own 48 MB are filled with dead bodies before they are looked at. */
const limits = { maxYoungGenerationSizeMb: 6 }

const FIRST_REST_MS = 1_000

/** Starts the listener thread, again when it ends, and answers its questions: which accounts there are, and a secret when the first delivery needs it. */
export function createListenerLink(deps: ListenerLinkDeps): ListenerLink {
  const { accounts, log } = deps
  let closed = false
  // Tasks were created with the port of the first one.
  let port = deps.preferredPort
  let probe: ProbeSecret | null = null
  const kept = keepThread({
    start(onDeath) {
      const data: ListenerThreadData = { dataDir: deps.dataDir, preferredPort: port }
      const thread = spawnThread(deps.threadFile, data, {}, onDeath, limits)
      hear(thread.peer)
      return thread
    },
    died(error) {
      log.write('error', 'the webhook listener ended, it is started again', { error })
      deps.onStatus()
    },
    async again() {
      if (probe) await kept.peer().call('setProbe', probe)
      deps.onRestart(await sendAccounts())
      log.write('info', 'the webhook listener runs again')
      deps.onStatus()
    },
    firstRestMs: FIRST_REST_MS,
  })
  const giveSecret = async (peer: Peer, accountId: string): Promise<boolean> => {
    const secret = await accounts.credentials(accountId).catch((error: unknown) => {
      if (error instanceof AppError) return null
      throw error
    })
    if (await peer.call<boolean>('setSecret', { accountId, secret })) deps.onLateSecret(accountId)
    return secret !== null
  }
  const answerWithSecret = async (peer: Peer, accountId: string) => {
    try {
      if (await giveSecret(peer, accountId)) return
    } catch (error) {
      if (!closed) log.write('error', 'the listener got no secret', { error })
    }
    deps.onNoSecret(accountId)
  }
  function hear(peer: Peer): void {
    peer.onNotify((topic, value) => {
      if (topic === 'deliveries') deps.onStored(value as StoredNotice)
      if (topic === 'status') deps.onStatus()
      if (topic === 'notDeleted')
        log.write('warn', 'deliveries of a removed account cannot be deleted yet', { error: fromWireError(value as WireError) })
      if (topic === 'needSecret') void answerWithSecret(peer, (value as { accountId: string }).accountId)
    })
  }
  const started = sendAccounts().catch((error: unknown): readonly string[] => {
    if (!closed) log.write('error', 'the listener did not take its accounts', { error })
    return []
  })
  function sendAccounts(): Promise<readonly string[]> {
    const known: ReceivingAccount[] = accounts.records().map(record => ({ id: record.id, kind: record.kind, token: record.webhookToken }))
    return kept.peer().call('setAccounts', { accounts: known })
  }
  return {
    call: (method, params) => kept.peer().call(method, params),
    async facts() {
      await started
      if (kept.death() || closed) return null
      const facts = await kept
        .peer()
        .call<ListenerFacts>('facts')
        .catch(() => null)
      port = facts?.port ?? port
      return facts
    },
    death: kept.death,
    async setProbe(next) {
      probe = next
      await kept.peer().call('setProbe', next)
    },
    sendAccounts,
    removedBefore: () => started,
    giveSecret: accountId => giveSecret(kept.peer(), accountId),
    async noteRemoval(accountId) {
      await kept
        .peer()
        .call('noteRemoval', { accountId })
        .catch((error: unknown) => {
          const death = kept.death()
          throw death ? new AppError('listener_failed', { detail: death.message }) : error
        })
    },
    async close() {
      closed = true
      await kept.close()
    },
  }
}
