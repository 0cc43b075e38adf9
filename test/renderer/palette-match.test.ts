import { expect, test } from 'vitest'
import { matchRank, matchWords } from '../../src-renderer/shell/match.ts'

const marked = (text: string, query: string) => matchWords(text, query)?.map(([from, to]) => text.slice(from, to)) ?? null

test('every word of the query has to be found, in any order, and what matched is known', () => {
  expect(marked('Reminder D+3 · Apr wave 1', 'wave re')).toEqual(['Re', 'wave'])
  expect(marked('56 9 •••• 4471  Antonia P.', '4471 anto')).toEqual(['4471', 'Anto'])
  expect(marked('Policy renewal · Q2', 'renewal q3')).toBeNull()
  expect(marked('Policy renewal · Q2', '')).toEqual([])
})

test('the start of a word is preferred, and first letters of words match too', () => {
  expect(marked('Branch closure, re-check', 're')).toEqual(['re'])
  expect(matchWords('Branch closure, re-check', 're')).toEqual([[16, 18]])
  expect(marked('Load contacts now', 'lcn')).toEqual(['L', 'c', 'n'])
})

test('a text that starts with the query comes before one that has it inside', () => {
  const rank = (text: string) => matchRank(text, matchWords(text, 're') ?? [])
  expect(['Branch closure', 'KYC renewal', 'Reminder'].sort((a, b) => rank(a) - rank(b))).toEqual([
    'Reminder',
    'KYC renewal',
    'Branch closure',
  ])
})
