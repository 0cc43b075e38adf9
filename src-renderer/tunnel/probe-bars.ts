import type { Gap, Probe } from '../../src-contract/model/tunnel.ts'

/** Bars that fit the strip. */
export const BARS = 180
/** A gap ends when its probe is noted, a moment after that came back. */
const NOTING_MS = 500

/** One bar: a probe, or a time in which none was sent. */
export type ProbeBar =
  | { readonly kind: 'probe'; readonly at: number; readonly probe: Probe }
  /** Webhooks may have been missed, and nothing was there to be probed. */
  | { readonly kind: 'gap'; readonly at: number; readonly to: number }
  | { readonly kind: 'silence'; readonly at: number; readonly to: number }

/**
 * The last probes as bars, oldest first, at most 180. Where a gap lies between two probes, or nothing was probed for longer than `lateAfterMs`, a bar says so:
 * a row of good probes would claim what nobody proved. `now` in UTC milliseconds.
 */
export function probeBars(
  probes: readonly Probe[],
  { gaps, lateAfterMs, now }: { gaps: readonly Gap[]; lateAfterMs: number; now: number },
): ProbeBar[] {
  const bars: ProbeBar[] = []
  const between = (from: number, to: number, next: Probe | null, before: Probe) => {
    const isLong = to - from > lateAfterMs
    // Lost probes tell of their gap themselves.
    const isUntold = isLong || (before.cameBack && (next?.cameBack ?? true))
    const isCut = isUntold && gaps.some(gap => Math.min(gap.to ?? now, to) - Math.max(gap.from, from) > NOTING_MS)
    if (isCut) bars.push({ kind: 'gap', at: from, to })
    else if (isLong) bars.push({ kind: 'silence', at: from, to })
  }
  for (const [at, probe] of probes.entries()) {
    const before = probes[at - 1]
    if (before) between(endOf(before), probe.at, probe, before)
    bars.push({ kind: 'probe', at: probe.at, probe })
  }
  const last = probes.at(-1)
  if (last) between(endOf(last), now, null, last)
  return bars.slice(-BARS)
}

const endOf = ({ at, tookMs }: Probe): number => at + (tookMs ?? 0)

/** Milliseconds that half of the probes that came back needed at most; null when none did. */
export function medianMs(probes: readonly Probe[]): number | null {
  const took = probes.flatMap(probe => (probe.cameBack && probe.tookMs !== null ? [probe.tookMs] : [])).sort((a, b) => a - b)
  return took[Math.floor((took.length - 1) / 2)] ?? null
}
