import type { TaskBreakdown } from '../../src-contract/model/board.ts'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { TaskDetail, TaskStat } from '../../src-contract/model/task.ts'
import type { TaskOutcome } from './board-reader.ts'

const HALF_HOUR_MS = 1_800_000

/**
 * Makes a task's breakdown of its counts, each slice with the filter that opens its orders. Keys of the slices: the status or `none`;
 * tag and name of an intent, or '' for none; `none`, `untold` or the state of the SMS; the agent's name or ''. Labels are the platform's
 * own words, where there are some; the catalogue has the others by key.
 */
export function toBreakdown(task: Pick<TaskDetail, 'accountId' | 'userTaskID' | 'stat'>, outcome: TaskOutcome): TaskBreakdown {
  const { stat } = task
  const within = (more: Partial<OrderFilter>): OrderFilter => ({ accountId: task.accountId, userTaskIDs: [task.userTaskID], ...more })
  return {
    byStatus: outcome.byStatus.map(({ callStatus, orders }) => {
      const key = callStatus === null ? 'none' : String(callStatus)
      return { key, label: key, count: orders, filter: within({ callStatus: [callStatus] }) }
    }),
    byIntent: outcome.byIntent.map(({ intentTag, intentName, orders }) => ({
      key: intentTag === '' && intentName === '' ? '' : `${intentTag}\n${intentName}`,
      label: [intentTag, intentName].filter(Boolean).join(' '),
      count: orders,
      filter: within({ intentTags: [intentTag], intentNames: [intentName] }),
    })),
    bySms: outcome.bySms.map(({ value, orders }) => {
      const state = value === 'none' || value === 'untold' ? value : Number(value)
      return { key: value, label: value, count: orders, filter: within({ sms: [state] }) }
    }),
    byAgent: outcome.byAgent.map(({ value, orders }) => ({
      key: value,
      label: value,
      count: orders,
      filter: within({ agents: [value] }),
    })),
    halfHours: outcome.halfHours
      .map(bar => ({ ...bar, filter: within({ lastCallFrom: bar.at, lastCallTo: bar.at + HALF_HOUR_MS }) }))
      .reverse(),
    rates: {
      answered: outcome.answered,
      finished: outcome.finished,
      total: outcome.total,
      calls: outcome.calls,
      answeredCalls: outcome.answeredCalls,
      platformCalls: stat?.totalCall ?? null,
      platformAnswerRate: readRate(stat?.answerRate, stat?.totalAnswerCall, stat?.totalCall),
      platformFinishRate: readRate(stat?.finishRate, stat?.finishOrderCount, stat?.totalOrderCount),
      roundingStep: stat ? roundingStep(stat) : null,
    },
  }
}

/** A rate nearer to a hundred times its counts than to them is in per cent: the unit is not documented (callbot-v3.md 4.1). */
function isPercent(rate: number, part: number, whole: number): boolean {
  if (rate > 1) return true
  return whole > 0 && part > 0 && Math.abs(rate - (100 * part) / whole) < Math.abs(rate - part / whole)
}

/** A rate of the platform as a fraction of 1; null when it told none, or one of nothing. */
function readRate(rate: number | null | undefined, part = 0, whole = 0): number | null {
  if (rate === null || rate === undefined || whole === 0) return null
  return isPercent(rate, part, whole) ? rate / 100 : rate
}

/** Two decimals of a fraction are hundredths of the orders; of a percentage, ten-thousandths. */
function roundingStep({ finishRate, finishOrderCount, totalOrderCount }: TaskStat): number | null {
  if (finishRate === null || totalOrderCount === 0) return null
  return totalOrderCount / (isPercent(finishRate, finishOrderCount, totalOrderCount) ? 10_000 : 100)
}
