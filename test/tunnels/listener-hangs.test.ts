import { expect, test } from 'vitest'
import { until } from '../core/open-test-core.ts'
import { openAwaited } from './awaited-tunnel.ts'

test('a listener that does not say what came through keeps no gap from being noted and ended, and no console from being closed', async () => {
  const { service, given, time, gaps, store, endPauses } = await openAwaited()
  const probedAt = time.now
  await until(() => (store.goodAt() === probedAt ? true : null))
  time.now += 60_000
  given.hangs = true
  service.restart()
  const gap = await until(() => {
    endPauses()
    return gaps.list().find(({ to }) => to !== null) ?? null
  })
  // From the last probe on, as nobody knows of a webhook.
  expect([gap.from <= probedAt, gap.to]).toEqual([true, time.now])
  let isClosed = false
  const closing = service.close().then(() => {
    isClosed = true
  })
  await until(() => {
    endPauses()
    return isClosed ? true : null
  })
  await closing
  given.hangs = false
})
