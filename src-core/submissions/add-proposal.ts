import type { ContactList } from '../../src-contract/model/contact.ts'
import type { TaskForm } from '../../src-contract/model/task.ts'

/** The variables of a task and the column of this list that fills each. */
export interface AddProposal {
  variables: { name: string; column: number | null }[]
}

/**
 * The same mapping with another list: variables of the form the task was launched with, by name. A column is found by the list's own mapping, then
 * by its header, exactly or whatever the case. For a task that was made elsewhere (`launched` null) nobody here knows its variables, so the
 * list's own mapping is proposed.
 */
export function proposeVariables(launched: TaskForm | null, list: Pick<ContactList, 'columns' | 'mapping'>): AddProposal {
  if (launched?.kind !== 'callbot') return { variables: list.mapping.variables.map(({ name, column }) => ({ name: name.trim(), column })) }
  return { variables: launched.variables.map(({ name }) => ({ name: name.trim(), column: columnOf(name.trim(), list) })) }
}

function columnOf(name: string, { columns, mapping }: Pick<ContactList, 'columns' | 'mapping'>): number | null {
  const mapped = mapping.variables.find(variable => variable.name.trim() === name)
  if (mapped) return mapped.column
  const headers = columns.map(header => header.trim())
  const exact = headers.indexOf(name)
  const column = exact >= 0 ? exact : headers.findIndex(header => header.toLowerCase() === name.toLowerCase())
  return column >= 0 ? column : null
}
