import { expect, test } from 'vitest'
import { createReaderQueue, SIGNAL } from '../../src-core/orders/reader-queue.ts'

test('a newer question makes the older one step aside, goes first, and the older one is answered after it', async () => {
  const signals = new Int32Array(SIGNAL.words)
  const queue = createReaderQueue(signals)
  const order: string[] = []
  let newer: Promise<string> | null = null
  const older = queue.add('question', 'a', () => {
    order.push('older starts')
    if (!newer) {
      Atomics.add(signals, SIGNAL.newQuestion, 1)
      newer = queue.add('question', 'b', () => `newer after ${order.length}`)
    }
    queue.checkpoint()
    return 'older'
  })
  expect([await older, await newer, order]).toEqual(['older', 'newer after 1', ['older starts', 'older starts']])
})

test('a question that stepped aside three times is finished the next time', async () => {
  const signals = new Int32Array(SIGNAL.words)
  const queue = createReaderQueue(signals)
  let starts = 0
  const answer = await queue.add('question', 'a', () => {
    starts += 1
    Atomics.add(signals, SIGNAL.newQuestion, 1)
    queue.checkpoint()
    return starts
  })
  expect(answer).toBe(4)
})

test('what is closed while it runs is refused and never started again', async () => {
  const signals = new Int32Array(SIGNAL.words)
  const queue = createReaderQueue(signals)
  let starts = 0
  const answer = queue.add('question', 'a', () => {
    starts += 1
    Atomics.add(signals, SIGNAL.closing, 1)
    queueMicrotask(() => queue.drop('a', new Error('closed')))
    queue.checkpoint()
  })
  await expect(answer).rejects.toThrow('closed')
  await new Promise(resolve => setImmediate(resolve))
  expect(starts).toBe(1)
})
