import { expect, onTestFinished, test, vi } from 'vitest'
import { POLL_MS, passes } from './polled-platform.ts'
import { recordedCalls, sent } from './recorded-calls.ts'
import { openSyncRig } from './sync-rig.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A task of NXLink that was just launched here, with ten orders, and a clock that goes on when the test says so. */
function launched() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_790_000_040_000 })
  onTestFinished(() => void vi.useRealTimers())
  const platform = recordedCalls()
  const rig = openSyncRig({ nxlink: platform.nxlink, pollMs: POLL_MS })
  const at = Date.now()
  rig.tasks.launched({ accountId: 'nx', userTaskID: 'wave', taskID: null, taskName: 'Wave', sceneID: '', at, watchUntil: at + 10 * MINUTE })
  for (let index = 0; index < 10; index += 1) sent(rig.orders, 'nx', 'wave', `o${index}`, at)
  const finished = () => rig.orders.taskCounts('nx').get('wave')?.finished ?? 0
  const leap = async (ms: number) => {
    vi.setSystemTime(Date.now() + ms)
    await passes(POLL_MS)
  }
  return { ...platform, rig, finished, leap }
}

test('a call of five minutes is polled', async () => {
  const { rig, call, finished } = launched()
  rig.poller.start()
  await passes(10 * SECOND)
  call('o1', Date.now(), 300)
  await passes(4 * MINUTE)
  expect(finished()).toBe(0)
  await passes(2 * MINUTE)
  expect(finished()).toBe(1)
})

test('a pause of an hour, as at noon or before somebody starts the task, does not end the polling', async () => {
  const { rig, call, finished } = launched()
  rig.poller.start()
  await passes(MINUTE)
  await passes(HOUR)
  call('o1', Date.now(), 30)
  await passes(2 * MINUTE)
  expect(finished()).toBe(1)
  // Checked and nothing new is fresh all the same.
  expect(rig.signs.of('nx', 'wave')).toMatchObject({ countsSource: 'record' })
  expect(rig.signs.of('nx', 'wave').countsFreshAt).toBeGreaterThan(Date.now() - MINUTE)
})

test('calls that began while the platform did not answer are polled once it does', async () => {
  const { rig, call, finished, given } = launched()
  rig.poller.start()
  await passes(10 * SECOND)
  given.isDown = true
  const downAt = Date.now()
  await passes(20 * MINUTE)
  for (const minute of [1, 5, 12]) call(`o${minute % 10}`, downAt + minute * MINUTE, 20)
  given.isDown = false
  await passes(3 * MINUTE)
  expect(finished()).toBe(3)
})

test('calls of three days in which the computer slept, and of those in which the console was closed, are polled in spans of a day', async () => {
  const { rig, call, finished, leap, asked } = launched()
  rig.poller.start()
  await passes(10 * SECOND)
  const asleepAt = Date.now()
  call('o1', asleepAt + HOUR, 60)
  call('o2', asleepAt + 50 * HOUR, 60)
  await leap(3 * DAY)
  await passes(MINUTE)
  expect(finished()).toBe(2)

  await rig.poller.close()
  call('o3', Date.now() + HOUR, 60)
  vi.setSystemTime(Date.now() + 2 * DAY)
  rig.anotherPoller().start()
  await passes(MINUTE)
  expect(finished()).toBe(3)
  expect(Math.max(...asked.map(({ from, to }) => to - from))).toBeLessThanOrEqual(DAY + HOUR + 2 * SECOND)
})

test('what is quiet is asked for seldom, and after a week without a call not at all; a call that a webhook tells of brings it back', async () => {
  const { rig, asked, leap, call, finished } = launched()
  rig.poller.start()
  await passes(HOUR)
  asked.length = 0
  await passes(10 * MINUTE)
  expect(asked.length).toBeGreaterThan(5)
  // A short look and a whole reading each ten rounds.
  expect(asked.length).toBeLessThanOrEqual((2 * 10 * MINUTE) / (10 * POLL_MS))
  await leap(8 * DAY)
  asked.length = 0
  await passes(10 * MINUTE)
  expect(asked).toEqual([])
  const at = Date.now()
  const [record] = [{ orderID: 'o1', userTaskID: 'wave', taskID: '7', phone: '569', name: '', sceneID: '', finish: false, other: '' }]
  const told = { callID: 'call-x', callStatus: null, statusText: 'Missed call', answered: false, startAt: at, answerAt: null, endAt: at }
  const rest = { durationSeconds: 0, callingNumber: '', lineAddress: '', hangupCause: '', termSipCode: '', audioUrl: '', turns: null }
  const lists = { intents: [], sms: [], agent: null, params: [] }
  rig.orders.upsertOrders('nx', [{ ...record, call: { ...told, ...rest, ...lists }, raw: '{}' } as never], 'webhook', at)
  call('o2', at, 30)
  await passes(2 * MINUTE)
  expect(finished()).toBe(1)
})

test('a clock that is set back by a day stops no polling of records', async () => {
  const { rig, call, finished } = launched()
  rig.poller.start()
  await passes(10 * SECOND)
  vi.setSystemTime(Date.now() - DAY)
  call('o1', Date.now() + SECOND, 20)
  await passes(2 * MINUTE)
  expect(finished()).toBe(1)
})
