import type { TaskForm } from '../../src-contract/model/task.ts'

const NAME = ' (try one)'
/** Longest name the form takes. */
const NAME_LENGTH = 200

/**
 * The form for trying one row: a task of its own that rings at once, at any hour, one call at a time, and ends when it is done.
 * Script, strategy, route, agents, SMS and variables stay as they are, because they are what is tried.
 */
export function trialForm(form: TaskForm): TaskForm {
  const taskName = form.taskName.trim().slice(0, NAME_LENGTH - NAME.length) + NAME
  if (form.kind === 'nxlink') return { ...form, taskName, startupType: 3, startCount: 1 }
  return {
    ...form,
    taskName,
    startupType: 3,
    startupAt: '',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    halfHours: Array.from({ length: 48 }, (_, halfHour) => halfHour),
    maxCall: 1,
    taskKeep: false,
  }
}
