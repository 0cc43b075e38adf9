import type { TaskRow } from '../../src-contract/model/task.ts'

/** The zone a task was launched with, IANA name; undefined when it was not launched here: then this computer's clock stands. */
export const zoneOf = (task: Pick<TaskRow, 'form'>): string | undefined => (task.form?.kind === 'callbot' ? task.form.timeZone : undefined)
