import { AppError } from '../app-error.ts'

/** What a failed submission means for the calls. */
export type Outcome = 'not_done' | 'refused' | 'unknown'

/** HTTP statuses that say the request was not taken in; after 303 and its like it may have been. */
const NOT_TAKEN_IN = new Set([307, 308, 413, 414, 431])

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
    case 'account_read_only':
    case 'listener_off':
    case 'secret_missing':
    case 'keychain_locked':
    case 'keychain_none':
    case 'platform_maintenance':
    case 'platform_busy':
    case 'too_many_requests':
    case 'import_running':
      return 'not_done'
    case 'platform_refused':
    case 'platform_parameters':
    case 'too_many_elements':
    case 'auth_signature':
    case 'auth_signature_missing':
    case 'auth_unknown_account':
    case 'auth_clock':
    case 'auth_permission':
      return 'refused'
    case 'redirect':
    case 'http_status':
      return NOT_TAKEN_IN.has(Number(error.params.status)) ? 'not_done' : 'unknown'
    // `sent` 0: stopped before the request was handed to the network.
    case 'cancelled':
      return error.params.sent === 0 ? 'not_done' : 'unknown'
    // Among them `platform_unlisted`: a code nobody documents proves nothing.
    default:
      return 'unknown'
  }
}
