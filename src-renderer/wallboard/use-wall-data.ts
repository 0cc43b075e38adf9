import { useMemo } from 'react'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { zoneSecondAt } from '../setup/task-clock.ts'
import { groupOf } from '../tasks/task-groups.ts'
import { useTaskFacts } from '../tasks/use-task-facts.ts'
import { hereZone } from '../ui/time-format.ts'
import { startOfDay, wallDay } from './day-sums.ts'
import { needsSomeone } from './needs-someone.ts'

/** The day's counts move on in steps, so that they are not counted anew with every webhook. */
const STEP_MS = 15_000
const WRONG_SINCE_MS = 3_600_000

/** Everything the wallboard shows of one account, kept fresh. */
export function useWallData(account: AccountView, now: number) {
  const accountId = account.id
  const zone = hereZone()
  const zoneSecond = zoneSecondAt(zone, now) ?? 0
  const dayStart = startOfDay(now, zoneSecond)
  const step = Math.floor(now / STEP_MS) * STEP_MS
  const tasks = useQuery('tasks.list', { accountId }, { on: ['tasks', 'orders', 'submissions'], accountId })
  // The end of the span makes it another question every step.
  const facets = useQuery('orders.facets', { filter: { accountId, lastCallFrom: dayStart, lastCallTo: step + 3_600_000 } })
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel'] }).data
  const alerts = useQuery('alerts.list', {}, { on: ['alerts'] }).data
  const submissions = useQuery('submissions.list', { accountId }, { on: ['submissions'], accountId }).data
  const hour = Math.floor(now / 600_000) * 600_000
  const summary = useQuery('webhooks.summary', { accountId, since: hour - WRONG_SINCE_MS }, { on: ['webhooks'], accountId }).data
  const map = useQuery('tasks.heatMap', { accountId, sceneID: null, timeZone: zone }).data

  const live = (tasks.data ?? []).filter(task => groupOf(task) === 'running' || groupOf(task) === 'paused').sort(mostUrgent)
  const calledToday = new Set(facets.data?.tasks.map(task => task.userTaskID))
  const others = (tasks.data ?? []).filter(task => !live.includes(task) && calledToday.has(task.userTaskID))
  const facts = useTaskFacts(accountId, [...live, ...others], now)
  const bars = useMemo(() => [...facts.values()].map(fact => fact.halfHours ?? []), [facts])
  return {
    live,
    facts,
    facets: facets.data,
    tunnel,
    day: wallDay({ bars, map, zoneSecond, now }),
    /** Every task with calls today has told its half-hours; before that the sums of the day are too small. */
    dayIsWhole: facets.data !== null && [...live, ...others].every(task => facts.has(task.userTaskID)),
    historyFrom: map?.from ?? null,
    needs: needsSomeone({
      account,
      submissions: submissions ?? [],
      tunnel,
      summary,
      alerts: alerts ?? [],
    }),
    newestAt: (tasks.data ?? []).reduce<number | null>(
      (latest, { countsFreshAt: at }) => (at !== null && at > (latest ?? 0) ? at : latest),
      null,
    ),
    loading: tasks.data === null,
    error: tasks.error,
  }
}

/** Running before paused, the largest remainder first: what stands on the first page matters most. */
function mostUrgent(a: TaskRow, b: TaskRow): number {
  const rank = (task: TaskRow) => (groupOf(task) === 'running' ? 0 : 1)
  const left = (task: TaskRow) => task.counts.total - task.counts.finished
  return rank(a) - rank(b) || left(b) - left(a)
}
