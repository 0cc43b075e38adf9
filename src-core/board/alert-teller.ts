import type { Alert } from '../../src-contract/model/board.ts'
import type { AlertStore } from './alert-store.ts'
import { type Notice, noticeOf, noticeOfKind, noticeOfMany } from './notice-words.ts'

export interface AlertTellerDeps {
  readonly store: Pick<AlertStore, 'notified' | 'toldAt' | 'some'>
  readonly isQuiet: (now: number) => boolean
  readonly notify: (notice: Notice) => void
}

/** What one telling came to. */
export interface Told {
  readonly count: number
  /** When something is held back until: to be told again then. UTC milliseconds; null when nothing waits. */
  readonly nextAt: number | null
}

export interface AlertTeller {
  /**
   * Tells the operating system what it does not know yet. `lasting` have not ended; `moments` were over as they came, like the end of a
   * task, and are handed in once.
   */
  tell(lasting: readonly Alert[], moments: readonly Alert[], now: number): Told
}

/** After one notification of a kind the next of that kind comes this much later at the earliest, with everything that came meanwhile. */
export const TOGETHER_MS = 60_000
/** More kinds at a time are told in one notification. */
const MOST_NOTICES = 3

/**
 * Keeps alerts from flooding the desktop: the first of a kind is told at once, the ones that follow within a minute together. What was seen
 * or is over by then is not told any more, and quiet hours hold everything back; the end of a task is no news when they are over.
 */
export function createAlertTeller({ store, isQuiet, notify }: AlertTellerDeps): AlertTeller {
  let heldMoments: readonly number[] = []

  return {
    tell(lasting, moments, now) {
      const isDue = (alert: Alert) => alert.notifiedAt === null && alert.seenAt === null
      const due = [...lasting, ...store.some(heldMoments), ...moments].filter(isDue)
      heldMoments = []
      if (due.length === 0 || isQuiet(now)) return { count: 0, nextAt: null }
      const groups: Alert[][] = []
      const waits: number[] = []
      for (const kind of new Set(due.map(alert => alert.kind))) {
        const alerts = due.filter(alert => alert.kind === kind)
        const toldAt = store.toldAt(kind)
        // A clock that was put back must not hold them for hours.
        if (toldAt === null || now < toldAt || now - toldAt >= TOGETHER_MS) groups.push(alerts)
        else {
          waits.push(toldAt + TOGETHER_MS)
          const ended = alerts.filter(alert => alert.endedAt !== null)
          heldMoments = [...heldMoments, ...ended.map(({ id }) => id)]
        }
      }
      for (const { id } of groups.flat()) store.notified(id, now)
      if (groups.length > MOST_NOTICES) notify(noticeOfMany(groups.flat()))
      else for (const alerts of groups) notify(noticeOfGroup(alerts))
      return { count: groups.flat().length, nextAt: waits.length === 0 ? null : Math.min(...waits) }
    },
  }
}

function noticeOfGroup(alerts: readonly Alert[]): Notice {
  const [first, ...more] = alerts
  return first !== undefined && more.length === 0 ? noticeOf(first) : noticeOfKind(alerts)
}
