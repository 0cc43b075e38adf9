import { expect, test } from 'vitest'
import { dialWindow } from '../../src-renderer/tasks/dial-window.ts'

const hours = { weekdays: [1, 2, 3, 4, 5], halfHours: Array.from({ length: 21 }, (_, index) => 18 + index) }
const SANTIAGO_BEFORE = -10_800

test('after the clocks went back, a task still opens on the offset it was sent with, an hour earlier on the clocks there', () => {
  // 09:00 to 19:30 sent with −10800 on 2 April 2026; Chile goes back to −14400 on 5 April.
  const monday = (time: string) => Date.parse(`2026-04-06T${time}:00-04:00`)
  expect({
    before: dialWindow(hours, SANTIAGO_BEFORE, monday('07:30')),
    early: dialWindow(hours, SANTIAGO_BEFORE, monday('08:30')),
    late: dialWindow(hours, SANTIAGO_BEFORE, monday('18:45')),
  }).toEqual({
    before: { state: 'closed', changesAt: monday('08:00') },
    early: { state: 'open', changesAt: monday('18:30') },
    late: { state: 'closed', changesAt: Date.parse('2026-04-07T08:00:00-04:00') },
  })
})

test('a task that may dial at any time never shuts, and one without half-hours never opens', () => {
  const always = { weekdays: [1, 2, 3, 4, 5, 6, 7], halfHours: Array.from({ length: 48 }, (_, index) => index) }
  expect(dialWindow(always, 0, 0)).toEqual({ state: 'open', changesAt: null })
  expect(dialWindow({ ...hours, halfHours: [] }, 0, 0)).toEqual({ state: 'never' })
})
