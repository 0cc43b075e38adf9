import { expect, test } from 'vitest'
import { AuditAction, type AuditEntry } from '../../src-contract/model/audit.ts'
import { WriteAction } from '../../src-contract/model/write.ts'
import { filterOf, isFiltered, noChoice } from '../../src-renderer/audit/audit-filters.ts'
import { addPage } from '../../src-renderer/audit/audit-pages.ts'
import { actionWords, entryWords } from '../../src-renderer/audit/audit-words.ts'
import { valueDiff } from '../../src-renderer/audit/value-diff.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'

const { t } = createI18n()

test('every action of the audit and every write has words of its own; one of a later version keeps its name', () => {
  const words = AuditAction.options.map(action => actionWords(t, action))
  expect(words.filter(word => word.includes('.'))).toEqual([])
  expect(new Set(words).size).toBe(words.length)
  for (const option of WriteAction.options) {
    const kind = option.shape.do.value
    expect(entryWords(t, { action: 'write.committed', after: { do: kind } }), kind).toMatch(/^Committed: [a-z]/)
  }
  expect(entryWords(t, { action: 'request.answered', after: { endpoint: 'stopOrder' } })).toBe('Request: stopOrder')
  expect(entryWords(t, { action: 'wallboard.opened', after: null })).toBe('wallboard.opened')
})

test('before and after are compared value by value, deep inside lists and objects', () => {
  const before = { protection: 'normal', rules: { inFlight: 2, perSecond: 5 }, days: [1, 2, 3], steps: [{ at: 1 }, { at: 2 }] }
  const after = { protection: 'strict', rules: { inFlight: 4, perSecond: 5 }, days: [1, 2], steps: [{ at: 1 }], by: 'M. Rojas' }
  const changes = valueDiff(before, after)
  expect(changes.filter(change => change.differs).map(({ path, before: from, after: to }) => [path, from, to])).toEqual([
    ['protection', 'normal', 'strict'],
    ['rules.inFlight', '2', '4'],
    ['days', '1, 2, 3', '1, 2'],
    ['steps[2].at', '2', null],
    ['by', null, 'M. Rojas'],
  ])
  expect(changes.filter(change => !change.differs).map(change => change.path)).toEqual(['rules.perSecond', 'steps[1].at'])
})

test('a line with one side only shows that side, and one without values shows none', () => {
  expect(valueDiff(null, { name: '', count: 0, none: null, list: [] })).toEqual([
    { path: 'name', before: null, after: '""', differs: true },
    { path: 'count', before: null, after: '0', differs: true },
    { path: 'none', before: null, after: 'null', differs: true },
    { path: 'list', before: null, after: '[]', differs: true },
  ])
  expect(valueDiff('operator', 'M. Rojas')).toEqual([{ path: '', before: 'operator', after: 'M. Rojas', differs: true }])
  expect(valueDiff(null, null)).toEqual([])
})

test('a day of the filter runs from its first moment to the first of the next one', () => {
  const filter = filterOf({ ...noChoice, text: '  58 ', fromDay: '2026-04-02', toDay: '2026-04-02' })
  expect(filter).toEqual({
    text: '58',
    accountId: null,
    actions: [],
    from: new Date(2026, 3, 2).getTime(),
    to: new Date(2026, 3, 3).getTime(),
  })
  expect([isFiltered(noChoice), isFiltered({ ...noChoice, text: ' ' }), isFiltered({ ...noChoice, actions: ['account.saved'] })]).toEqual([
    false,
    false,
    true,
  ])
})

test('a million lines are read on by line number while only the pages near the view are held', () => {
  const line = (id: number) => ({ id }) as AuditEntry
  const rows = (top: number) => Array.from({ length: 100 }, (_, at) => line(top - at))
  let held = addPage(null, { key: 'k', page: 0, before: null, rows: rows(1_000_000), total: 1_000_000 })
  for (let page = 1; page < 200; page += 1)
    held = addPage(held, { key: 'k', page, before: held.starts[page] ?? null, rows: rows(1_000_000 - page * 100), total: 1_000_007 })
  expect([held.pages.size, held.reached, held.more, held.total]).toEqual([40, 20_000, true, 1_000_000])
  expect(held.pages.get(199)?.[99]?.id).toBe(980_001)
  expect(held.pages.has(0)).toBe(false)
  expect(held.starts[150]).toBe(985_001)
  const end = addPage(held, { key: 'k', page: 200, before: 980_001, rows: [line(980_000)], total: 1_000_007 })
  expect([end.reached, end.more]).toEqual([20_001, false])
})
