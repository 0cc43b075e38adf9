import type { ContactPreview } from '../../src-contract/model/contact.ts'
import { cleanPhone } from './clean-phone.ts'

type Remark = ContactPreview['remarks'][number]

/** Titles that name parts of every object. We keep cells in arrays, so they harm nobody here, but a system behind us may trip. */
export const isDangerousTitle = (title: string): boolean =>
  ['__proto__', 'constructor', 'prototype', 'tostring', 'valueof', 'hasownproperty'].includes(title.trim().toLowerCase())

/** What is worth saying about the titles and the phone column before the import. Columns are counted from 1. */
export function remarksOn(
  columns: readonly string[],
  hasHeader: boolean,
  rows: readonly (readonly string[])[],
  phoneColumn: number,
): Remark[] {
  const remarks: Remark[] = []
  const firstSeen = new Map<string, number>()
  for (const [index, title] of hasHeader ? columns.entries() : []) {
    const column = index + 1
    if (title === '') {
      remarks.push({ code: 'blank_header', params: { column } })
      continue
    }
    const earlier = firstSeen.get(title)
    if (earlier === undefined) firstSeen.set(title, column)
    else remarks.push({ code: 'duplicate_header', params: { header: title, column, firstColumn: earlier } })
    if (isDangerousTitle(title)) remarks.push({ code: 'dangerous_header', params: { header: title, column } })
  }
  const scientific = rows.filter(row => isScientific(row[phoneColumn] ?? ''))
  if (scientific.length > 0)
    remarks.push({
      code: 'scientific_phones',
      params: { count: scientific.length, looked: rows.length, example: scientific[0]?.[phoneColumn] ?? '', column: phoneColumn + 1 },
    })
  return remarks.slice(0, 50)
}

const isScientific = (cell: string) => {
  const clean = cleanPhone(cell)
  return 'reason' in clean && clean.reason === 'phone_scientific'
}
