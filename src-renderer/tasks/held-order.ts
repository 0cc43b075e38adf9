import type { TaskRow } from '../../src-contract/model/task.ts'
import type { BoardGroup } from './task-groups.ts'

/**
 * The groups in the order that was on screen, with today's rows in them: nothing moves under the pointer.
 * `waiting` counts the tasks that would appear, leave or change their place.
 */
export function holdOrder(held: readonly BoardGroup[], next: readonly BoardGroup[]): { groups: BoardGroup[]; waiting: number } {
  const fresh = new Map(next.flatMap(group => group.tasks.map(task => [task.userTaskID, task] as const)))
  const places = (groups: readonly BoardGroup[]) =>
    new Map(groups.flatMap(group => group.tasks.map((task, at) => [task.userTaskID, `${group.name} ${at}`] as const)))
  const [before, after] = [places(held), places(next)]
  const ids = new Set([...before.keys(), ...after.keys()])
  const waiting = [...ids].filter(id => before.get(id) !== after.get(id)).length
  if (waiting === 0) return { groups: [...next], waiting }
  const groups = held.map(group => ({
    ...group,
    tasks: group.tasks.map((task): TaskRow => fresh.get(task.userTaskID) ?? task),
  }))
  return { groups, waiting }
}
