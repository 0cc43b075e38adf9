import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { RefusalReason } from '../../src-contract/model/contact.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { setupEn } from '../../src-renderer/i18n/en/setup.ts'
import { writesEn } from '../../src-renderer/i18n/en/writes.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { writeIssueWords } from '../../src-renderer/writes/write-issue-words.ts'
import { writeWords } from '../../src-renderer/writes/write-words.ts'

const t = createI18n().t
const core = new URL('../../src-core/', import.meta.url)

/** Every file of the core that says something in a preview: it makes lines of code and params. */
const planning = readdirSync(core, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.ts'))
  .map(path => ({ path: path.replaceAll('\\', '/'), text: readFileSync(new URL(path.replaceAll('\\', '/'), core), 'utf8') }))
  .filter(({ text }) => /\bFormIssue\b|\bline\(/.test(text) && !/AppError\(code\)/.test(text))

const codesIn = (text: string): string[] => [
  ...[...text.matchAll(/\b(?:line|fact|leaves)\(\s*'([a-z_]+)'/g)].map(match => match[1] ?? ''),
  ...[...text.matchAll(/\b(?:line|fact|leaves)\(\s*[^()]*? \? '([a-z_]+)' : '([a-z_]+)'/g)].flatMap(match => [
    match[1] ?? '',
    match[2] ?? '',
  ]),
  ...[...text.matchAll(/\bcode: '([a-z_]+)', params/g)].map(match => match[1] ?? ''),
  ...[...text.matchAll(/\b\d: '([a-z]+_[a-z_]+)'/g)].map(match => match[1] ?? ''),
]

const hasWords = (code: string) =>
  Object.hasOwn(writesEn.fact, code) ||
  Object.hasOwn(writesEn.fact, `${code}_other`) ||
  Object.hasOwn(setupEn.issue, code) ||
  RefusalReason.safeParse(code).success

test('every code that a preview of the core can carry has its words', () => {
  const emitted = planning.flatMap(({ path, text }) => codesIn(text).map(code => ({ path, code })))
  expect(new Set(emitted.map(({ path }) => path.split('/')[0]))).toEqual(
    new Set(['reconciliation', 'submissions', 'tasks', 'withdrawals', 'writes']),
  )
  expect(emitted.length).toBeGreaterThan(60)
  expect(emitted.filter(({ code }) => !hasWords(code))).toEqual([])
})

test('a sentence names only the numbers that its code comes with', () => {
  const holes = planning.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:line|fact)\(\s*'([a-z_]+)'(?:\)|,\s*\{([^{}]*)\})/g)].flatMap(([, code = '', given = '']) => {
      const params = given.split(',').map(param => param.split(':')[0]?.trim())
      const sentences = Object.entries({ ...setupEn.issue, ...writesEn.fact })
        .filter(([key]) => key.replace(/_(zero|one|other)$/, '') === code)
        .flatMap(([, sentence]) => [...sentence.matchAll(/\{\{(\w+)/g)].map(match => match[1]))
      return sentences.filter(name => !params.includes(name)).map(name => `${path}: ${code} lacks ${name}`)
    }),
  )
  expect(holes).toEqual([])
})

test('words for a code that no preview carries are not kept', () => {
  const emitted = new Set(planning.flatMap(({ text }) => codesIn(text)))
  const worded = Object.keys(writesEn.fact).map(key => key.replace(/_(zero|one|other)$/, ''))
  expect([...new Set(worded)].filter(code => !emitted.has(code))).toEqual([])
})

test('every sentence of a preview ends, and counts read as one and as many', () => {
  for (const sentence of Object.values(writesEn.fact)) expect(sentence).toMatch(/\.$/)
  const about = (count: number) => writeIssueWords(t, { field: '', code: 'already_there', params: { count } })
  expect([about(1), about(2600)]).toEqual([
    '1 row is left out: the task has that phone already.',
    '2,600 rows are left out: the task has these phones already.',
  ])
  expect(writeIssueWords(t, { field: '', code: 'running_finish', params: { count: 0 } })).toBe('No call of it is known to be on the line.')
})

test('instants are clocks of the task, phones are masked, a taskStatus is its word', () => {
  const at = Date.UTC(2031, 3, 2, 14, 30)
  expect(writeIssueWords(t, { field: '', code: 'first_call', params: { at } }, 'America/Santiago')).toBe(
    'The first call is Wed 2 Apr 2031 11:30.',
  )
  expect(writeIssueWords(t, { field: '', code: 'trial_phone', params: { phone: '56912344471' } })).toBe('56 9 •••• 4471 rings.')
  expect(writeIssueWords(t, { field: '', code: 'already_so', params: { taskStatus: 5 } })).toBe(
    'The task is paused already, as far as is known here.',
  )
})

test('a code nobody wrote words for stands there itself with its numbers, and a preflight code with its field', () => {
  expect(writeIssueWords(t, { field: 'odd', code: 'never_seen', params: { count: 3, list: 'April' } })).toBe(
    'odd, never_seen, count 3, list April',
  )
  expect(writeIssueWords(t, { field: 'variables.0.column', code: 'variable_blank', params: { name: 'monto', count: 2 } })).toBe(
    'Script variable: monto is blank in 2 of the ready rows.',
  )
  expect(writeIssueWords(t, { field: 'phone', code: 'phone_no_country', params: { detail: '' } })).toMatch(/^Your phone: .*\.$/)
})

test('each write has a question, a safe way out and a button that says what it does, red where something is taken away', () => {
  const of = { accountId: 'a', userTaskID: 'u' }
  const actions: [WriteAction, string, boolean][] = [
    [{ do: 'launch', draftId: 'd', mode: 'createTask' }, 'Launch 5,780 orders?', false],
    [{ do: 'tryOne', draftId: 'd', rowNumber: 1, phone: '1' }, 'Try one order on your phone?', false],
    [{ do: 'addOrders', ...of, listId: 'l', mode: 'addBatchCall', variables: [] }, 'Add 5,780 orders to Renewal?', false],
    [
      { do: 'addOrders', ...of, listId: 'l', mode: 'importBatchCall', variables: [] },
      'Replace what waits in Renewal with 5,780 orders?',
      true,
    ],
    [{ do: 'operate', ...of, taskOperate: 1, delCall: 0 }, 'Start Renewal?', false],
    [{ do: 'operate', ...of, taskOperate: 2, delCall: 0 }, 'Pause Renewal?', false],
    [{ do: 'operate', ...of, taskOperate: 2, delCall: 1 }, 'Pause Renewal?', true],
    [{ do: 'operate', ...of, taskOperate: 3, delCall: 0 }, 'Complete Renewal for good?', true],
    [{ do: 'withdraw', accountId: 'a', selection: { by: 'ids', orderIDs: ['1'] }, delCall: 0 }, 'Withdraw 5,780 orders for good?', true],
    [{ do: 'decide', submissionId: 's', batch: 58, as: 'accepted' }, 'Count batch 58 as accepted?', true],
    [{ do: 'decide', submissionId: 's', batch: 58, as: 'notTaken' }, 'Send batch 58 again?', true],
    [{ do: 'settle', submissionId: 's' }, 'Settle the differences of Renewal?', false],
  ]
  for (const [action, title, danger] of actions) {
    const words = writeWords(t, action, { count: 5780, subject: 'Renewal' })
    expect([words.title, words.danger]).toEqual([title, danger])
    for (const part of [words.title, words.keep, words.commit]) expect(part).not.toMatch(/\{\{|undefined|writes\./)
  }
})
