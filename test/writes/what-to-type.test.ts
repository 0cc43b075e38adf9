import { expect, test } from 'vitest'
import type { Protection } from '../../src-contract/model/account.ts'
import { whatToType } from '../../src-core/writes/what-to-type.ts'

const task = { accountId: 'acc-1', subject: 'Cobranza marzo', count: 0, irreversible: false, destroys: false }
const NAME = 'Cobranza marzo'
const levels: readonly Protection[] = ['readOnly', 'strict', 'normal', 'open']

/** For each write what has to be typed at readOnly, strict, normal and open; null is a click, `no` a refusal. */
const table: readonly (readonly [write: string, weight: Partial<typeof task>, asked: readonly (string | null)[]])[] = [
  ['the task only', {}, ['no', NAME, null, null]],
  ['one order', { count: 1 }, ['no', '1', null, null]],
  ['as many orders as the limit', { count: 20 }, ['no', '20', null, null]],
  ['one order more than the limit', { count: 21 }, ['no', '21', '21', null]],
  ['many orders', { count: 80_000 }, ['no', '80000', '80000', null]],
  ['the task only, for good', { irreversible: true }, ['no', NAME, NAME, null]],
  ['one order, for good', { count: 1, irreversible: true }, ['no', '1', '1', null]],
  ['one order that is deleted', { count: 1, destroys: true }, ['no', '1', '1', '1']],
  ['what is deleted is not known', { destroys: true }, ['no', NAME, NAME, NAME]],
  ['many orders that are deleted for good', { count: 300, irreversible: true, destroys: true }, ['no', '300', '300', '300']],
]

for (const [write, weight, asked] of table)
  test(`${write}: ${levels.map((level, at) => `${level} ${asked[at] ?? 'a click'}`).join(', ')}`, () => {
    const told = levels.map(protection => whatToType({ ...task, ...weight }, { protection, typedAbove: 20 }))
    expect(told.map(barrier => (barrier.do === 'refuse' ? 'no' : barrier.do === 'type' ? barrier.text : null))).toEqual(asked)
  })

test('the limit is the account’s own, and zero asks for every order', () => {
  const of = (count: number, typedAbove: number) => whatToType({ ...task, count }, { protection: 'normal', typedAbove }).do
  expect([of(1, 0), of(0, 0), of(1_000, 1_000), of(1_001, 1_000)]).toEqual(['type', 'click', 'click', 'type'])
})

test('a name that cannot be typed as it stands is asked for as it reads: one blank, no ends, 60 characters, never nothing', () => {
  const asked = (subject: string) => whatToType({ ...task, subject }, { protection: 'strict', typedAbove: 20 })
  expect(asked('  Cobranza \t\n marzo ')).toEqual({ do: 'type', text: 'Cobranza marzo' })
  expect(asked('Pen\u0303a')).toEqual({ do: 'type', text: 'Pe\u00f1a' })
  expect(asked(`${'𝒳'.repeat(59)} tail`)).toEqual({ do: 'type', text: '𝒳'.repeat(59) })
  expect(asked(' \u00a0 ')).toEqual({ do: 'type', text: 'acc-1' })
})
