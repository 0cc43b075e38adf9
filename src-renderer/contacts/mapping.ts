import type { ContactMapping } from '../../src-contract/model/contact.ts'

/** What one file column becomes. A form's variables carry their name. */
export type Becomes =
  | { readonly kind: 'phone' }
  | { readonly kind: 'name' }
  | { readonly kind: 'customerName' }
  | { readonly kind: 'other' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'out' }

/** The mapping while it is edited: a file may have no phone column yet, which `ContactMapping` cannot say. */
export interface MappingDraft {
  readonly columns: readonly Becomes[]
  readonly defaultCountry: string | null
}

export type MappingAction =
  | { readonly type: 'column'; readonly column: number; readonly becomes: Becomes }
  | { readonly type: 'country'; readonly defaultCountry: string | null }
  | { readonly type: 'suggested'; readonly draft: MappingDraft }

const OUT: Becomes = { kind: 'out' }
const single = new Set<Becomes['kind']>(['phone', 'name', 'customerName', 'other'])

/** The contract's mapping as one answer for each of `columnCount` columns. */
export function mappingDraft(mapping: ContactMapping, columnCount: number): MappingDraft {
  const columns = Array.from({ length: columnCount }, (_, column): Becomes => {
    if (mapping.phone === column) return { kind: 'phone' }
    if (mapping.name === column) return { kind: 'name' }
    if (mapping.customerName === column) return { kind: 'customerName' }
    if (mapping.other === column) return { kind: 'other' }
    const variable = mapping.variables.find(candidate => candidate.column === column)
    return variable ? { kind: 'variable', name: variable.name } : OUT
  })
  return { columns, defaultCountry: mapping.defaultCountry }
}

/** One change of the mapping. A field that exists once moves: the column that had it before is left out. */
export function editMapping(draft: MappingDraft, action: MappingAction): MappingDraft {
  if (action.type === 'suggested') return action.draft
  if (action.type === 'country') return { ...draft, defaultCountry: action.defaultCountry }
  const { becomes, column } = action
  const columns = draft.columns.map((present, index): Becomes => {
    if (index === column) return becomes
    if (single.has(becomes.kind) && present.kind === becomes.kind) return OUT
    return becomes.kind === 'variable' && present.kind === 'variable' && present.name === becomes.name ? OUT : present
  })
  return { ...draft, columns }
}

/** The contract's mapping, or null while no column is the phone or a variable has no name. */
export function finishedMapping(draft: MappingDraft): ContactMapping | null {
  const at = (kind: Becomes['kind']) => {
    const column = draft.columns.findIndex(becomes => becomes.kind === kind)
    return column < 0 ? null : column
  }
  const phone = at('phone')
  if (phone === null) return null
  const variables = draft.columns.flatMap((becomes, column) => (becomes.kind === 'variable' ? [{ name: becomes.name.trim(), column }] : []))
  if (variables.some(variable => variable.name === '')) return null
  return { phone, name: at('name'), customerName: at('customerName'), other: at('other'), variables, defaultCountry: draft.defaultCountry }
}

/**
 * How many of the phones shown would be refused for want of a country: written without `+` or `00` while no country is
 * chosen for such numbers. 0 when one is, or while no column is the phone.
 */
export function withoutCountry(draft: MappingDraft, rows: readonly (readonly string[])[]): number {
  const phone = draft.columns.findIndex(becomes => becomes.kind === 'phone')
  if (phone < 0 || draft.defaultCountry !== null) return 0
  return rows.filter(row => /\d/.test(row[phone] ?? '') && !/^[^\d+]*(\+|00)|[eE]\+/.test(row[phone] ?? '')).length
}

/** A usable variable name from a file's header: trimmed, at most 64 characters, `column 3` when it is blank. */
export function variableName(header: string, column: number): string {
  return header.trim().slice(0, 64).trim() || `column ${column + 1}`
}
