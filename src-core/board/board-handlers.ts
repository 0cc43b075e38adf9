import type { TaskDetail } from '../../src-contract/model/task.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Handlers } from '../dispatch.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { zoneExists, zoneOfComputer, zoneSecondAt } from '../tasks/zone-time.ts'
import { FORECAST_MINUTES, forecastTask } from './forecast-task.ts'
import { toBreakdown } from './task-breakdown.ts'

export type BoardHandlers = Pick<Handlers, 'tasks.breakdown' | 'tasks.forecast' | 'tasks.heatMap' | 'tasks.day'>

export interface BoardDeps {
  readonly readers: Pick<OrderReaders, 'board'>
  /** `not_found` for a task the cache does not know. */
  readonly task: (accountId: string, userTaskID: string) => TaskDetail | Promise<TaskDetail>
  readonly kind: (accountId: string) => 'callbot' | 'nxlink'
  readonly clock: Pick<Clock, 'now'>
}

/** Answers what the board asks of one task or of an account's history; the counting is a reader thread's. */
export function createBoardHandlers({ readers, task, kind, clock }: BoardDeps): BoardHandlers {
  return {
    'tasks.breakdown': async ({ accountId, userTaskID }) => {
      const row = await task(accountId, userTaskID)
      // A task that was not launched here tells no offset: half-hours of this computer's clock then.
      const zoneSecond = row.zoneSecond ?? zoneSecondAt(zoneOfComputer(), clock.now())
      return toBreakdown(row, await readers.board({ about: 'outcome', accountId, userTaskID, zoneSecond }))
    },
    'tasks.forecast': async ({ accountId, userTaskID }) => {
      const row = await task(accountId, userTaskID)
      const minutes = await readers.board({ about: 'minutes', accountId, userTaskID, count: FORECAST_MINUTES })
      return forecastTask({ kind: kind(accountId), task: row, minutes, now: clock.now() })
    },
    'tasks.heatMap': async ({ accountId, sceneID, timeZone }) => {
      if (!zoneExists(timeZone)) throw new AppError('invalid_input', { field: 'timeZone', problem: 'unknown zone' })
      return readers.board({ about: 'heatMap', accountId, sceneID, timeZone })
    },
    'tasks.day': async ({ accountId, timeZone, at }) => {
      if (!zoneExists(timeZone)) throw new AppError('invalid_input', { field: 'timeZone', problem: 'unknown zone' })
      return readers.board({ about: 'day', accountId, timeZone, at })
    },
  }
}
