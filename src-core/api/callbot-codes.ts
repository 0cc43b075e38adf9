import type { ErrorCode } from '../../src-contract/result.ts'

/** Our code for each documented `retCode` (callbot-v3.md 5.1). An undocumented one is `platform_unlisted`; its number is kept. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [1, 'platform_refused'],
  [2, 'platform_parameters'],
  [3, 'platform_parameters'],
  [4, 'platform_parameters'],
  [4001, 'too_many_elements'],
  [5, 'platform_maintenance'],
  [5001, 'platform_internal'],
  [6, 'auth_signature'],
  [6001, 'auth_signature_missing'],
  [6002, 'auth_unknown_account'],
  [6003, 'auth_permission'],
  [7, 'platform_busy'],
  [1001, 'import_running'],
])

export const callbotErrorCode = (retCode: number): ErrorCode => CODES.get(retCode) ?? 'platform_unlisted'

/** Refusals that come before the platform knows our secret, so their signature can be wrong and they are believed all the same. */
export const isBeforeAuth = (retCode: number): boolean => retCode === 6 || retCode === 6001 || retCode === 6002
