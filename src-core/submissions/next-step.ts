import type { BatchRecord } from './batch-store.ts'
import type { SubmissionRecord } from './submission-store.ts'

export type Step =
  | { readonly do: 'plan' }
  | { readonly do: 'ask'; readonly batch: number }
  /** Sends a batch that is written down: one in back-off whose time has come, or a half. */
  | { readonly do: 'sendWritten'; readonly batch: number }
  | { readonly do: 'sendNew' }
  | { readonly do: 'wait'; readonly until: number }
  /** For the addresses its next request has to name; `until` the next question is due, null when none is. */
  | { readonly do: 'waitForAddress'; readonly until: number | null }
  /** Orders whose outcome the platform does not tell: the operator decides. */
  | { readonly do: 'stick' }
  | { readonly do: 'finish'; readonly as: 'done' | 'stopped' }
  | { readonly do: 'rest' }

export interface Situation {
  readonly submission: Pick<SubmissionRecord, 'state' | 'kind' | 'planDone' | 'taskExists'>
  /** Batches without an outcome that are not being sent. */
  readonly waiting: readonly Pick<BatchRecord, 'number' | 'state' | 'nextAt' | 'parent'>[]
  /** Batches whose request is under way. */
  readonly sending: number
  /** Numbers of unknown batches the platform is being asked about. */
  readonly asking: ReadonlySet<number>
  readonly hasToSend: boolean
  /** After trouble nothing new leaves the account until then. */
  readonly heldUntil: number | null
  /** What made it stick is none of the platform's answers: it can be asked all the same. */
  readonly canAsk: boolean
  /** Unknown batches the operator wants asked about all the same. */
  readonly byHand: ReadonlySet<number>
  /** The next request names this computer's webhook addresses, and there are none now. */
  readonly withoutAddress: boolean
}

/**
 * What a submission does next beside what is under way; the one place where that is decided. Unknown batches are asked about first.
 * A batch in back-off, and halves of a refused one, hold everything new back; and until the task is known to exist there is one request only.
 */
export function nextStep(given: Situation, now: number): Step {
  const { submission, waiting, sending, asking, hasToSend, heldUntil } = given
  const { state } = submission
  if (state === 'done') return { do: 'rest' }
  const unknown = waiting.filter(batch => batch.state === 'unknown')
  const isMute = state === 'stuck' && !given.canAsk
  const toAsk = unknown.filter(batch => batch.nextAt !== null && !asking.has(batch.number) && (!isMute || given.byHand.has(batch.number)))
  const due = toAsk.find(batch => (batch.nextAt ?? 0) <= now)
  if (due) return { do: 'ask', batch: due.number }
  const questions = toAsk.flatMap(batch => batch.nextAt ?? [])
  const isBusy = sending + asking.size > 0

  if (state === 'stuck' || state === 'paused') return waitFor(questions)
  if (state === 'stopped') return questions.length > 0 || isBusy ? waitFor(questions) : { do: 'finish', as: 'stopped' }
  if (!submission.planDone) return { do: 'plan' }

  // addBatchCall would be refused, or a second createAndCall would make a second task.
  const isOpening = submission.kind === 'callbot' && !submission.taskExists
  if (isOpening && (isBusy || questions.length > 0)) return waitFor(questions)

  const held = waiting.filter(batch => batch.state === 'backoff')
  const halves = waiting.filter(batch => batch.state === 'queued')
  const retry = held.find(batch => (batch.nextAt ?? 0) <= now)
  const half = held.length === 0 ? deepest(halves) : undefined
  const isNew = held.length === 0 && halves.length === 0 && hasToSend
  const isReady = retry !== undefined || half !== undefined || isNew
  if (isReady && heldUntil !== null && heldUntil > now) return waitFor([...questions, heldUntil])
  if (isReady && given.withoutAddress) return { do: 'waitForAddress', until: questions.length > 0 ? Math.min(...questions) : null }
  if (retry) return { do: 'sendWritten', batch: retry.number }
  if (held.length > 0) return waitFor([...questions, ...held.flatMap(batch => batch.nextAt ?? [])])
  if (half) return { do: 'sendWritten', batch: half.number }
  if (isNew) return { do: 'sendNew' }
  if (isBusy || questions.length > 0) return waitFor(questions)
  return unknown.length > 0 ? { do: 'stick' } : { do: 'finish', as: 'done' }
}

/** The half that was split last, its first part: going down one branch finds the row with the fewest requests. */
function deepest<T extends { readonly number: number; readonly parent: number | null }>(halves: readonly T[]): T | undefined {
  return halves.toSorted((a, b) => (b.parent ?? 0) - (a.parent ?? 0) || a.number - b.number)[0]
}

const waitFor = (instants: readonly number[]): Step => (instants.length > 0 ? { do: 'wait', until: Math.min(...instants) } : { do: 'rest' })
