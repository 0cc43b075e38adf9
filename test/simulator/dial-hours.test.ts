import { expect, test } from 'vitest'
import { mayDial, nextDialMs } from '../../src-simulator/dial-hours.ts'
import type { Json } from './platform-client.ts'
import { callbot, rows, taskBody } from './platform-client.ts'
import { simulate } from './with-simulator.ts'

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

test('dial windows are half-hours in the zone of the task', async () => {
  const setting = { taskName: '', strategyName: '', startupType: 3, startupAt: 0, maxCall: 1, maxRingTime: 0, routeID: '', manual: null }
  const nine = { ...setting, zoneSecond: 28_800, dialAtWeekDay: '1,2,3,4,5', dialAtUpHour: '9,10', dialAtDownHour: '9' }
  const at = (local: string): number => Date.parse(`${local}+08:00`)
  const open = ['2026-11-20T08:59:59', '2026-11-20T09:00:00', '2026-11-20T10:29:59', '2026-11-20T10:30:00', '2026-11-21T09:00:00'].map(
    local => mayDial(nine, at(local)),
  )
  expect(open).toEqual([false, true, true, false, false])
  expect(nextDialMs(nine, at('2026-11-20T10:30:00'))).toBe(at('2026-11-23T09:00:00'))
  const kathmandu = { ...nine, zoneSecond: 20_700, dialAtWeekDay: '' }
  expect(nextDialMs(kathmandu, Date.parse('2026-11-20T00:00:00+05:45'))).toBe(Date.parse('2026-11-20T09:00:00+05:45'))

  const nowInZone = new Date(Date.now() + 28_800_000)
  const closedHours = String((nowInZone.getUTCHours() + 12) % 24)
  const simulator = await simulate({ dialHours: 'respect' })
  await callbot(
    simulator,
    'createAndCall',
    taskBody('t', rows('o', 3), { setting: { dialAtWeekDay: '', dialAtUpHour: closedHours, dialAtDownHour: closedHours } }),
  )
  await pause(30)
  expect(simulator.records.tasks()).toMatchObject([{ taskStatus: 2, activeCalls: 0 }])
})

test('a task waits for its window and dials when it opens', async () => {
  const speed = 4000
  const open = async () => {
    const before = Date.now()
    const simulator = await simulate({ dialHours: 'respect', stamps: 'simulated', speed })
    // At least half an hour away: at this speed there is half a second to make the task.
    const next = new Date((Math.floor(before / 1_800_000) + 2) * 1_800_000)
    const hour = String(next.getUTCHours())
    const [up, down] = next.getUTCMinutes() === 0 ? [hour, ''] : ['', hour]
    const window = { zoneSecond: 0, dialAtWeekDay: '', dialAtUpHour: up, dialAtDownHour: down, strategyName: 'Once Only' }
    await callbot(simulator, 'createAndCall', taskBody('t', rows('o', 3), { setting: window }))
    const after = Date.now()
    return { simulator, next, isBefore: after + (after - before) * speed < next.getTime() }
  }
  let { simulator, next, isBefore } = await open()
  // On a machine that stood still meanwhile the window may have opened before there was a task.
  for (let again = 0; again < 20 && !isBefore; again += 1) ({ simulator, next, isBefore } = await open())
  expect(await simulator.settled()).toBe(true)
  const listed = await callbot(simulator, 'listCall', { productID: 'callbot', userTaskID: 't', options: {}, page: 1, size: 10 })
  const starts = (listed.json.callList as Json[]).map(call => Number(call.callStartTs) * 1000 - next.getTime())
  expect(starts).toEqual([0, 0, 0])
})
