import type { BatchRecord } from './batch-store.ts'
import type { SubmissionRecord } from './submission-store.ts'

export type Step =
  | { readonly do: 'plan' }
  | { readonly do: 'ask'; readonly batch: number }
  | { readonly do: 'retry'; readonly batch: number }
  | { readonly do: 'send' }
  | { readonly do: 'wait'; readonly until: number }
  /** Orders whose outcome the platform does not tell: the operator decides. */
  | { readonly do: 'stick' }
  | { readonly do: 'finish'; readonly as: 'done' | 'stopped' }
  | { readonly do: 'rest' }

export interface Situation {
  readonly submission: Pick<SubmissionRecord, 'state' | 'kind' | 'planDone' | 'taskExists'>
  readonly open: readonly Pick<BatchRecord, 'number' | 'state' | 'nextAt'>[]
  readonly hasToSend: boolean
}

/**
 * What a submission does next; the one place where that is decided. Unknown batches are asked about before anything new is sent,
 * a batch in back-off holds the later ones back, and while nobody knows whether the task was created nothing is added to it.
 */
export function nextStep({ submission, open, hasToSend }: Situation, now: number): Step {
  const { state } = submission
  if (state === 'done' || state === 'stuck') return { do: 'rest' }
  const unknown = open.filter(batch => batch.state === 'unknown')
  const due = unknown.find(batch => batch.nextAt !== null && batch.nextAt <= now)
  if (due) return { do: 'ask', batch: due.number }
  const asking = unknown.flatMap(batch => batch.nextAt ?? [])

  if (state === 'stopped') return asking.length > 0 ? waitFor(asking) : { do: 'finish', as: 'stopped' }
  if (state === 'paused') return asking.length > 0 ? waitFor(asking) : { do: 'rest' }
  if (!submission.planDone) return { do: 'plan' }

  const held = open.filter(batch => batch.state === 'backoff')
  const retry = held.find(batch => (batch.nextAt ?? 0) <= now)
  if (retry) return { do: 'retry', batch: retry.number }
  if (held.length > 0) return waitFor([...asking, ...held.flatMap(batch => batch.nextAt ?? [])])
  // addBatchCall would be refused, or a second createAndCall would make a second task.
  if (submission.kind === 'callbot' && !submission.taskExists && asking.length > 0) return waitFor(asking)
  if (hasToSend) return { do: 'send' }
  if (asking.length > 0) return waitFor(asking)
  return unknown.length > 0 ? { do: 'stick' } : { do: 'finish', as: 'done' }
}

const waitFor = (instants: readonly number[]): Step => ({ do: 'wait', until: Math.min(...instants) })
