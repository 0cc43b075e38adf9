import { expect, test } from 'vitest'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { callStatusLook, callStatusWords, knownCallStatuses } from '../../src-renderer/ui/call-status-look.ts'
import { taskStatusLook, taskStatusWords } from '../../src-renderer/ui/task-status-look.ts'

const { t } = createI18n()

test('every documented callStatus has its words, shape and colour', () => {
  const shown = knownCallStatuses.map(
    code => `${code} ${callStatusWords(t, code)}, ${callStatusLook(code).glyph}, ${callStatusLook(code).hue}`,
  )
  expect(shown).toEqual([
    '1 Ready to call, ring, grey',
    '2 Dispatching, ring, grey',
    '3 Dialling, half-ring, blue',
    '4 Ringing, half-ring, blue',
    '5 In call, half-ring, blue',
    '6 Completed call, disc-check, green',
    '8 Invalid number, cross, red',
    '9 Unreachable, triangle-down, amber',
    '10 Line busy, triangle-down, amber',
    '11 Busy and rejected, diamond, orange',
    '12 User rejected, diamond, orange',
    '13 User rejected, diamond, orange',
    '15 TTS failed, cross, red',
    '16 Unknown reason, dashed-question, violet',
    '17 Blacklisted, cross, red',
    '18 Stopped, square, grey',
    '21 Number check failed, cross, red',
    '22 Rang, not answered, triangle-down, amber',
    '23 No response, triangle-down, amber',
    '24 Voice mail, bar-in-rect, violet',
    '25 Rang too long, triangle-down, amber',
  ])
})

test('a code the reference does not name is kept and shown with its number', () => {
  for (const code of [7, 14, 19, 20, 26, 99]) {
    expect(callStatusWords(t, code)).toBe(`Code ${code}, unlisted`)
    expect(callStatusLook(code)).toEqual({ glyph: 'dashed-question', hue: 'violet' })
  }
  expect(taskStatusWords(t, 9)).toBe('Code 9, unlisted')
})

test('words of the platform stand where no code came', () => {
  expect(callStatusWords(t, null, 'NO ANSWER')).toBe('NO ANSWER')
})

test('every taskStatus has its word, shape and colour', () => {
  expect([1, 2, 3, 4, 5].map(code => `${taskStatusWords(t, code)}, ${taskStatusLook(code).glyph}, ${taskStatusLook(code).hue}`)).toEqual([
    'Waiting, ring, grey',
    'Running, triangle-right, green',
    'Completed, disc-check, grey',
    'Failed, cross, red',
    'Paused, bars, amber',
  ])
})
