import { AppError } from '../app-error.ts'

/** What a failed submission means for the calls. */
export type Outcome = 'not_done' | 'refused' | 'unknown'

/** HTTP statuses that say the request was not taken in; after 303 and its like it may have been. */
const NOT_TAKEN_IN = new Set([307, 308, 413, 414, 429, 431])
/** The platform's documented words for "no" behind `platform_refused`; an undocumented number proves nothing. */
const KNOWN_NO = new Set([1, 88])

/**
 * Reads a failed submission: `not_done` when provably nothing happened and the same orders may be sent again,
 * `refused` when the platform answered no, `unknown` when it may or may not have been done. In doubt: unknown.
 */
export function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof AppError)) return 'unknown'
  switch (error.code) {
    // `unreachable` and `tls` are only used while connecting: no byte of the request had left.
    case 'unreachable':
    case 'tls':
    case 'base_url_refused':
    case 'invalid_input':
    case 'not_found':
    case 'not_supported':
    case 'secret_missing':
    case 'keychain_locked':
    case 'keychain_none':
    case 'platform_maintenance':
    case 'platform_busy':
    case 'import_running':
      return 'not_done'
    case 'platform_parameters':
    case 'too_many_elements':
    case 'auth_signature':
    case 'auth_signature_missing':
    case 'auth_unknown_account':
    case 'auth_clock':
    case 'auth_permission':
      return 'refused'
    case 'platform_refused':
      return KNOWN_NO.has(error.ids.retCode ?? -1) ? 'refused' : 'unknown'
    case 'redirect':
    case 'http_status':
      return NOT_TAKEN_IN.has(Number(error.params.status)) ? 'not_done' : 'unknown'
    // `sent` 0: stopped before the request was handed to the network.
    case 'cancelled':
      return error.params.sent === 0 ? 'not_done' : 'unknown'
    default:
      return 'unknown'
  }
}
