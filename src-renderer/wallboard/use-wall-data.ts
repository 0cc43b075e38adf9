import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import { zoneSecondAt } from '../setup/task-clock.ts'
import { groupOf } from '../tasks/task-groups.ts'
import { useTaskFacts } from '../tasks/use-task-facts.ts'
import { hereZone } from '../ui/time-format.ts'
import { wallDay } from './day-sums.ts'
import { needsSomeone } from './needs-someone.ts'

/** The day's counts move on in steps, so that they are not counted anew with every webhook. */
const STEP_MS = 15_000
const WRONG_SINCE_MS = 3_600_000

/** Everything the wallboard shows of one account, kept fresh. */
export function useWallData(account: AccountView, now: number) {
  const accountId = account.id
  const zone = hereZone()
  const zoneSecond = zoneSecondAt(zone, now) ?? 0
  const stepOf = (ms: number) => Math.floor(now / ms) * ms
  const tasks = useQuery('tasks.list', { accountId }, { on: ['tasks', 'orders', 'submissions'], accountId })
  // The moment makes it another question every step.
  const today = useQuery('tasks.day', { accountId, timeZone: zone, at: stepOf(STEP_MS) }).data
  const facets = useQuery(
    'orders.facets',
    today && { filter: { accountId, lastCallFrom: today.from, lastCallTo: stepOf(STEP_MS) + 3_600_000 } },
  ).data
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel'] }).data
  const alerts = useQuery('alerts.list', {}, { on: ['alerts'] }).data
  const submissions = useQuery('submissions.list', { accountId }, { on: ['submissions'], accountId }).data
  const summary = useQuery('webhooks.summary', { accountId, since: stepOf(600_000) - WRONG_SINCE_MS }, { on: ['webhooks'], accountId }).data
  const map = useQuery('tasks.heatMap', { accountId, sceneID: null, timeZone: zone }).data

  const live = (tasks.data ?? []).filter(task => groupOf(task) === 'running' || groupOf(task) === 'paused').sort(mostUrgent)
  const facts = useTaskFacts(accountId, live, now, 'forecast')
  return {
    live,
    facts,
    facets,
    tunnel,
    day: wallDay({ today, map, zoneSecond, now }),
    dayIsTold: today !== null,
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
