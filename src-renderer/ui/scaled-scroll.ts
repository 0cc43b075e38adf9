/** Browsers lay out about 33 million pixels at most; half of that leaves room for zoom. */
export const MAX_CANVAS_PX = 16_000_000

export interface ScrollState {
  /** Where the page's own scroll bar is. */
  readonly scrollTop: number
  /** Pixels above the first visible one if every row had its full height. */
  readonly offset: number
}

/** Sizes of a scrolled list: all in pixels. */
export interface ScrollSizes {
  readonly viewport: number
  /** Height of all rows, without limit. */
  readonly content: number
}

/** Height of the element that is scrolled. */
export const canvasHeight = (sizes: ScrollSizes): number => Math.min(sizes.content, MAX_CANVAS_PX)

/**
 * Follows the scroll bar. Up to the limit both are one. Beyond it a short way moves the rows by exactly that way,
 * and a long one (dragging the bar) is a jump to that share of the list.
 */
export function followScroll(before: ScrollState, scrollTop: number, sizes: ScrollSizes): ScrollState {
  const canvas = canvasHeight(sizes)
  if (canvas === sizes.content) return { scrollTop, offset: scrollTop }
  const lastTop = canvas - sizes.viewport
  const lastOffset = sizes.content - sizes.viewport
  if (scrollTop <= 0) return { scrollTop: 0, offset: 0 }
  if (scrollTop >= lastTop) return { scrollTop, offset: lastOffset }
  const way = scrollTop - before.scrollTop
  if (Math.abs(way) <= sizes.viewport * 2) return { scrollTop, offset: clamp(before.offset + way, 0, lastOffset) }
  return { scrollTop, offset: Math.round((scrollTop / lastTop) * lastOffset) }
}

/** The scroll state that shows a given offset, for jumps by key. */
export function scrollTo(offset: number, sizes: ScrollSizes): ScrollState {
  const canvas = canvasHeight(sizes)
  const lastOffset = Math.max(0, sizes.content - sizes.viewport)
  const at = clamp(offset, 0, lastOffset)
  if (canvas === sizes.content || lastOffset === 0) return { scrollTop: at, offset: at }
  return { scrollTop: Math.round((at / lastOffset) * (canvas - sizes.viewport)), offset: at }
}

/** First visible row and the one after the last, with some beyond both edges. */
export function visibleRows(
  offset: number,
  sizes: ScrollSizes,
  rowHeight: number,
  rowCount: number,
  beyond = 8,
): { start: number; end: number } {
  const start = clamp(Math.floor(offset / rowHeight) - beyond, 0, rowCount)
  const end = clamp(Math.ceil((offset + sizes.viewport) / rowHeight) + beyond, 0, rowCount)
  return { start, end }
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
