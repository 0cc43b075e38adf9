import { expect, test } from 'vitest'
import type { Gap, Probe } from '../../src-contract/model/tunnel.ts'
import { medianMs, probeBars } from '../../src-renderer/tunnel/probe-bars.ts'
import { quotaForecast } from '../../src-renderer/tunnel/quota-forecast.ts'

const T = Date.UTC(2026, 3, 2, 10, 0)
const back = (at: number, tookMs = 80): Probe => ({ at: T + at * 1000, cameBack: true, tookMs, problem: '' })
const lost = (at: number): Probe => ({ at: T + at * 1000, cameBack: false, tookMs: null, problem: 'HTTP 502' })
const gap = (from: number, to: number | null): Gap => ({
  id: from,
  from: T + from * 1000,
  to: to === null ? null : T + to * 1000,
  state: to === null ? 'open' : 'repaired',
  tasks: 1,
  ordersPulled: 0,
  repairedAt: null,
  problem: null,
})
const kinds = (probes: readonly Probe[], gaps: readonly Gap[], now: number, metered = false) =>
  probeBars(probes, { gaps, lateAfterMs: metered ? 620_000 : 60_000, now: T + now * 1000 })
    .map(bar => bar.kind)
    .join(' ')

test('good probes in a row are bars in a row, and lost ones tell of their gap themselves', () => {
  expect(kinds([back(0), back(20), back(40)], [], 45)).toBe('probe probe probe')
  expect(kinds([back(0), lost(20), back(40)], [gap(0, 40)], 45)).toBe('probe probe probe')
})

test('a time in which nothing was connected stands between two good probes, and one that lasts at the end', () => {
  expect(kinds([back(0), back(31)], [gap(2, 31)], 40)).toBe('probe gap probe')
  expect(kinds([back(0), lost(20)], [gap(0, null)], 100)).toBe('probe probe gap')
  // Repaired the moment the last probe was noted.
  expect(kinds([back(0, 100), back(31, 100)], [gap(2, 31.11)], 40)).toBe('probe gap probe')
})

test('silence is shown as silence, where every request counts only after minutes', () => {
  expect(kinds([back(0), back(3600)], [], 3610)).toBe('probe silence probe')
  expect(kinds([back(0), back(300)], [], 310, true)).toBe('probe probe')
  expect(kinds([back(0), back(700)], [], 710, true)).toBe('probe silence probe')
  expect(kinds([back(0)], [], 90)).toBe('probe silence')
})

test('never more than 180 bars, an hour of probes, the newest ones', () => {
  const bars = probeBars(
    Array.from({ length: 200 }, (_, at) => back(at * 20)),
    { gaps: [], lateAfterMs: 60_000, now: T + 4_100_000 },
  )
  expect([bars.length, bars.at(-1)?.kind, bars.at(-2)?.at]).toEqual([180, 'silence', T + 199 * 20_000])
})

test('the median is of the probes that came back, and nothing without one', () => {
  expect(medianMs([back(0, 10), back(1, 300), back(2, 90), lost(3)])).toBe(90)
  expect(medianMs([lost(0)])).toBeNull()
})

const april = Date.UTC(2026, 3, 1)
const quota = (used: number, limit: number | null, pollingTookOver = false) => ({ used, limit, since: april, pollingTookOver })
const day = (date: number) => Date.UTC(2026, 3, date)

test('a plan that runs out names the day polling takes over, and the day it is empty if that is this month', () => {
  expect(quotaForecast(quota(10_000, 20_000), day(11))).toEqual({ kind: 'runsOut', pollingAt: day(19), fullAt: day(21) })
  expect(quotaForecast(quota(6_400, 20_000), day(11))).toEqual({ kind: 'runsOut', pollingAt: april + 28.125 * 86_400_000, fullAt: null })
})

test('a plan that lasts says how many at its end, and a first day, no limit or polling already there is said instead', () => {
  expect(quotaForecast(quota(3_000, 20_000), day(11))).toEqual({ kind: 'lasts', atEnd: 9_000 })
  expect(quotaForecast(quota(0, 20_000), day(11))).toEqual({ kind: 'lasts', atEnd: 0 })
  expect(quotaForecast(quota(900, 20_000), april + 3_600_000)).toEqual({ kind: 'tooEarly' })
  expect(quotaForecast(quota(900, null), day(11))).toEqual({ kind: 'noLimit' })
  expect(quotaForecast(quota(18_000, 20_000, true), day(11))).toEqual({ kind: 'tookOver' })
})
