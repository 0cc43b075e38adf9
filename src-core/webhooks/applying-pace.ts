export interface ApplyingPace {
  /** Deliveries that the next commit takes at most. */
  size(): number
  /** The listener gave these answers; milliseconds each waited. */
  answered(answerMs: readonly number[]): void
  /** A commit of so many took so long, milliseconds: says how long to rest after it, by the answers given since the one before. */
  restAfter(count: number, tookMs: number): number
}

const FIRST = 200
const FEWEST = 100
/** The pages that many deliveries write are written once a commit, so large ones cost less for each. */
const MOST = 1_000
/** Whoever asks the core for something waits for the commit under way. */
const COMMIT_MS = 80
/** An answer that waited longer, and one in so many of them, say that the listener wants for the computer. */
const SLOW_MS = 30
const SLOW_SHARE = 0.05
/** Longest rest, in times of the commit. */
const MOST_RESTS = 9
/** One more for so many deliveries a millisecond. */
const RESTS_PER_MS = 2
/** Deliveries a millisecond from which on it rests that long however quick the answers are: nobody follows rows on screen at that rate. */
const FLOOD_PER_MS = 4

/**
 * Paces the applying of deliveries: commits of some 80 ms, one after the other while the listener answers quickly. Where its answers become
 * slow they come first: rests double up to what the rate of deliveries calls for (nine tenths of the time at 5,000 a second), and
 * halve again when the answers are quick. In a flood it rests that long at once.
 */
export function createApplyingPace(): ApplyingPace {
  let size = FIRST
  let [given, slow] = [0, 0]
  let rests = 0
  let restedMs = 0
  return {
    size: () => size,
    answered(answerMs) {
      given += answerMs.length
      for (const ms of answerMs) if (ms > SLOW_MS) slow += 1
    },
    restAfter(count, tookMs) {
      // A commit that was not full says little about a full one.
      if (count >= size) size = Math.round(Math.min(MOST, size * 2, Math.max(FEWEST, (count * COMMIT_MS) / Math.max(1, tookMs))))
      const perMs = given / Math.max(1, restedMs + tookMs)
      const most = Math.min(MOST_RESTS, Math.floor(perMs * RESTS_PER_MS))
      if (perMs >= FLOOD_PER_MS) rests = most
      else rests = slow > given * SLOW_SHARE ? Math.min(most, Math.max(1, rests * 2)) : rests > 1 ? Math.min(most, rests / 2) : 0
      given = 0
      slow = 0
      restedMs = tookMs * rests
      return restedMs
    },
  }
}
