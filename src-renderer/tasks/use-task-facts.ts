import { useEffect, useRef, useState } from 'react'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import type { FactsLoader, TaskFacts } from './facts-loader.ts'
import { createFactsLoader } from './facts-loader.ts'

const nothing: ReadonlyMap<string, TaskFacts> = new Map()

/**
 * Half-hours and forecast of the tasks in view, kept fresh while their numbers change. With `only` the half-hours are left out:
 * a forecast costs little, so it can be asked of every task that runs.
 */
export function useTaskFacts(accountId: string, tasks: readonly TaskRow[], now: number, only?: 'forecast'): ReadonlyMap<string, TaskFacts> {
  const bridge = useBridge()
  const [facts, setFacts] = useState(nothing)
  const loader = useRef<FactsLoader | null>(null)
  useEffect(() => {
    const made = createFactsLoader({
      ask: async userTaskID => {
        const [breakdown, forecast] = await Promise.all([
          only === 'forecast' ? null : bridge.call('tasks.breakdown', { accountId, userTaskID }),
          bridge.call('tasks.forecast', { accountId, userTaskID }),
        ])
        return { halfHours: breakdown?.ok ? breakdown.value.halfHours : null, forecast: forecast.ok ? forecast.value : null }
      },
      onFacts: setFacts,
      timers: { set: (run, afterMs) => window.setTimeout(run, afterMs), clear: timer => window.clearTimeout(timer) },
      now: () => Date.now(),
    })
    loader.current = made
    return () => {
      made.stop()
      setFacts(nothing)
    }
  }, [bridge, accountId, only])
  useEffect(() => {
    loader.current?.want(
      tasks.map(task => ({
        userTaskID: task.userTaskID,
        // A running task that stands still is due later with every minute.
        version: `${task.taskStatus} ${task.counts.finished}/${task.counts.total} ${task.taskStatus === 2 ? Math.floor(now / 60_000) : ''}`,
      })),
    )
  })
  return facts
}
