import { expect, test } from 'vitest'
import type { TaskForecast } from '../../src-contract/model/board.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { finishTime } from '../../src-renderer/tasks/finish-time.ts'
import { holdOrder } from '../../src-renderer/tasks/held-order.ts'
import { arrangeTasks, type BoardView } from '../../src-renderer/tasks/task-groups.ts'
import { taskOf } from './board-rows.ts'

const view: BoardView = { text: '', liveOnly: false, by: 'status', sort: null }
const shape = (groups: ReturnType<typeof arrangeTasks>) => groups.map(group => [group.name, ...group.tasks.map(task => task.userTaskID)])
const rows = [
  taskOf({ userTaskID: 'old', createdAt: 1, sceneID: 's2' }),
  taskOf({ userTaskID: 'new', createdAt: 2, sceneID: 's1' }),
  taskOf({ userTaskID: 'ended', taskStatus: 3, sceneID: 's1', taskName: 'Welcome' }),
  taskOf({
    userTaskID: 'paused',
    taskStatus: 5,
    sceneID: 's2',
    counts: { total: 10, finished: 0, answered: 0, inProgress: 0, byStatus: [] },
  }),
]

test('the board is put together by status, by scene or not at all, and filtered by name and scene', () => {
  expect(shape(arrangeTasks(rows, view))).toEqual([
    ['running', 'new', 'old'],
    ['paused', 'paused'],
    ['ended', 'ended'],
  ])
  expect(shape(arrangeTasks(rows, { ...view, by: 'scene' })).map(([name]) => name)).toEqual(['s1', 's2'])
  expect(shape(arrangeTasks(rows, { ...view, by: 'none', liveOnly: true }))).toHaveLength(1)
  expect(shape(arrangeTasks(rows, { ...view, text: 'welc' }))).toEqual([['ended', 'ended']])
})

test('sorting by the answer rate leaves tasks without one at the end, either way', () => {
  const sorted = (direction: 'asc' | 'desc') =>
    arrangeTasks(rows, { ...view, by: 'none', sort: { column: 'answered', direction } })[0]?.tasks.at(-1)?.userTaskID
  expect([sorted('asc'), sorted('desc')]).toEqual(['paused', 'paused'])
})

test('sorting by finish puts the soonest first, ended tasks below what is still to come, and what has no forecast last', () => {
  const tasks = [
    taskOf({ userTaskID: 'later' }),
    taskOf({ userTaskID: 'unknown' }),
    taskOf({ userTaskID: 'ended', taskStatus: 3, lastCallAt: 50 }),
    taskOf({ userTaskID: 'soon' }),
    taskOf({ userTaskID: 'ended long ago', taskStatus: 4, lastCallAt: 20 }),
    taskOf({ userTaskID: 'paused', taskStatus: 5 }),
  ]
  const likely: Readonly<Record<string, number>> = { later: 900, soon: 300, paused: 100 }
  const forecastOf = (task: TaskRow): TaskForecast | null => {
    const at = likely[task.userTaskID]
    return at === undefined
      ? null
      : { state: 'known', earliest: at, likely: at, latest: at, perMinute: 1, left: 1, leftTonight: 0, linesForToday: null }
  }
  const sorted = (direction: 'asc' | 'desc') =>
    shape(
      arrangeTasks(tasks, { ...view, by: 'none', sort: { column: 'finishes', direction } }, task => finishTime(task, forecastOf(task))),
    )[0]
  expect(sorted('asc')).toEqual(['', 'soon', 'later', 'ended long ago', 'ended', 'unknown', 'paused'])
  expect(sorted('desc')).toEqual(['', 'later', 'soon', 'ended', 'ended long ago', 'unknown', 'paused'])
})

test('while the pointer is over the table a task that ended stays where it was with its new status, and the move is counted', () => {
  const before = arrangeTasks(rows, view)
  const next = arrangeTasks(
    rows.map(row => (row.userTaskID === 'new' ? { ...row, taskStatus: 3 } : row)),
    view,
  )
  const held = holdOrder(before, next)
  expect({ order: shape(held.groups), status: held.groups[0]?.tasks[0]?.taskStatus, waiting: held.waiting }).toEqual({
    order: shape(before),
    status: 3,
    // The one that ended and the one below it.
    waiting: 2,
  })
  expect(holdOrder(before, arrangeTasks([...rows], view)).waiting).toBe(0)
})
