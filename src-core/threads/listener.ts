import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, asSystemError, toWireError } from '../app-error.ts'
import { openOurs } from '../db/open-ours.ts'
import type { ListenerFacts, ListenerThreadData, Verdict } from '../webhooks/delivery.ts'
import { createDeliveryStore } from '../webhooks/delivery-store.ts'
import { createReceiver } from '../webhooks/receiver.ts'
import { createPeer } from './peer.ts'

/** The listener thread: the one writer of `inbox.db`. It stores and answers; everything else is the core's. */
function runListenerThread(): void {
  if (!parentPort) throw new Error('the listener thread needs a parent')
  const { dataDir, preferredPort } = workerData as ListenerThreadData
  const db = openOurs('inbox', dataDir)
  const store = createDeliveryStore(db)
  const named = (error: unknown) =>
    toWireError(
      asSystemError(error, join(dataDir, 'inbox.db')) ??
        new AppError('listener_failed', { detail: error instanceof Error ? error.message : String(error) }),
    )
  const totals = { ...store.totals() }
  let accounts = new Map<string, string>()
  let facts: Pick<ListenerFacts, 'state' | 'port' | 'problem'> = { state: 'failed', port: null, problem: null }

  const receiver = createReceiver({
    accountOf: token => accounts.get(token),
    now: () => Date.now(),
    store(list) {
      try {
        store.add(list)
        facts = { ...facts, problem: null }
        totals.received += list.length
        totals.lastAt = list.at(-1)?.receivedAt ?? totals.lastAt
      } catch (error) {
        facts = { ...facts, problem: named(error) }
        throw error
      } finally {
        peer.notify('deliveries', {})
      }
    },
  })
  const ready = receiver.listen(preferredPort).then(
    port => {
      facts = { state: 'listening', port, problem: null }
    },
    (error: unknown) => {
      facts = { state: 'failed', port: null, problem: named(error) }
    },
  )
  const peer = createPeer(parentPort, {
    setTokens({ tokens }: { tokens: readonly (readonly [string, string])[] }) {
      accounts = new Map(tokens)
    },
    async facts(): Promise<ListenerFacts> {
      await ready
      return { ...facts, ...totals }
    },
    after: ({ id, limit }: { id: number; limit: number }) => store.after(id, limit),
    unchecked: ({ accountId, after, limit }: { accountId: string; after: number; limit: number }) =>
      store.unchecked(accountId, after, limit),
    page: ({ before, limit }: { before: number | null; limit: number }) => store.page(before, limit),
    setVerdicts: ({ verdicts }: { verdicts: readonly { id: number; verdict: Verdict }[] }) => store.setVerdicts(verdicts),
    async close() {
      await ready
      await receiver.close()
      db.close()
    },
  })
}

runListenerThread()
