import { onTestFinished } from 'vitest'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { databases } from '../../src-core/db/open-ours.ts'
import { createGapStore } from '../../src-core/tunnels/gap-store.ts'
import { createTunnelService } from '../../src-core/tunnels/tunnel-service.ts'
import { createTunnelStore } from '../../src-core/tunnels/tunnel-store.ts'
import { until } from '../core/open-test-core.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { callbotAccount, dropRig, openReceivingRig, orderBody, post, signed } from '../webhooks/receiving-rig.ts'
import { patientTimings } from './tunnel-console.ts'

/** A tunnel service that is not started, over a real listener and a real ledger with one task; the clock and its pauses are the test's. */
export async function openTunnelRig() {
  const rig = openReceivingRig()
  onTestFinished(() => dropRig(rig))
  const url = `http://127.0.0.1:${await rig.service.port()}`
  const dataDir = emptyFolder()
  const ledger = openDatabase({ path: `${dataDir}/ledger.db`, ...databases.ledger })
  onTestFinished(() => void ledger.close())
  ledger.exec(`INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at)
    VALUES ('s1', 'near', 'callbot', 'u1', 'Wave 1', 'l', 'l', '{}', 'done', 1, 1, 1)`)
  const time = { now: Date.now() }
  rig.tasks.launched({
    accountId: 'near',
    userTaskID: 'u1',
    taskID: null,
    taskName: 'Wave 1',
    sceneID: 's',
    at: time.now,
    watchUntil: time.now,
  })
  const given = { hangs: false }
  const pauses = new Set<() => void>()
  const asked: string[] = []
  const callbot = {
    listTask: async ({ queryConditions }: { queryConditions: { userTaskID?: readonly string[] } }) => {
      asked.push(...(queryConditions.userTaskID ?? []))
      return { value: { tasks: [], totalCount: 0 } }
    },
    listOrder: async () => ({ value: { orders: [], totalCount: 0 } }),
  }
  const service = createTunnelService({
    dataDir,
    ledger,
    keychain: { state: async () => ({ state: 'none', detail: '' }), get: async () => null, set: async () => {}, remove: async () => {} },
    webhooks: { ...rig.service, throughTunnel: () => (given.hangs ? new Promise(() => undefined) : rig.service.throughTunnel()) },
    account: () => ({ baseUrl: url, kind: 'callbot' }),
    api: { callbot: () => callbot as never, nxlink: () => Promise.reject(new Error('none')) },
    tasks: rig.tasks,
    orders: rig.orders,
    audit: { add: () => undefined },
    bus: { emit: () => undefined },
    log: { write: () => undefined, hide: () => undefined },
    clock: {
      now: () => time.now,
      sleep: (_ms, signal) =>
        new Promise(resolve => {
          const end = () => {
            pauses.delete(end)
            resolve()
          }
          if (signal?.aborted) return resolve()
          pauses.add(end)
          signal?.addEventListener('abort', end)
        }),
    },
    timings: patientTimings,
    pollMs: () => 1,
    urlChanged: () => undefined,
  })
  onTestFinished(() => service.close())
  const settings: TunnelSettings = { provider: 'own', publicUrl: url, monthlyQuota: null }
  return {
    service,
    settings,
    /** `hangs`: the listener does not say what came through. */
    given,
    time,
    /** Every pause that lasts now is over. */
    endPauses: () => [...pauses].forEach(end => void end()),
    asked,
    gaps: createGapStore(ledger),
    store: createTunnelStore(ledger),
    /** A request of the task's submission left with this tunnel's address. */
    taskLeaves: () =>
      service.ways.sentWith('s1', {
        taskCallbackUrl: `${url}/cb/t/task`,
        orderCallbackUrl: `${url}/cb/t/order`,
        callCallbackUrl: `${url}/cb/t/call`,
      }),
    /** A verified webhook comes through the tunnel. */
    async webhookComes() {
      const body = orderBody('o1')
      await post(await rig.url('order', callbotAccount()), body, { ...signed(body), host: 'hooks.example.com' })
    },
    reaches: (holds: () => boolean) => until(() => (holds() ? true : null)),
  }
}

/** The same with a tunnel of somebody's own that is live, and the task calls back through it. */
export async function openAwaited() {
  const tunnel = await openTunnelRig()
  const { service, settings, reaches, taskLeaves } = tunnel
  service.start()
  await service.save({ settings })
  await reaches(() => service.state().state === 'live')
  taskLeaves()
  return tunnel
}
