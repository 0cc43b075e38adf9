import type { TaskRow } from '../../src-contract/model/task.ts'

export type TaskGroup = 'running' | 'paused' | 'waiting' | 'sent' | 'ended' | 'unknown'

/** Groups in the order they stand on screen; those with something to do come first. */
export const taskGroups: readonly TaskGroup[] = ['running', 'paused', 'waiting', 'sent', 'unknown', 'ended']

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

/** Tasks whose name or scene contains the text, in groups, newest first; empty groups are left out. */
export function groupTasks(tasks: readonly TaskRow[], text: string, liveOnly: boolean): { group: TaskGroup; tasks: TaskRow[] }[] {
  const wanted = text.trim().toLowerCase()
  const shown = tasks.filter(task => wanted === '' || `${task.taskName} ${task.sceneID}`.toLowerCase().includes(wanted))
  return taskGroups
    .filter(group => !liveOnly || group !== 'ended')
    .map(group => ({ group, tasks: shown.filter(task => groupOf(task) === group).sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0)) }))
    .filter(({ tasks }) => tasks.length > 0)
}

/** Share of answered among finished orders, from our own counts; null when nothing is finished. */
export const answeredShare = (counts: TaskRow['counts']): number | null =>
  counts.finished === 0 ? null : counts.answered / counts.finished
