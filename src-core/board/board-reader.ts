import type { DayOfCalls, HeatMap } from '../../src-contract/model/board.ts'
import type { Db } from '../db/open.ts'
import { dayOf } from '../tasks/zone-time.ts'
import { toDayOfCalls } from './day-of-calls.ts'
import { toHeatMap } from './heat-map.ts'

/** What the board asks a reader thread. `userTaskID` is the caller's id of the task. */
export type BoardQuestion =
  | { readonly about: 'outcome'; readonly accountId: string; readonly userTaskID: string; readonly zoneSecond: number }
  | { readonly about: 'minutes'; readonly accountId: string; readonly userTaskID: string; readonly count: number }
  | {
      readonly about: 'pulse'
      readonly accountId: string
      /** Each with the minutes that count as now; `to` is exclusive. */
      readonly tasks: readonly { readonly userTaskID: string; readonly from: number; readonly to: number }[]
      /** Statuses of so many last calls. */
      readonly sample: number
    }
  | { readonly about: 'heatMap'; readonly accountId: string; readonly sceneID: string | null; readonly timeZone: string }
  /** The day of the zone in which `at` lies. */
  | { readonly about: 'day'; readonly accountId: string; readonly timeZone: string; readonly at: number }

/** Calls that began in one minute of UTC, `at` its start; `finished` are the orders whose last call is among them and who are done. */
export interface CallMinute {
  readonly at: number
  readonly calls: number
  readonly ended: number
  readonly answered: number
  readonly finished: number
}

/** How a task's calls end: in the minutes asked for, in all before them, and the statuses of its newest ended calls. */
export interface TaskPulse {
  readonly userTaskID: string
  readonly recent: { readonly ended: number; readonly answered: number }
  readonly earlier: { readonly ended: number; readonly answered: number }
  readonly lastStatuses: readonly number[]
  /** Begin of the oldest call of that sample. */
  readonly sampleFrom: number | null
}

/** Orders of a task by what became of them, as the kept counts say. */
export interface TaskOutcome {
  readonly byStatus: readonly { readonly callStatus: number | null; readonly orders: number }[]
  /** Every pair of a tag and a name that stands in an order, also as its second intent, with the orders that a filter on both finds. */
  readonly byIntent: readonly { readonly intentTag: string; readonly intentName: string; readonly orders: number }[]
  readonly bySms: readonly { readonly value: string; readonly orders: number }[]
  readonly byAgent: readonly { readonly value: string; readonly orders: number }[]
  /** Newest first. */
  readonly halfHours: readonly { readonly at: number; readonly calls: number; readonly answered: number; readonly orders: number }[]
  readonly total: number
  readonly finished: number
  readonly answered: number
  readonly calls: number
  readonly answeredCalls: number
}

interface Answers {
  readonly outcome: TaskOutcome
  readonly minutes: CallMinute[]
  readonly pulse: TaskPulse[]
  readonly heatMap: HeatMap
  readonly day: DayOfCalls
}
export type BoardAnswer<Q extends BoardQuestion> = Answers[Q['about']]

const HALF_HOURS = 48
const MINUTE_MS = 60_000
/** Asked now and then while the counts are summed: `go()` throws when the question has been given up. */
const STOP_HERE = '((minute & 511) <> 0 OR go())'

/** Answers the board inside a reader thread, from counts that are kept with the orders; `go()` must be defined on the connection. */
export function createBoardReader(db: Db): <Q extends BoardQuestion>(question: Q) => BoardAnswer<Q> {
  const task = db.prepare(
    'SELECT task_no AS taskNo, account_no AS accountNo FROM order_task JOIN order_account USING (account_no) WHERE account_id = ? AND user_task_id = ?',
  )
  const totals = db.prepare(`
    SELECT nullif(call_status, -1) AS callStatus, finish, intent_tag AS intentTag, intent_name AS intentName, sum(orders) AS orders, sum(answered) AS answered
    FROM order_total WHERE task_no = ? GROUP BY 1, 2, 3, 4`)
  const more = db.prepare(`
    SELECT intent_tag AS intentTag, intent_name AS intentName, more_intents AS more, count(*) AS orders FROM orders INDEXED BY orders_more_intents
    WHERE account_no = @accountNo AND more_intents IS NOT NULL AND +task_no = @taskNo AND ((row_id & 1023) <> 0 OR go()) GROUP BY 1, 2, 3`)
  const parts = db.prepare(
    'SELECT value, orders FROM order_part_total WHERE task_no = ? AND part = ? AND orders > 0 ORDER BY orders DESC, value',
  )
  const sums = db.prepare(
    `SELECT coalesce(sum(calls), 0) AS calls, coalesce(sum(answered), 0) AS answeredCalls FROM call_minute WHERE task_no = ? AND ${STOP_HERE}`,
  )
  // The half-hour grid of the task's clock: an offset of 5 h 45 min shifts it.
  const halfHours = db.prepare(`
    SELECT (CAST(floor((minute * 60.0 + @zoneSecond) / 1800) AS INTEGER) * 1800 - @zoneSecond) * 1000 AS at, sum(calls) AS calls, sum(answered) AS answered, sum(orders) AS orders
    FROM call_minute WHERE task_no = @taskNo AND minute > (SELECT coalesce(max(minute), 0) FROM call_minute WHERE task_no = @taskNo) - @span AND ${STOP_HERE}
    GROUP BY 1 ORDER BY 1 DESC LIMIT ${HALF_HOURS}`)
  const minutes = db.prepare(`
    SELECT minute * 60000 AS at, calls, ended, answered, finished FROM call_minute WHERE task_no = ? ORDER BY minute DESC LIMIT ?`)
  const ended = db.prepare(
    `SELECT coalesce(sum(ended), 0) AS ended, coalesce(sum(answered), 0) AS answered FROM call_minute WHERE task_no = ? AND minute >= ? AND minute < ? AND ${STOP_HERE}`,
  )
  const lastEnded = db
    .prepare(
      'SELECT call_status, last_call_at FROM orders WHERE task_no = ? AND last_call_at IS NOT NULL AND call_status > 5 ORDER BY last_call_at DESC LIMIT ?',
    )
    .raw()
  const quarters = db
    .prepare(`
    SELECT minute / 15 AS quarter, sum(ended), sum(answered) FROM order_task CROSS JOIN call_minute USING (task_no)
    WHERE account_no = (SELECT account_no FROM order_account WHERE account_id = @accountId) AND ${STOP_HERE}
      AND (@sceneID IS NULL OR user_task_id IN (SELECT user_task_id FROM cached_task WHERE account_id = @accountId AND scene_id = @sceneID))
    GROUP BY 1 ORDER BY 1`)
    .raw()
  // One span of the key for each task: what was called on other days is not gone through.
  const dayQuarters = db
    .prepare(`
    SELECT minute / 15 AS quarter, sum(calls), sum(ended), sum(answered) FROM order_task CROSS JOIN call_minute USING (task_no)
    WHERE account_no = (SELECT account_no FROM order_account WHERE account_id = @accountId) AND minute >= @first AND minute < @end AND ${STOP_HERE}
    GROUP BY 1 ORDER BY 1`)
    .raw()

  const outcome = (accountId: string, userTaskID: string, zoneSecond: number): TaskOutcome => {
    const numbers = task.get(accountId, userTaskID) as { taskNo: number; accountNo: number } | undefined
    if (!numbers) return nothing
    const { taskNo } = numbers
    const cells = totals.all(taskNo) as Cell[]
    const sum = (value: (cell: Cell) => number) => cells.reduce((all, cell) => all + value(cell), 0)
    // A task that dials a few minutes a week needs a longer look back than one that dials all day.
    let bars = halfHours.all({ taskNo, zoneSecond, span: 4 * 1440 }) as TaskOutcome['halfHours']
    if (bars.length < HALF_HOURS) bars = halfHours.all({ taskNo, zoneSecond, span: Number.MAX_SAFE_INTEGER }) as TaskOutcome['halfHours']
    return {
      byStatus: grouped(cells, cell => cell.callStatus).map(([callStatus, orders]) => ({ callStatus, orders })),
      byIntent: byIntent(cells, more.all(numbers) as MoreIntents[]),
      bySms: parts.all(taskNo, 'sms') as TaskOutcome['bySms'],
      byAgent: parts.all(taskNo, 'agent') as TaskOutcome['byAgent'],
      halfHours: bars,
      total: sum(cell => cell.orders),
      finished: sum(cell => (cell.finish === 1 ? cell.orders : 0)),
      answered: sum(cell => cell.answered),
      ...(sums.get(taskNo) as { calls: number; answeredCalls: number }),
    }
  }
  const pulse = (accountId: string, userTaskID: string, from: number, to: number, sample: number): TaskPulse => {
    const { taskNo } = (task.get(accountId, userTaskID) as { taskNo: number } | undefined) ?? { taskNo: 0 }
    const [first, end] = [Math.floor(from / MINUTE_MS), Math.floor(to / MINUTE_MS)]
    const last = lastEnded.all(taskNo, sample) as [number, number][]
    return {
      userTaskID,
      recent: ended.get(taskNo, first, end) as TaskPulse['recent'],
      earlier: ended.get(taskNo, 0, first) as TaskPulse['earlier'],
      lastStatuses: last.map(([status]) => status),
      sampleFrom: last.at(-1)?.[1] ?? null,
    }
  }
  const answer = (question: BoardQuestion): Answers[keyof Answers] => {
    switch (question.about) {
      case 'outcome':
        return outcome(question.accountId, question.userTaskID, question.zoneSecond)
      case 'minutes': {
        const numbers = task.get(question.accountId, question.userTaskID) as { taskNo: number } | undefined
        return numbers ? (minutes.all(numbers.taskNo, question.count) as CallMinute[]) : []
      }
      case 'pulse': {
        const { accountId, sample } = question
        return question.tasks.map(({ userTaskID, from, to }) => pulse(accountId, userTaskID, from, to, sample))
      }
      case 'heatMap':
        return toHeatMap(
          quarters.all({ accountId: question.accountId, sceneID: question.sceneID }) as [number, number, number][],
          question.timeZone,
        )
      case 'day': {
        const { accountId, timeZone, at } = question
        const day = dayOf(timeZone, at)
        const span = { accountId, first: day.from / MINUTE_MS, end: day.to / MINUTE_MS }
        return toDayOfCalls(dayQuarters.all(span) as [number, number, number, number][], timeZone, day)
      }
    }
  }
  return <Q extends BoardQuestion>(question: Q) => answer(question) as BoardAnswer<Q>
}

interface Cell {
  readonly callStatus: number | null
  readonly finish: number
  readonly intentTag: string
  readonly intentName: string
  readonly orders: number
  readonly answered: number
}
interface MoreIntents {
  readonly intentTag: string
  readonly intentName: string
  readonly more: string
  readonly orders: number
}

const nothing: TaskOutcome = {
  byStatus: [],
  byIntent: [],
  bySms: [],
  byAgent: [],
  halfHours: [],
  total: 0,
  finished: 0,
  answered: 0,
  calls: 0,
  answeredCalls: 0,
}

function grouped<K>(cells: readonly Cell[], keyOf: (cell: Cell) => K): [K, number][] {
  const sums = new Map<K, number>()
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.orders)
  return [...sums].filter(([, orders]) => orders > 0).sort((a, b) => b[1] - a[1])
}

/** The kept totals know an order's first intent; orders with more count wherever the filter on a tag and a name would find them. */
function byIntent(cells: readonly Cell[], several: readonly MoreIntents[]): TaskOutcome['byIntent'] {
  const key = (intentTag: string, intentName: string) => JSON.stringify([intentTag, intentName])
  const sums = new Map(grouped(cells, cell => key(cell.intentTag, cell.intentName)))
  const read = several.map(({ intentTag, intentName, more, orders }) => {
    const others = JSON.parse(more) as { intentTag: string; intentName: string }[]
    const tags = [intentTag, ...others.map(intent => intent.intentTag)]
    const names = [intentName, ...others.map(intent => intent.intentName)]
    return { first: key(intentTag, intentName), pairs: others.map(intent => key(intent.intentTag, intent.intentName)), tags, names, orders }
  })
  for (const { first, pairs, orders } of read) {
    sums.set(first, (sums.get(first) ?? 0) - orders)
    for (const pair of pairs) if (!sums.has(pair)) sums.set(pair, 0)
  }
  return [...sums]
    .map(([pair, orders]) => {
      const [intentTag, intentName] = JSON.parse(pair) as [string, string]
      const found = read.filter(({ tags, names }) => tags.includes(intentTag) && names.includes(intentName))
      return { intentTag, intentName, orders: found.reduce((sum, each) => sum + each.orders, orders) }
    })
    .filter(({ orders }) => orders > 0)
    .sort((a, b) => b.orders - a.orders || a.intentTag.localeCompare(b.intentTag) || a.intentName.localeCompare(b.intentName))
}
