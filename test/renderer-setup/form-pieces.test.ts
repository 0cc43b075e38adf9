import { expect, test } from 'vitest'
import { variablesForList } from '../../src-renderer/setup/list-variables.ts'
import { movedHalfHours } from '../../src-renderer/setup/moved-window.ts'
import { chooseTemplate, editTemplate, smsRows, withoutIntent } from '../../src-renderer/setup/sms-choices.ts'
import { windowWords } from '../../src-renderer/setup/window-words.ts'

const intents = [
  { intentID: '1', intentName: 'Promise to pay', intentTag: 'A' },
  { intentID: '2', intentName: 'Dispute', intentTag: 'D' },
]

test('choosing templates leaves every intent exactly once, also when it is chosen again', () => {
  const [promise, dispute] = smsRows([], intents)
  if (!promise || !dispute) throw new Error('two rows expected')
  const rules = chooseTemplate(chooseTemplate(chooseTemplate([], promise, 's1'), dispute, 's1'), promise, 's2')
  expect(rules).toEqual([
    { intentID: '1', intentName: 'Promise to pay', smsID: 's2' },
    { intentID: '2', intentName: 'Dispute', smsID: 's1' },
  ])
  expect(smsRows(rules, intents).map(row => [row.tag, row.smsID, row.byHand])).toEqual([
    ['A', 's2', false],
    ['D', 's1', false],
  ])
})

test('intents added by hand stand below the listed ones, by id or by name alone', () => {
  const rules = [
    { intentID: '', intentName: 'Partial payment', smsID: null },
    { intentID: '9', intentName: '', smsID: 's1' },
  ]
  expect(smsRows(rules, intents).map(row => [row.intentID, row.byHand])).toEqual([
    ['1', false],
    ['2', false],
    ['', true],
    ['9', true],
  ])
  expect(withoutIntent(rules, { intentID: '', intentName: 'Partial payment' })).toEqual([rules[1]])
})

test('rules follow their template when its id is corrected and end with it', () => {
  const form = {
    smsTemplates: [
      { smsID: 's1', label: 'Link' },
      { smsID: 's2', label: 'Thanks' },
    ],
    smsByIntent: [{ intentID: '1', intentName: '', smsID: 's1' }],
  }
  expect(editTemplate(form, 0, { smsID: 's11', label: 'Link' }).smsByIntent[0]?.smsID).toBe('s11')
  expect(editTemplate(form, 0, null)).toEqual({
    smsTemplates: [form.smsTemplates[1]],
    smsByIntent: [{ intentID: '1', intentName: '', smsID: null }],
  })
})

test('another contact list fills the same variables by their names and adds its own', () => {
  const mapping = { phone: 0, name: null, customerName: null, other: null, variables: [{ name: 'monto', column: 3 }], defaultCountry: null }
  expect(
    variablesForList(
      [
        { name: 'vencimiento', column: 9 },
        { name: 'cuota', column: 1 },
      ],
      { columns: ['FONO', 'NOMBRE', 'Vencimiento', 'MONTO'], mapping },
    ),
  ).toEqual([
    { name: 'vencimiento', column: 2 },
    { name: 'cuota', column: null },
    { name: 'monto', column: 3 },
  ])
})

test('after clocks go back the same dialling shows an hour earlier, wrapped around midnight', () => {
  expect(windowWords(movedHalfHours([18, 19, 20], -10_800, -14_400))).toBe('08:00–09:30')
  expect(movedHalfHours([47, 0], 0, 3600)).toEqual([1, 2])
})
