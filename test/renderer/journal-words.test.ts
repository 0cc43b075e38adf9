import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { journalEn } from '../../src-renderer/i18n/en/journal.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { journalWords } from '../../src-renderer/submissions/journal-words.ts'

const { t } = createI18n()
const core = join(import.meta.dirname, '../../src-core/submissions')

/** The events of the core's type, read from its source: the renderer may not import the core. */
const eventsOfCore = (): string[] => {
  const source = readFileSync(join(core, 'journal.ts'), 'utf8')
  const union = source.slice(source.indexOf('export type JournalEvent'), source.indexOf('/** What happened'))
  return Array.from(union.matchAll(/'(\w+)'/g), match => match[1] ?? '')
}

test('every event of the journal has its words, and no words stand for an event that is gone', () => {
  expect(eventsOfCore().length).toBeGreaterThan(20)
  expect(Object.keys(journalEn).sort()).toEqual(eventsOfCore().sort())
})

test('an event is told with its numbers, and one of a later version by its name', () => {
  const words = (event: string, params: Record<string, string | number> = {}) => journalWords(t, { at: 0, event, params })
  expect(words('asked', { round: 2, found: 340, missing: 160 })).toBe('Asked the platform: 340 found, 160 not seen')
  expect(words('backoff', { code: 'platform_busy', waitMs: 14_230, tries: 2 })).toBe('The platform is busy: waiting 14.2 s, try 2')
  expect(words('split', { code: 'platform_parameters', first: 13, second: 14 })).toBe(
    'Refused as a whole (The platform did not accept the request): its halves go on as batches 13 and 14',
  )
  expect(words('decided_not_taken', { orders: 500, by: 'M. Rojas' })).toBe('M. Rojas decided to send its 500 orders again')
  expect(words('teleported')).toBe('teleported')
})
