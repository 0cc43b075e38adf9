import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { ReceivingRules, TurnedAway } from '../../src-contract/model/webhook.ts'
import { AppError, asSystemError, toWireError } from '../app-error.ts'
import { openOurs } from '../db/open-ours.ts'
import { createAnswerTimes } from '../webhooks/answer-times.ts'
import type { WebhookSecret } from '../webhooks/check-delivery.ts'
import { createDeleteRemoved } from '../webhooks/delete-removed.ts'
import type { ListenerFacts, ListenerThreadData, ReceivingAccount, StoredNotice, Verdict } from '../webhooks/delivery.ts'
import { createDeliveryStore } from '../webhooks/delivery-store.ts'
import { createReceiver } from '../webhooks/receiver.ts'
import { createReceivingGate } from '../webhooks/receiving-gate.ts'
import { createReceivingRulesStore } from '../webhooks/receiving-rules.ts'
import { createRemovedAccounts } from '../webhooks/removed-accounts.ts'
import { createTunnelDoor } from '../webhooks/tunnel-door.ts'
import type { ProbeSecret } from '../webhooks/tunnel-probe.ts'
import { createPeer } from './peer.ts'

/** After a failed commit the disk is tried so often, until it takes something again. */
const TRY_DISK_MS = 2_000

/** The listener thread: the one writer of `inbox.db`. It checks, stores and answers; everything else is the core's. */
function runListenerThread(): void {
  if (!parentPort) throw new Error('the listener thread needs a parent')
  const { dataDir, preferredPort } = workerData as ListenerThreadData
  const db = openOurs('inbox', dataDir)
  // Deliveries are appended and not read here; without a limit the pages of large ones would fill 16 MB.
  db.pragma('cache_size = -2000')
  // What is deleted here are phone numbers. Only deleting pays for it, and deliveries are appended.
  db.pragma('secure_delete = ON')
  const store = createDeliveryStore(db)
  const named = (error: unknown) =>
    toWireError(
      asSystemError(error, join(dataDir, 'inbox.db')) ??
        new AppError('listener_failed', { detail: error instanceof Error ? error.message : String(error) }),
    )
  const removed = createRemovedAccounts(db)
  const deleteRemoved = createDeleteRemoved({ removed, failed: error => peer.notify('notDeleted', named(error)) })
  /** Noted as removed, and the core knows nothing of them any more. */
  let gone: readonly string[] = []
  const totals = { ...store.totals() }
  const times = createAnswerTimes()
  const turnedAway = new Map<TurnedAway, number>()
  let facts: Pick<ListenerFacts, 'state' | 'port' | 'problem'> = { state: 'failed', port: null, problem: null }
  let trying: NodeJS.Timeout | null = null

  /** Says so when a problem comes or goes; with none left nothing is tried any more. */
  const setProblem = (problem: ListenerFacts['problem']) => {
    if (problem?.code !== facts.problem?.code) peer.notify('status', {})
    facts = { ...facts, problem }
    if (problem || !trying) return
    clearInterval(trying)
    trying = null
  }
  /** So that the problem goes away by itself, also while nobody sends anything. */
  const tryDisk = () => {
    trying ??= setInterval(() => {
      try {
        store.tryDisk()
        setProblem(null)
      } catch (error) {
        setProblem(named(error))
      }
    }, TRY_DISK_MS)
  }
  const gate = createReceivingGate({
    store,
    rules: createReceivingRulesStore(db),
    needSecret: accountId => peer.notify('needSecret', { accountId }),
    now: () => Date.now(),
  })
  const tunnel = createTunnelDoor(() => facts.port)
  const receiver = createReceiver({
    tunnel,
    accountOf: gate.accountOf,
    judge: gate.judge,
    mayKeep: gate.mayKeep,
    nonce: store.nonce(),
    now: () => Date.now(),
    turnedAway: reason => void turnedAway.set(reason, (turnedAway.get(reason) ?? 0) + 1),
    store(list) {
      try {
        const firstId = store.add(list)
        if (facts.problem) setProblem(null)
        totals.received = firstId + list.length - 1
        totals.lastAt = list.at(-1)?.receivedAt ?? totals.lastAt
        tunnel.took(list)
        return firstId
      } catch (error) {
        setProblem(named(error))
        tryDisk()
        throw error
      } finally {
        gate.committed()
      }
    },
    answered(firstId, answerMs) {
      times.add(answerMs)
      peer.notify('deliveries', { firstId, answerMs: answerMs.map(ms => Math.round(ms * 10) / 10) } satisfies StoredNotice)
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
    noteRemoval: ({ accountId }: { accountId: string }) => removed.note(accountId, Date.now()),
    setAccounts({ accounts }: { accounts: readonly ReceivingAccount[] }) {
      gate.setAccounts(accounts)
      // The last that was taken for an account that goes is in the table before its deliveries are deleted.
      receiver.commit()
      gone = removed.among(accounts.map(account => account.id))
      return gone
    },
    deleteDeliveries: ({ accountIds }: { accountIds: readonly string[] }) =>
      deleteRemoved.start(accountIds.filter(id => gone.includes(id))),
    setSecret({ accountId, secret }: { accountId: string; secret: WebhookSecret | null }) {
      const wasLate = gate.setSecret(accountId, secret)
      // What went on without it is in the table when the core looks for it.
      if (wasLate) receiver.commit()
      return wasLate
    },
    async facts(): Promise<ListenerFacts> {
      await ready
      return {
        ...facts,
        ...totals,
        answerMs: times.read(),
        connections: receiver.connections(),
        turnedAway: [...turnedAway].map(([reason, count]) => ({ reason, count })),
        notKept: gate.notKept(),
      }
    },
    setProbe: (probe: ProbeSecret) => tunnel.setProbe(probe),
    throughTunnel: () => tunnel.counts(),
    nonce: () => store.nonce(),
    rules: ({ accountId }: { accountId: string }) => gate.rules(accountId),
    setRules: ({ accountId, rules }: { accountId: string; rules: ReceivingRules }) => gate.setRules(accountId, rules),
    setVerdicts: ({ verdicts }: { verdicts: readonly { id: number; verdict: Verdict; marks: number }[] }) => store.setVerdicts(verdicts),
    removeTests: ({ accountId }: { accountId: string }) => store.removeTests(accountId),
    async close() {
      if (trying) clearInterval(trying)
      deleteRemoved.close()
      await ready
      await receiver.close()
      db.close()
    },
  })
}

runListenerThread()
