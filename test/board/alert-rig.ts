import { onTestFinished } from 'vitest'
import type { AlertRules } from '../../src-contract/model/board.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import type { TunnelState } from '../../src-contract/model/tunnel.ts'
import { defaultAlertRules } from '../../src-core/board/alert-rules.ts'
import { createAlertStore } from '../../src-core/board/alert-store.ts'
import { createAlertWatch } from '../../src-core/board/alert-watch.ts'
import type { Notice } from '../../src-core/board/notice-words.ts'
import { createStuckSubmissions } from '../../src-core/board/stuck-submissions.ts'
import { createWatchedTasks } from '../../src-core/board/watched-tasks.ts'
import type { Db } from '../../src-core/db/open.ts'
import { openOurs } from '../../src-core/db/open-ours.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { createTaskSigns } from '../../src-core/tasks/task-signs.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { openOrders, record } from '../orders/with-orders.ts'

export const MINUTE = 60_000
/** Tuesday 2026-03-03, 12:00 UTC. */
export const NOON = Date.parse('2026-03-03T12:00:00Z')

/** 08:00 to 18:00 UTC on every day, callbacks to our listener. */
export const form = {
  kind: 'callbot',
  timeZone: 'UTC',
  startupType: 3,
  startupAt: '',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  halfHours: Array.from({ length: 20 }, (_, slot) => slot + 16),
  callbacks: { mode: 'listener' },
} as unknown as CallbotForm

/** Alerts over a real ledger, a real cache and its reader thread; only the clock is held. */
export function openAlertRig() {
  const on = openOrders(1)
  const ledger: Db = openOurs('ledger', emptyFolder())
  const clock = { now: NOON }
  const sleepers = new Set<{ until: number; wake: () => void }>()
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>(resolve => {
      const sleeper = {
        until: clock.now + ms,
        wake: () => {
          sleepers.delete(sleeper)
          resolve()
        },
      }
      sleepers.add(sleeper)
      signal?.addEventListener('abort', sleeper.wake, { once: true })
    })
  const bus = createEventBus(1)
  const tasks = createTaskStore(on.db)
  const notices: Notice[] = []
  const given: { rules: AlertRules; tunnel: TunnelState | null; launched: boolean } = {
    rules: defaultAlertRules,
    tunnel: null,
    launched: false,
  }
  const store = createAlertStore(ledger)
  const open = () =>
    createAlertWatch({
      store,
      rules: () => given.rules,
      tasks: createWatchedTasks({
        accountIds: () => ['acc'],
        tasks,
        orders: on.store,
        signs: createTaskSigns(on.db),
        launchedWith: () => (given.launched ? { id: 's1', launch: { form, at: NOON - 86_400_000, zoneSecond: 0 } } : null),
        hasWayIn: () => given.tunnel !== null,
      }),
      readers: on.readers,
      stuck: createStuckSubmissions(ledger),
      tunnel: () => given.tunnel,
      clock: { now: () => clock.now, sleep },
      bus,
      notify: notice => void notices.push(notice),
      log: { write: () => undefined, hide: () => undefined },
      gapMs: 0,
    })
  const watch = open()
  onTestFinished(async () => {
    await watch.close()
    bus.close()
    ledger.close()
    await on.close()
  })
  let orders = 0
  return {
    on,
    /** Writes to the ledger what another area would. */
    ledger: (sql: string): void => void ledger.exec(sql),
    clock,
    /** Lets time pass for whoever waits for it. */
    pass(ms: number) {
      clock.now += ms
      for (const { until, wake } of sleepers) if (until <= clock.now) wake()
    },
    bus,
    tasks,
    notices,
    given,
    store,
    watch,
    /** Another one over the same files, as after a restart. */
    reopen: open,
    task(userTaskID: string, taskStatus: number, at = clock.now) {
      tasks.upsert(
        [
          {
            accountId: 'acc',
            userTaskID,
            taskID: null,
            taskName: `Wave ${userTaskID}`,
            sceneID: 's',
            taskStatus,
            createdAt: 1,
            stat: null,
            raw: '{}',
          },
        ],
        'pulled',
        at,
      )
    },
    /** Ended calls of new orders that began at `at`, pulled now: so many with each status. */
    calls(userTaskID: string, at: number, byStatus: Readonly<Record<number, number>>) {
      const records = Object.entries(byStatus).flatMap(([status, count]) =>
        Array.from({ length: count }, () => {
          orders += 1
          return record(
            `o${orders}`,
            { userTaskID, finish: Number(status) > 5 },
            {
              callStatus: Number(status),
              callStartTs: Math.floor(at / 1000),
              callEndTs: Number(status) > 5 ? Math.floor(at / 1000) + 20 : 0,
            },
          )
        }),
      )
      on.store.upsertOrders('acc', records, 'pulled', clock.now)
    },
    /** A signed webhook of the task. */
    delivery(userTaskID: string, at: number) {
      orders += 1
      on.db
        .prepare(
          "INSERT INTO delivery_fact (delivery_id, account_id, received_at, kind, standing, effect, user_task_id, bytes) VALUES (?, 'acc', ?, 'order', 'verified', 'changed', ?, 2)",
        )
        .run(orders, at, userTaskID)
    },
    /** Kinds of what has not ended. */
    ringing: () => [...store.open().values()].map(alert => alert.kind),
  }
}
