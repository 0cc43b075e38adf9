import { expect, test } from 'vitest'
import { AccountRules, defaultRules } from '../../src-contract/model/account.ts'
import { ruleIssues, rulesOf } from '../../src-renderer/accounts/rule-values.ts'

test('the rules an account starts with can be saved as they are, and an empty pace means no limit', () => {
  expect(rulesOf(defaultRules)).toEqual(defaultRules)
  expect(rulesOf({ ...defaultRules, requestsPerSecond: null })).toEqual({ ...defaultRules, requestsPerSecond: null })
})

test('an empty or impossible number is said at its field, and nothing is saved', () => {
  const typed = { ...defaultRules, typedAbove: null, startSize: 5_001, inFlight: 0, requestsPerSecond: 0.01 }
  expect(rulesOf(typed)).toBeNull()
  expect(Object.entries(ruleIssues(typed)).map(([field, issue]) => [field, issue?.code])).toEqual([
    ['typedAbove', 'needed'],
    ['startSize', 'range'],
    ['inFlight', 'range'],
    ['requestsPerSecond', 'range'],
  ])
})

test('the largest request cannot be smaller than the first', () => {
  expect(ruleIssues({ ...defaultRules, startSize: 600, largestSize: 500 })).toEqual({
    largestSize: { code: 'belowStart', least: 600, most: 5_000 },
  })
})

test('what the form lets through is what the contract takes, at both ends of every range', () => {
  for (const [field, values] of Object.entries({
    typedAbove: [0, 1_000_000],
    startSize: [1, 5_000],
    inFlight: [1, 64],
    requestsPerSecond: [0.1, 1_000],
  }))
    for (const value of values) {
      const rules = { ...defaultRules, largestSize: 5_000, [field]: value }
      expect(AccountRules.safeParse(rules).success, `${field} ${value}`).toBe(true)
      expect(rulesOf(rules), `${field} ${value}`).toEqual(rules)
    }
})
