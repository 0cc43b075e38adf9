import { expect, onTestFinished, test, vi } from 'vitest'
import { startAwakeTimer } from '../../src-core/awake-timer.ts'

function fakeTimers() {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
}

test('the time is over once, after it has passed, and never when it was called off', () => {
  fakeTimers()
  const over: string[] = []
  startAwakeTimer(3_000, () => over.push('kept'))
  const callOff = startAwakeTimer(3_000, () => over.push('called off'))
  vi.advanceTimersByTime(2_999)
  expect(over).toEqual([])
  callOff()
  vi.advanceTimersByTime(60_000)
  expect(over).toEqual(['kept'])
})

test('a computer that stood still for longer than the whole time is waited for: what came meanwhile is read before it is over', async () => {
  const over: string[] = []
  const callOff = startAwakeTimer(200, () => over.push('over'))
  onTestFinished(callOff)
  const came = new Promise<void>(resolve => setTimeout(resolve, 20)).then(() => over.push('what came meanwhile'))
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400)
  await came
  expect(over).toEqual(['what came meanwhile'])
})
