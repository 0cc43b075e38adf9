import { expect, test } from 'vitest'
import type { Gap } from '../../src-contract/model/tunnel.ts'
import { quotaForecast } from '../../src-renderer/tunnel/quota-forecast.ts'
import { silentSince } from '../../src-renderer/tunnel/tunnel-look.ts'
import { hidePhones } from '../../src-renderer/ui/hide-phones.ts'
import { gapMarks } from '../../src-renderer/webhooks/gap-marks.ts'
import { rateNow } from '../../src-renderer/webhooks/rate-now.ts'

const gap = (from: number, to: number | null, state: Gap['state'] = 'open'): Gap => ({
  id: from,
  from,
  to,
  state,
  tasks: 1,
  ordersPulled: 0,
  repairedAt: null,
  problem: null,
})
const problem = { code: 'tunnel_ended', params: {}, requestId: null, responseId: null, retCode: null, retMsg: null } as const

test('a body keeps its length and everything but the middle of its phones, wherever they stand', () => {
  const body =
    '{"userPhone":"56912345678","orderID":"569123456789","other":"call 56912345678 back","caller":85235757581,"callee":"NX09@10.0.0.1"}'
  const shown = hidePhones(body, '56912345678')
  expect(shown).toBe(
    '{"userPhone":"569••••5678","orderID":"569123456789","other":"call 569••••5678 back","caller":852••••7581,"callee":"NX09@10.0.0.1"}',
  )
  expect(shown.length).toBe(body.length)
  expect(hidePhones('{\\"userPhone\\": \\"+56912345678\\"}', null)).toBe('{\\"userPhone\\": \\"+569••••5678\\"}')
  expect(hidePhones('{"orderID":"o1"}', null)).toBe('{"orderID":"o1"}')
})

test('the rate is that of the last 60 seconds, whatever second of the minute it is', () => {
  const minute = 29_000_000
  const minutes = [
    { minute: minute - 1, count: 120, refused: 0 },
    { minute, count: 30, refused: 0 },
  ]
  expect(rateNow(minutes, minute * 60_000)).toBe(2.5)
  expect(rateNow(minutes, minute * 60_000 + 45_000)).toBe(1)
  expect(rateNow([], minute * 60_000)).toBe(0)
})

test('gaps are cut to the span that is shown, an open one ends now, and what lies outside is left out', () => {
  const gaps = [gap(150, null), gap(20, 120, 'repaired'), gap(0, 50, 'repaired')]
  expect(gapMarks(gaps, { from: 100, to: 200, now: 190 }).map(({ gap: { id }, from, to }) => [id, from, to])).toEqual([
    [20, 0, 0.2],
    [150, 0.5, 0.9],
  ])
})

test('a tunnel that is down is silent since the last sign of life, not since that was noticed', () => {
  const down = { state: 'down', since: 500, tries: 3, nextTryAt: 900, problem } as const
  expect(silentSince({ state: down, gaps: [gap(300, null), gap(10, 20, 'repaired')] })).toBe(300)
  expect(silentSince({ state: down, gaps: [] })).toBe(500)
  expect(silentSince({ state: { state: 'refused', problem }, gaps: [gap(300, null)] })).toBe(300)
  expect(silentSince({ state: { state: 'off' }, gaps: [gap(300, null)] })).toBeNull()
})

test('a plan that is used up says when the next month begins', () => {
  const since = Date.UTC(2026, 10, 1)
  const quota = { used: 30, limit: 30, since, pollingTookOver: true }
  expect(quotaForecast(quota, since + 1000)).toEqual({ kind: 'usedUp', until: Date.UTC(2026, 11, 1) })
  expect(quotaForecast({ ...quota, used: 29 }, since + 1000)).toEqual({ kind: 'tookOver' })
})
