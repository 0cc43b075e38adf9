import type { TaskDetail } from '../../src-contract/model/task.ts'

/** Whether a task takes nothing any more: completed or failed (callbot-v3.md 5.2). Null, not known, counts as going on. */
export const hasEnded = (taskStatus: number | null): boolean => taskStatus === 3 || taskStatus === 4

/** Orders of a task that were never dialled, as the cache knows it: ready to call, or without any call so far (callbot-v3.md 5.3). */
export const notDialled = ({ byStatus }: TaskDetail['counts']): number =>
  byStatus.reduce((sum, { callStatus, count }) => sum + (callStatus === null || callStatus === 1 ? count : 0), 0)
