import { expect, test } from 'vitest'
import { maskPhone } from '../../src-renderer/ui/mask-phone.ts'
import { formatBytes, formatCount, formatFixed, formatPercent, formatSeconds, shareOf } from '../../src-renderer/ui/number-format.ts'
import { formatDate, formatMoment, formatOffset, formatRange, formatSpan, formatTime, zoneCity } from '../../src-renderer/ui/time-format.ts'

const santiago = 'America/Santiago'
const now = Date.UTC(2026, 3, 2, 13, 24, 2)

test('an unknown number is a dash, never a zero', () => {
  expect([formatCount(null), formatPercent(null), formatPercent(shareOf(3, 0)), formatSeconds(undefined), formatTime(null)]).toEqual([
    '—',
    '—',
    '—',
    '—',
    '—',
  ])
  expect([formatCount(0), formatPercent(shareOf(0, 10))]).toEqual(['0', '0.0\u00a0%'])
})

test('a column of decimals keeps them, so that nothing reads as a bare 0', () => {
  expect([formatFixed(0, 2), formatFixed(0.004, 2), formatFixed(1.5, 2)]).toEqual(['0.00', '0.00', '1.50'])
})

test('numbers read as on the pictures', () => {
  expect([
    formatCount(31_204),
    formatPercent(0.412),
    formatSeconds(72),
    formatSeconds(3729),
    formatBytes(1400),
    formatBytes(33_554_432),
  ]).toEqual(['31,204', '41.2\u00a0%', '1:12', '1:02:09', '1.4\u00a0KB', '34\u00a0MB'])
})

test('times are told in the zone of the task, dates with their weekday, ranges with "to"', () => {
  expect([formatTime(now, santiago), formatDate(now, santiago, now), formatMoment(now, santiago, now)]).toEqual([
    '10:24',
    'Thu 2 Apr',
    '10:24:02',
  ])
  expect(formatMoment(now - 17 * 3_600_000, santiago, now)).toBe('1 Apr 17:24')
  expect(formatRange(Date.UTC(2026, 3, 2, 13), Date.UTC(2026, 3, 2, 14, 30), santiago, now)).toBe('10:00 to 11:30')
  expect(formatDate(Date.UTC(2025, 11, 31, 12), 'UTC', now)).toBe('Wed 31 Dec 2025')
  expect([formatOffset(-10_800), formatOffset(19_800), formatOffset(0)]).toEqual(['UTC−03:00', 'UTC+05:30', 'UTC+00:00'])
  expect([formatSpan(12_000), formatSpan(250_000), formatSpan(3_960_000)]).toEqual(['12 s', '4 min 10 s', '1 h 06 min'])
  expect(zoneCity('America/Argentina/Buenos_Aires')).toBe('Buenos Aires')
})

test('a masked phone shows country, first digit and last four, whatever the country', () => {
  expect([maskPhone('56912344471'), maskPhone('8613800138000'), maskPhone('12025550143')]).toEqual([
    '56 9 •••• 4471',
    '86 1 •••• 8000',
    '1 2 •••• 0143',
  ])
  expect(maskPhone('9999999999999')).toMatch(/•••• 9999$/)
  expect(maskPhone('12345')).toBe('12345')
})
