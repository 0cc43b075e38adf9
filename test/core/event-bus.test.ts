import { expect, onTestFinished, test, vi } from 'vitest'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import { createEventBus } from '../../src-core/event-bus.ts'

function listenTo(minGapMs: number) {
  const bus = createEventBus(minGapMs)
  onTestFinished(() => bus.close())
  const heard: ConsoleEvent[] = []
  bus.on(event => heard.push(event))
  return { bus, heard }
}

test('the first change is said at once, those within the gap once behind it, and other things are not held up by it', async () => {
  const { bus, heard } = listenTo(50)
  for (let change = 0; change < 5; change += 1) bus.emit('orders', { accountId: 'a' })
  bus.emit('orders', { accountId: 'b' })
  expect(heard).toEqual([
    { name: 'orders', accountId: 'a', revision: 1 },
    { name: 'orders', accountId: 'b', revision: 2 },
  ])
  await expect.poll(() => heard.slice(2)).toEqual([{ name: 'orders', accountId: 'a', revision: 3 }])
})

test('a clock that is set back by an hour keeps no change from being said', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const { bus, heard } = listenTo(1)
  bus.emit('orders')
  vi.setSystemTime(Date.now() - 3_600_000)
  bus.emit('orders')
  await expect.poll(() => heard).toHaveLength(2)
})
