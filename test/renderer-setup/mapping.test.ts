import { expect, test } from 'vitest'
import { problemCount, reasonCounts } from '../../src-renderer/contacts/groups.ts'
import { editMapping, finishedMapping, mappingDraft, variableName, withoutCountry } from '../../src-renderer/contacts/mapping.ts'

const suggested = { phone: 0, name: 1, customerName: null, other: 4, variables: [{ name: 'monto', column: 2 }], defaultCountry: 'CL' }

test('an untouched suggestion comes back as it was', () => {
  expect(finishedMapping(mappingDraft(suggested, 5))).toEqual(suggested)
})

test('a field that exists once moves to the column it was given to', () => {
  const moved = editMapping(mappingDraft(suggested, 5), { type: 'column', column: 3, becomes: { kind: 'phone' } })
  expect(moved.columns.map(becomes => becomes.kind)).toEqual(['out', 'name', 'variable', 'phone', 'other'])
  expect(finishedMapping(moved)).toMatchObject({ phone: 3, name: 1 })
})

test('two columns cannot fill the same variable', () => {
  const draft = editMapping(mappingDraft(suggested, 5), { type: 'column', column: 3, becomes: { kind: 'variable', name: 'monto' } })
  expect(finishedMapping(draft)?.variables).toEqual([{ name: 'monto', column: 3 }])
})

test('without a phone column, or with a nameless variable, there is nothing to import', () => {
  const draft = mappingDraft(suggested, 5)
  expect(finishedMapping(editMapping(draft, { type: 'column', column: 0, becomes: { kind: 'out' } }))).toBeNull()
  expect(finishedMapping(editMapping(draft, { type: 'column', column: 3, becomes: { kind: 'variable', name: ' ' } }))).toBeNull()
})

test('phones without a country code are counted only while no country is chosen for them', () => {
  const rows = [['912344471'], ['+56 9 1234 4471'], ['0056912344471'], [' (+56) 912344471'], ['']]
  const draft = mappingDraft({ ...suggested, defaultCountry: null }, 5)
  expect(withoutCountry(draft, rows)).toBe(1)
  expect(withoutCountry(editMapping(draft, { type: 'country', defaultCountry: 'CL' }), rows)).toBe(0)
})

test('a variable gets its name from the header, whatever the header holds', () => {
  expect(variableName('  monto ', 2)).toBe('monto')
  expect(variableName('', 2)).toBe('column 3')
  expect(variableName('__proto__', 1)).toBe('__proto__')
})

test('the reasons of a list add up to what was left out', () => {
  const list = { byReason: { duplicate_in_file: 1204, phone_empty: 0, blank_row: 78, phone_too_short: 1204 } }
  expect(reasonCounts(list)).toEqual([
    { reason: 'duplicate_in_file', count: 1204 },
    { reason: 'phone_too_short', count: 1204 },
    { reason: 'blank_row', count: 78 },
  ])
  expect(problemCount(list)).toBe(2486)
})
