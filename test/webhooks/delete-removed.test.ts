import { expect, onTestFinished, test, vi } from 'vitest'
import { createDeleteRemoved } from '../../src-core/webhooks/delete-removed.ts'

test('rests are four times the slice before them, and short also after one in which the computer slept', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  onTestFinished(() => clock.mockRestore())
  let sliceMs = 25
  let slices = 0
  const deleting = createDeleteRemoved({
    removed: {
      deleteSome() {
        now += sliceMs
        slices += 1
        return 'more'
      },
    },
    failed: () => undefined,
  })
  onTestFinished(() => deleting.close())
  deleting.start(['account-9'])
  vi.advanceTimersByTime(5)
  expect(slices).toBe(1)
  vi.advanceTimersByTime(99)
  expect(slices).toBe(1)
  sliceMs = 8 * 3_600_000
  vi.advanceTimersByTime(1)
  expect(slices).toBe(2)
  vi.advanceTimersByTime(2_000)
  expect(slices).toBe(3)
})
