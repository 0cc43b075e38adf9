import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RefusalReason } from '../../src-contract/model/contact.ts'
import { rowReasonWords } from '../../src-renderer/contacts/reason-words.ts'
import { columnUse, maskDigits, shownColumns } from '../../src-renderer/contacts/shown-columns.ts'
import { setupEn } from '../../src-renderer/i18n/en/setup.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { fieldError, issueLine } from '../../src-renderer/setup/issue-words.ts'

const t = createI18n().t

test('every code that the form check and the preflight can give has its words', () => {
  const source = ['../../src-contract/task-check.ts', '../../src-core/tasks/check-launch.ts']
    .map(path => readFileSync(new URL(path, import.meta.url), 'utf8'))
    .join('\n')
  const codes = [...source.matchAll(/\b(?:report|issue)\((?:[^,()]|\([^)]*\))+, (?:form\.country === '' \? )?'([a-z_]+)'/g)].map(
    match => match[1] ?? '',
  )
  expect(codes.length).toBeGreaterThan(25)
  expect(codes.filter(code => !Object.hasOwn(setupEn.issue, code))).toEqual([])
})

test('an issue names its field, whichever place in a list it has, and its numbers', () => {
  expect(issueLine(t, { field: 'variables.2.column', code: 'column_missing', params: { column: 9, columns: 5 } })).toBe(
    'Script variable: column 9 is not in this list, which has 5.',
  )
  expect(fieldError(t, { field: 'maxCall', code: 'required', params: {} })).toBe('Needed.')
  expect(
    issueLine(t, { field: 'halfHours', code: 'outside_hours', params: { opensAt: Date.UTC(2031, 3, 2, 14, 30) } }, 'America/Santiago'),
  ).toBe('Half-hours: closed at the start. The first call is Wed 2 Apr 2031 11:30.')
  expect(issueLine(t, { field: 'odd', code: 'never_seen', params: {} })).toBe('odd: never_seen')
})

test('a clock change is told on the clocks before it', () => {
  expect(
    issueLine(t, { field: 'timeZone', code: 'clock_change', params: { at: Date.UTC(2031, 3, 6, 3), minutes: -60 } }, 'America/Santiago'),
  ).toContain('change on Sun 6 Apr 2031 00:00')
})

test('every refused row says why, with what is known about it', () => {
  const words = (reason: RefusalReason, reasonDetail: string) => rowReasonWords(t, { reason, reasonDetail })
  expect(words('phone_not_valid', 'leading_zero:56')).toBe('Bad phone: leading 0 after 56')
  expect(words('phone_too_short', '8:9')).toBe('Bad phone: 8 digits, 9 expected')
  expect(words('phone_not_valid', '12:10/11')).toBe('Bad phone: 12 digits, 10 or 11 expected')
  expect(words('phone_scientific', '8.61E+12')).toBe('Bad phone: 8.61E+12, digits lost in Excel')
  expect(words('duplicate_in_file', '19')).toBe('Duplicate in file: same as row 19')
  expect(words('too_few_columns', '4:5')).toBe('Too few columns: 4, 5 expected')
  for (const reason of RefusalReason.options) expect(words(reason, '')).toMatch(/^[A-Z][^{}]+$/)
})

test('a phone in the file is shown with its middle hidden, other text as it is', () => {
  expect(maskDigits('56 9 1234 4471')).toBe('56 9 •••• 4471')
  expect(maskDigits('912344471')).toBe('9••••4471')
  expect(maskDigits('5.69E+10')).toBe('5.69E+10')
  expect(maskDigits('')).toBe('')
})

test('of a very wide file the mapped columns are always drawn', () => {
  const mapping = {
    phone: 300,
    name: null,
    customerName: null,
    other: 499,
    variables: [{ name: 'monto', column: 77 }],
    defaultCountry: null,
  }
  const shown = shownColumns({ columns: Array.from({ length: 500 }, (_, column) => `c${column}`), mapping })
  expect(shown).toHaveLength(43)
  expect(shown.slice(-3)).toEqual([77, 300, 499])
  expect([columnUse(mapping, 300), columnUse(mapping, 77), columnUse(mapping, 1)]).toEqual(['phone', { variable: 'monto' }, null])
})
