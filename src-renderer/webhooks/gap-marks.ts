import type { Gap } from '../../src-contract/model/tunnel.ts'

/** A gap on a strip of time: its edges as shares of the strip's width, 0 to 1. */
export interface GapMark {
  readonly gap: Gap
  readonly from: number
  readonly to: number
}

/** The gaps that reach into a span, cut to it, oldest first; an open one ends now. Instants in UTC milliseconds. */
export function gapMarks(gaps: readonly Gap[], { from, to, now }: { from: number; to: number; now: number }): GapMark[] {
  const share = (at: number) => Math.min(1, Math.max(0, (at - from) / (to - from)))
  return gaps
    .filter(gap => gap.from < to && (gap.to ?? now) > from)
    .map(gap => ({ gap, from: share(gap.from), to: share(gap.to ?? now) }))
    .sort((one, other) => one.gap.from - other.gap.from)
}
