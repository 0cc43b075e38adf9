import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canvasHeight, followScroll, MAX_CANVAS_PX, scrollTo, visibleRows } from '../../src-renderer/ui/scaled-scroll.ts'

const ROW = 28

test('a list below the limit scrolls one to one', () => {
  const sizes = { viewport: 560, content: 31_204 * ROW }
  expect(canvasHeight(sizes)).toBe(31_204 * ROW)
  expect(followScroll({ scrollTop: 0, offset: 0 }, 2800, sizes)).toEqual({ scrollTop: 2800, offset: 2800 })
  expect(visibleRows(2800, sizes, ROW, 31_204, 0)).toEqual({ start: 100, end: 120 })
})

test("ten million rows fit under the browser's limit; the wheel moves by exact rows and the bar reaches both ends", () => {
  const count = 10_000_000
  const sizes = { viewport: 560, content: count * ROW }
  expect(canvasHeight(sizes)).toBe(MAX_CANVAS_PX)
  const wheeled = followScroll(scrollTo(5_000_000 * ROW, sizes), scrollTo(5_000_000 * ROW, sizes).scrollTop + 100, sizes)
  expect(wheeled.offset).toBe(5_000_000 * ROW + 100)
  const end = followScroll({ scrollTop: 0, offset: 0 }, MAX_CANVAS_PX - 560, sizes)
  expect(visibleRows(end.offset, sizes, ROW, count, 0)).toEqual({ start: count - 20, end: count })
  expect(followScroll(end, 0, sizes)).toEqual({ scrollTop: 0, offset: 0 })
})

test('wherever the bar is put, the rows shown exist and a jump by key lands where it was aimed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50_000_000 }),
      fc.integer({ min: 100, max: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (count, viewport, share) => {
        const sizes = { viewport, content: count * ROW }
        const lastTop = Math.max(0, canvasHeight(sizes) - viewport)
        const state = followScroll({ scrollTop: 0, offset: 0 }, share * lastTop, sizes)
        const { start, end } = visibleRows(state.offset, sizes, ROW, count)
        const aimed = scrollTo(share * sizes.content, sizes)
        expect(start >= 0 && start < end && end <= count).toBe(true)
        expect(aimed.offset >= 0 && aimed.offset <= Math.max(0, sizes.content - viewport)).toBe(true)
        expect(aimed.scrollTop <= lastTop + 1).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})
