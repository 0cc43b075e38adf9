import type { TaskRow } from '../../src-contract/model/task.ts'
import type { FinishTime } from './finish-time.ts'

export type TaskGroup = 'running' | 'paused' | 'waiting' | 'sent' | 'ended' | 'unknown'

/** Groups in the order they stand on screen; those with something to do come first. */
export const taskGroups: readonly TaskGroup[] = ['running', 'paused', 'waiting', 'sent', 'unknown', 'ended']

/** What the rows of the board are put together by. */
export type GroupBy = 'status' | 'scene' | 'none'

export type BoardColumn = 'task' | 'finished' | 'answered' | 'finishes' | 'created' | 'fresh'
export interface BoardSort {
  readonly column: BoardColumn
  readonly direction: 'asc' | 'desc'
}

/** Rows under one head; `name` is a `TaskGroup`, a scene ('' for none), or '' for all. */
export interface BoardGroup {
  readonly by: GroupBy
  readonly name: string
  readonly tasks: readonly TaskRow[]
}

/** The group of a task by its taskStatus (callbot-v3.md 5.2). NXLink tells none. */
export function groupOf(task: Pick<TaskRow, 'taskStatus' | 'form'>): TaskGroup {
  switch (task.taskStatus) {
    case 1:
      return 'waiting'
    case 2:
      return 'running'
    case 3:
    case 4:
      return 'ended'
    case 5:
      return 'paused'
    case null:
      return task.form?.kind === 'nxlink' ? 'sent' : 'unknown'
    default:
      return 'unknown'
  }
}

export interface BoardView {
  readonly text: string
  readonly liveOnly: boolean
  readonly by: GroupBy
  /** Null: newest first. */
  readonly sort: BoardSort | null
}

/**
 * Tasks whose name or scene contains the text, in groups, sorted within each; empty groups are left out.
 * `finishOf` is asked only when they are sorted by it.
 */
export function arrangeTasks(
  tasks: readonly TaskRow[],
  view: BoardView,
  finishOf: (task: TaskRow) => FinishTime | null = () => null,
): BoardGroup[] {
  const wanted = view.text.trim().toLowerCase()
  const shown = tasks
    .filter(task => !view.liveOnly || groupOf(task) !== 'ended')
    .filter(task => wanted === '' || `${task.taskName} ${task.sceneID}`.toLowerCase().includes(wanted))
    .sort(comparing(view.sort ?? { column: 'created', direction: 'desc' }, finishOf))
  if (view.by === 'none') return shown.length === 0 ? [] : [{ by: 'none', name: '', tasks: shown }]
  const nameOf = (task: TaskRow) => (view.by === 'scene' ? task.sceneID : groupOf(task))
  const names = view.by === 'scene' ? [...new Set(shown.map(nameOf))].sort((a, b) => a.localeCompare(b)) : taskGroups
  return names
    .map(name => ({ by: view.by, name, tasks: shown.filter(task => nameOf(task) === name) }))
    .filter(group => group.tasks.length > 0)
}

/** Share of answered among finished orders, from our own counts; null when nothing is finished. */
export const answeredShare = (counts: Pick<TaskRow['counts'], 'answered' | 'finished'>): number | null =>
  counts.finished === 0 ? null : counts.answered / counts.finished

function comparing({ column, direction }: BoardSort, finishOf: (task: TaskRow) => FinishTime | null): (a: TaskRow, b: TaskRow) => number {
  const sign = direction === 'asc' ? 1 : -1
  if (column === 'finishes') {
    const places = { forecast: 0, ended: 1 }
    // What is still to come stands before what is over, either way.
    return (a, b) => {
      const [left, right] = [finishOf(a), finishOf(b)]
      if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
      return places[left.kind] - places[right.kind] || sign * (left.at - right.at)
    }
  }
  if (column === 'task') return (a, b) => sign * (a.taskName || a.userTaskID).localeCompare(b.taskName || b.userTaskID)
  const value: Record<Exclude<BoardColumn, 'task' | 'finishes'>, (task: TaskRow) => number | null> = {
    finished: task => (task.counts.total === 0 ? null : task.counts.finished / task.counts.total),
    answered: task => answeredShare(task.counts),
    created: task => task.createdAt,
    fresh: task => task.freshAt,
  }
  const of = value[column]
  // What is not known stands last either way.
  return (a, b) => {
    const [left, right] = [of(a), of(b)]
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
    return sign * (left - right)
  }
}
