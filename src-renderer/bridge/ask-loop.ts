/** Time that the loop needs from outside, so that a test can hold it. */
export interface Timers {
  set(run: () => void, afterMs: number): number
  clear(timer: number | undefined): void
}

interface Deps<Answer> {
  ask(): Promise<Answer>
  /** Called with each answer that came while the loop was alive. */
  onAnswer(answer: Answer): void
  /** A question takes long enough to be shown, or no question is under way any more. */
  onSlow(slow: boolean): void
  readonly timers: Timers
}

export interface AskLoop {
  /** Something changed: ask again soon, once for all that changes meanwhile. */
  touch(): void
  /** Ask now, or right after the question under way. */
  askNow(): void
  /** No answer is passed on any more. */
  stop(): void
}

/** Events closer together than this ask once. */
export const COALESCE_MS = 120
/** Waiting shorter than this is not shown at all. */
export const SHOW_LOADING_MS = 150

/** Asks one question over and over: one at a time, many changes at once, late answers of a stopped loop dropped. */
export function createAskLoop<Answer>({ ask, onAnswer, onSlow, timers }: Deps<Answer>): AskLoop {
  let stopped = false
  let asking = false
  let again = false
  let soon: number | undefined
  let slow: number | undefined

  const askOnce = async () => {
    asking = true
    again = false
    slow = timers.set(() => onSlow(true), SHOW_LOADING_MS)
    const answer = await ask()
    timers.clear(slow)
    if (stopped) return
    asking = false
    onSlow(false)
    onAnswer(answer)
    if (again) touch()
  }
  const touch = () => {
    if (asking) again = true
    else if (soon === undefined) {
      soon = timers.set(() => {
        soon = undefined
        if (!asking) void askOnce()
        else again = true
      }, COALESCE_MS)
    }
  }
  return {
    touch,
    askNow: () => {
      if (asking) again = true
      else void askOnce()
    },
    stop: () => {
      stopped = true
      timers.clear(soon)
      timers.clear(slow)
      onSlow(false)
    },
  }
}
