import { expect, test } from 'vitest'
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
