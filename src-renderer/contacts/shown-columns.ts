import type { ContactList } from '../../src-contract/model/contact.ts'

const UNMAPPED_SHOWN = 40

/** What a file column became, for its head. */
export type ColumnUse = 'phone' | 'name' | 'customerName' | 'other' | { readonly variable: string } | null

/** The use of one column in a list's mapping. */
export function columnUse(mapping: ContactList['mapping'], column: number): ColumnUse {
  for (const field of ['phone', 'name', 'customerName', 'other'] as const) if (mapping[field] === column) return field
  const variable = mapping.variables.find(candidate => candidate.column === column)
  return variable ? { variable: variable.name } : null
}

/** Columns worth drawing: all that are mapped, and the first 40 of the others, in the file's order. */
export function shownColumns(list: Pick<ContactList, 'columns' | 'mapping'>): number[] {
  let others = 0
  return list.columns.map((_, column) => column).filter(column => columnUse(list.mapping, column) !== null || others++ < UNMAPPED_SHOWN)
}

/**
 * A phone as it stands in the file with its middle hidden: the last four digits stay, and at the front one, or three where
 * a country code may stand (eleven digits and more). Text with fewer than eight digits is no phone and stays whole.
 */
export function maskDigits(text: string): string {
  const digits = text.replace(/\D/g, '').length
  if (digits < 8) return text
  const front = digits >= 11 ? 3 : 1
  let seen = 0
  return text.replace(/\d/g, digit => {
    seen += 1
    return seen <= front || seen > digits - 4 ? digit : '•'
  })
}
