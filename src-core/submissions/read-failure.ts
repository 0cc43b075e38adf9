import type { WireError } from '../../src-contract/result.ts'
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
const PASSING: ReadonlySet<string> = new Set([
  'unreachable',
  'platform_maintenance',
  'platform_busy',
  'import_running',
  'too_many_requests',
  'http_status',
  'listener_off',
])

/** Reads what was thrown by a submitting request. In doubt: unknown. */
export function readFailure(error: unknown): Failure {
  const outcome = outcomeOf(error)
  if (!(error instanceof AppError) || outcome === 'unknown') return 'unknown'
  if (error.code === 'too_many_elements') return 'too_many'
  if (outcome === 'refused') return 'refused'
  return PASSING.has(error.code) ? 'again' : 'never_left'
}

/** The codes behind which one row can stand: general error, parameter missing, wrong format, invalid value (callbot-v3.md 5.1). */
const ROW_CODES: ReadonlySet<number> = new Set([1, 2, 3, 4])
const SPLIT_AT: ReadonlySet<string> = new Set(['createAndCall', 'addBatchCall'])

/** Whether a refusal of the whole may be the fault of one of its rows. An import is never split: each one deletes what the last brought. */
export const mayBeOneRow = (error: unknown, endpoint: string): boolean =>
  error instanceof AppError && ROW_CODES.has(error.ids.retCode ?? -1) && SPLIT_AT.has(endpoint)

const MUTE: ReadonlySet<string> = new Set(['secret_missing', 'keychain_locked', 'keychain_none', 'base_url_refused', 'tls', 'internal'])

/** Whether the platform can be asked although the submission is stuck with this problem. */
export const canStillAsk = (problem: Pick<WireError, 'code'> | null): boolean =>
  problem === null || !(problem.code.startsWith('auth_') || MUTE.has(problem.code))
