import { expect, test } from 'vitest'
import type { Alert } from '../../src-contract/model/board.ts'
import { alertTarget } from '../../src-renderer/alerts/alert-target.ts'
import { alertWords } from '../../src-renderer/alerts/alert-words.ts'
import { clockOfMinute, minuteOfClock } from '../../src-renderer/alerts/clock-minute.ts'
import { newlyNotified } from '../../src-renderer/alerts/newly-notified.ts'
import { noticeGroups } from '../../src-renderer/alerts/notice-groups.ts'
import { createI18n } from '../../src-renderer/i18n/i18n.ts'
import { pageAt } from '../../src-renderer/wallboard/pages.ts'

const alert: Alert = {
  id: 1,
  kind: 'answerRateFalls',
  at: 1000,
  accountId: 'a',
  userTaskID: 't1',
  taskName: 'Reminder',
  params: { now: 21.5, before: 40.2, points: 19, minutes: 20, calls: 120 },
  filter: { accountId: 'a', userTaskIDs: ['t1'] },
  notifiedAt: 1000,
  seenAt: null,
  endedAt: null,
}

test('every alert leads to what it is about', () => {
  expect({
    rate: alertTarget(alert),
    silence: alertTarget({ ...alert, kind: 'silence' }),
    ended: alertTarget({ ...alert, kind: 'taskEnded' }),
    tunnel: alertTarget({ ...alert, kind: 'tunnelDown', filter: null, userTaskID: null }),
    stuck: alertTarget({ ...alert, kind: 'submissionStuck', params: { submissionId: 'sub' } }),
  }).toEqual({
    rate: { name: 'orders', filter: alert.filter },
    silence: { name: 'tasks', userTaskID: 't1' },
    ended: { name: 'tasks', userTaskID: 't1' },
    tunnel: { name: 'tunnel' },
    stuck: { name: 'submission', id: 'sub' },
  })
})

test('an alert says its numbers', () => {
  const { t } = createI18n()
  expect(alertWords(t, alert)).toEqual({
    title: 'Reminder: answer rate down to 21.5 %',
    text: 'It was 40.2 % before the last 20 minutes (120 calls).',
  })
  expect(alertWords(t, { ...alert, kind: 'taskEnded', params: { status: 3, finished: 1980, total: 2000 } }).text).toBe(
    '1,980 of 2,000 orders finished.',
  )
  expect(alertWords(t, { ...alert, kind: 'taskEnded', params: { status: 4 } }).title).toBe('Reminder ended as failed')
})

test('what was there when the page opened is no news, and what quiet hours hold back comes when they end', () => {
  const first = newlyNotified([alert], null)
  const held = { ...alert, id: 2, notifiedAt: null }
  const second = newlyNotified([held, alert], first.known)
  const third = newlyNotified([{ ...held, notifiedAt: 5000 }, alert], second.known)
  expect([first.fresh, second.fresh, third.fresh.map(one => one.id)]).toEqual([[], [], [2]])
})

test('a browser is told in one notification what was told together: one alert in full, several of a kind or of many kinds as a count', () => {
  const { t } = createI18n()
  const ended = (id: number, status = 3) => ({ ...alert, id, kind: 'taskEnded' as const, taskName: `Wave ${id}`, params: { status } })
  const groups = (alerts: readonly Alert[]) => noticeGroups(t, alerts).map(({ title, text, alerts: about }) => [title, text, about.length])
  expect(groups([alert])).toEqual([['Reminder: answer rate down to 21.5 %', 'It was 40.2 % before the last 20 minutes (120 calls).', 1]])
  expect(groups([ended(1), ended(2), ended(3), ended(4), ended(5), alert])).toEqual([
    ['5 tasks are completed', 'Wave 1, Wave 2, Wave 3 and 2 more', 5],
    ['Reminder: answer rate down to 21.5 %', 'It was 40.2 % before the last 20 minutes (120 calls).', 1],
  ])
  expect(groups([ended(1), ended(2, 4)])).toEqual([['2 tasks ended, 1 of them failed', 'Wave 1, Wave 2', 2]])
  const kinds = (['silence', 'tunnelDown', 'submissionStuck', 'taskEnded'] as const).map((kind, at) => ({ ...alert, id: at, kind }))
  expect(groups(kinds)).toEqual([['4 alerts', 'Reminder', 4]])
})

test('quiet hours are typed as clock times', () => {
  expect([clockOfMinute(1205), minuteOfClock('20:05'), minuteOfClock('20:'), minuteOfClock('')]).toEqual(['20:05', 1205, null, null])
})

test('more tasks than fit take turns, and the last page is full too', () => {
  const items = [1, 2, 3, 4, 5]
  expect([0, 10, 20, 30].map(now => pageAt(items, 2, now, 10).items)).toEqual([
    [1, 2],
    [3, 4],
    [4, 5],
    [1, 2],
  ])
  expect(pageAt([], 3, 0, 10)).toEqual({ items: [], page: 1, pages: 1 })
})
