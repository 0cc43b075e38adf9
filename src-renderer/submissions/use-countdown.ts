import { useRef } from 'react'
import { formatSeconds } from '../ui/number-format.ts'
import { useNow } from '../ui/use-now.ts'

export interface Countdown {
  /** "0:14", "0:00" when it is due; null when nothing is. */
  readonly words: string | null
  /** Share of the wait that is over, 0 to 1. */
  readonly share: number
}

/** Counts down to an instant. The wait began at `since`, or, when that is not known, when this instant was first seen. */
export function useCountdown(until: number | null, since: number | null): Countdown {
  const now = useNow(250)
  const seen = useRef({ until, at: now })
  if (seen.current.until !== until) seen.current = { until, at: now }
  if (until === null) return { words: null, share: 0 }
  if (until <= now) return { words: formatSeconds(0), share: 1 }
  const from = since !== null && since < until ? since : seen.current.at
  return { words: formatSeconds(Math.ceil((until - now) / 1000)), share: Math.min(1, Math.max(0, (now - from) / (until - from))) }
}
