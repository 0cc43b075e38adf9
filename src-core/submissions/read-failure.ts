import { outcomeOf } from '../api/outcome.ts'
import { AppError } from '../app-error.ts'

/**
 * What a failed request means for its batch:
 * `again` provably nothing was done and waiting helps; `too_many` nothing was done, the list was too long (4001);
 * `never_left` nothing was done and only the operator can help (secret, address, certificate);
 * `refused` the platform said no to the whole request; `unknown` it may have been done.
 */
export type Failure = 'again' | 'too_many' | 'never_left' | 'refused' | 'unknown'

/** Codes of requests that were not done and that a later try can turn around without anybody's help. */
const PASSING: ReadonlySet<string> = new Set(['unreachable', 'platform_maintenance', 'platform_busy', 'import_running', 'http_status'])

/** Reads what was thrown by a submitting request. In doubt: unknown. */
export function readFailure(error: unknown): Failure {
  const outcome = outcomeOf(error)
  if (!(error instanceof AppError) || outcome === 'unknown') return 'unknown'
  if (error.code === 'too_many_elements') return 'too_many'
  if (outcome === 'refused') return 'refused'
  return PASSING.has(error.code) ? 'again' : 'never_left'
}
