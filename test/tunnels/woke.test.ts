import { expect, test } from 'vitest'
import { openAwaited } from './awaited-tunnel.ts'

const HOUR = 3_600_000

test('the time a computer slept is a gap although the connection outlived it: what was missed is pulled', async () => {
  const { service, time, asked, reaches, gaps } = await openAwaited()
  const asleepSince = time.now + 60_000
  time.now = asleepSince + HOUR
  service.woke(asleepSince)
  await reaches(() => ['repaired', 'failed'].includes(gaps.list()[0]?.state ?? ''))
  expect(gaps.list()).toMatchObject([{ from: asleepSince, to: time.now, tasks: 1, problem: null }])
  expect(asked).toEqual(['u1'])
  await reaches(() => service.view().probes.length === 2)
  expect(service.state().state).toBe('live')
})

test('another network alone proves the tunnel anew and is no gap', async () => {
  const { service, time, asked, reaches, gaps } = await openAwaited()
  time.now += HOUR
  service.woke(null)
  await reaches(() => service.view().probes.length === 2)
  expect([service.state().state, gaps.list(), asked]).toEqual(['live', [], []])
})
