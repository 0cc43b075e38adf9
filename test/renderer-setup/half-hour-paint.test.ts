import { expect, test } from 'vitest'
import type { PaintAction } from '../../src-renderer/setup/half-hour-paint.ts'
import { paintBoard, paintHalfHours, wholeHours } from '../../src-renderer/setup/half-hour-paint.ts'

const after = (cells: number[], ...actions: PaintAction[]) => actions.reduce(paintHalfHours, paintBoard(cells))

test('dragging over empty half-hours paints them, and dragging back takes the same stroke off again', () => {
  const pulled = after([18], { type: 'press', cell: 20 }, { type: 'drag', cell: 24 }, { type: 'drag', cell: 21 }, { type: 'release' })
  expect(pulled).toEqual({ cells: [18, 20, 21], cursor: 21, stroke: null })
})

test('a stroke that starts on a painted half-hour erases, also to the left, and leaves the rest', () => {
  const erased = after(wholeHours(9, 13), { type: 'press', cell: 23 }, { type: 'drag', cell: 20 }, { type: 'release' })
  expect(erased.cells).toEqual([18, 19, 24, 25])
})

test('with the keyboard Space toggles and Shift with arrows carries that state along', () => {
  const painted = after(
    [],
    { type: 'move', to: 18, extend: false },
    { type: 'toggle' },
    { type: 'move', to: 19, extend: true },
    { type: 'move', to: 20, extend: true },
    { type: 'move', to: 21, extend: false },
  )
  expect(painted).toEqual({ cells: [18, 19, 20], cursor: 21, stroke: null })
  const erased = [{ type: 'toggle' }, { type: 'move', to: 20, extend: true }, { type: 'move', to: 19, extend: true }] as const
  expect(erased.reduce<ReturnType<typeof after>>(paintHalfHours, painted).cells).toEqual([18, 19, 20, 21])
  const off = [
    { type: 'move', to: 22, extend: false },
    { type: 'move', to: 19, extend: true },
  ] as const
  expect(off.reduce<ReturnType<typeof after>>(paintHalfHours, painted).cells).toEqual([18])
})

test('the cursor stays inside the day and a drag without a press changes nothing', () => {
  expect(after([], { type: 'move', to: -3, extend: false }).cursor).toBe(0)
  expect(after([47], { type: 'move', to: 60, extend: true })).toMatchObject({ cells: [47], cursor: 47 })
  expect(after([4], { type: 'drag', cell: 9 }).cells).toEqual([4])
})

test('a preset replaces what was painted', () => {
  expect(after([1, 2], { type: 'set', cells: wholeHours(9, 18) }).cells).toEqual(wholeHours(9, 18))
  expect(wholeHours(10, 20)).toHaveLength(20)
})
