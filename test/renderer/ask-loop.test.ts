import { expect, test } from 'vitest'
import { createAskLoop } from '../../src-renderer/bridge/ask-loop.ts'

/** Timers that run when the test says so, and questions that are answered when the test says so. */
function setUp() {
  const waiting = new Map<number, { run: () => void; afterMs: number }>()
  let next = 0
  const open: ((answer: string) => void)[] = []
  const seen: string[] = []
  const loop = createAskLoop<string>({
    ask: () =>
      new Promise(resolve => {
        seen.push('asked')
        open.push(resolve)
      }),
    onAnswer: answer => seen.push(answer),
    onSlow: slow => {
      if (slow) seen.push('slow')
    },
    timers: {
      set: (run, afterMs) => {
        waiting.set(++next, { run, afterMs })
        return next
      },
      clear: timer => {
        if (timer !== undefined) waiting.delete(timer)
      },
    },
  })
  const settle = () => new Promise(resolve => setImmediate(resolve))
  return {
    loop,
    seen,
    pass: (ms: number) => {
      for (const [timer, { run, afterMs }] of [...waiting]) {
        if (afterMs > ms) continue
        waiting.delete(timer)
        run()
      }
    },
    answer: async (text: string) => {
      open.shift()?.(text)
      await settle()
    },
  }
}

test('many events ask once', async () => {
  const { loop, seen, pass, answer } = setUp()
  for (let event = 0; event < 40; event += 1) loop.touch()
  expect(seen).toEqual([])
  pass(120)
  await answer('one')
  expect(seen).toEqual(['asked', 'one'])
})

test('an event during a question asks again after its answer, never beside it', async () => {
  const { loop, seen, pass, answer } = setUp()
  loop.askNow()
  loop.touch()
  loop.touch()
  pass(120)
  expect(seen).toEqual(['asked'])
  await answer('old')
  pass(120)
  await answer('new')
  expect(seen).toEqual(['asked', 'old', 'asked', 'new'])
})

test('waiting is shown only when it lasts', async () => {
  const { loop, seen, pass, answer } = setUp()
  loop.askNow()
  pass(149)
  expect(seen).toEqual(['asked'])
  pass(150)
  await answer('late')
  expect(seen).toEqual(['asked', 'slow', 'late'])
})

test('the answer to a question nobody waits for any more is dropped', async () => {
  const { loop, seen, answer } = setUp()
  loop.askNow()
  loop.stop()
  await answer('too late')
  expect(seen).toEqual(['asked'])
})
