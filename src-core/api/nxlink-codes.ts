import type { ErrorCode } from '../../src-contract/result.ts'

/** Our code for each documented `code` of NXLink (nxlink-cc.md 3.4 and 4.1); an undocumented one is `platform_unlisted`. */
const CODES: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [88, 'platform_refused'],
  [99, 'platform_internal'],
  [41000, 'platform_parameters'],
  [1001, 'auth_signature_missing'],
  [1002, 'platform_parameters'],
  [1003, 'auth_signature'],
  [1004, 'auth_clock'],
  [1005, 'auth_unknown_account'],
])

export const nxlinkErrorCode = (code: number): ErrorCode => CODES.get(code) ?? 'platform_unlisted'
