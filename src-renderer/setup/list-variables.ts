import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'

/**
 * Script variables for another contact list: those that are there keep their name and get the column of that name,
 * those the list's own mapping brings are added. Nothing typed is lost.
 */
export function variablesForList(
  variables: CallbotForm['variables'],
  list: Pick<ContactList, 'columns' | 'mapping'>,
): CallbotForm['variables'] {
  const columnOf = (name: string) => {
    const mapped = list.mapping.variables.find(variable => variable.name === name)
    if (mapped) return mapped.column
    const column = list.columns.findIndex(header => header.trim().toLowerCase() === name.trim().toLowerCase())
    return column < 0 ? null : column
  }
  const kept = variables.map(variable => ({ name: variable.name, column: columnOf(variable.name) }))
  const brought = list.mapping.variables.filter(variable => !variables.some(present => present.name === variable.name))
  return [...kept, ...brought].slice(0, 100)
}
