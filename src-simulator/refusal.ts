/** A request that is refused with a business code; the door turns it into the envelope of its API. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** callbot-v3.md section 5.1. */
export const RetCode = {
  ok: 0,
  general: 1,
  missing: 2,
  format: 3,
  value: 4,
  tooLarge: 4001,
  maintenance: 5,
  internal: 5001,
  wrongSign: 6,
  noSign: 6001,
  noAccount: 6002,
  noPermission: 6003,
  busy: 7,
  importRunning: 1001,
} as const
