import { expect, test } from 'vitest'
import { openAwaited, openTunnelRig } from './awaited-tunnel.ts'

test('a live tunnel that is switched off leaves no gap: from then on tasks are polled', async () => {
  const { service, gaps, store, webhookComes } = await openAwaited()
  await webhookComes()
  await service.save({ settings: { provider: 'none' } })
  expect(service.state()).toEqual({ state: 'off' })
  await service.close()
  expect([gaps.list(), store.goodAt()]).toEqual([[], null])
})

test('a gap that a console without a tunnel finds open at its start is ended and repaired', async () => {
  const { service, time, gaps, store, asked, settings, taskLeaves, reaches } = await openTunnelRig()
  // The run before knew the task as sent through a tunnel.
  store.put({ settings, secretPlace: null, pinned: null })
  taskLeaves()
  const from = time.now - 60_000
  store.setGoodAt(from)
  gaps.begin(from)
  store.put({ settings: { provider: 'none' }, secretPlace: null, pinned: null })
  service.start()
  await reaches(() => ['repaired', 'failed'].includes(gaps.list()[0]?.state ?? ''))
  expect(gaps.list()).toMatchObject([{ state: 'repaired', from, to: time.now, tasks: 1, problem: null }])
  expect([asked, gaps.open(), store.goodAt()]).toEqual([['u1'], null, null])
})
