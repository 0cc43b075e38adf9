import type { ReceivingRules } from '../../src-contract/model/webhook.ts'
import { checkDelivery, missingHeaders, type WebhookSecret } from './check-delivery.ts'
import { type Incoming, type Judgement, REPEATED, STALE, TEST, type Verdict } from './delivery.ts'

/** requestIDs of our own tests begin so; the signature covers it, so nobody else can mark a delivery as a test. */
export const TEST_REQUEST = 'callboard-test-'

export interface JudgingContext {
  readonly accountKind: 'callbot' | 'nxlink'
  /** Null when the secret cannot be read right now: then it is taken, and checked when the secret is there. */
  readonly secret: WebhookSecret | null
  readonly rules: ReceivingRules
  /** Whether this delivery was seen since that moment. Asked only where repeats are refused. */
  seenSince(accountId: string, repeatKey: string, since: number): boolean
}

/**
 * Decides what a delivery is and how it is answered. Wrong, unsigned and refused ones are answered with a no: retCode 6 or 6001 for the
 * signature, 4 for its time or a repeat (callbot-v3.md 5.1), under HTTP 401 unless the rules say 200; NXLink looks at the status alone.
 */
export function judgeDelivery(delivery: Incoming, { accountKind, secret, rules, seenSince }: JudgingContext): Judgement {
  const refusal = (retCode: number, retMsg: string) => ({ httpStatus: rules.refuseWith === 'http401' ? 401 : 200, retCode, retMsg })
  const taken = { httpStatus: 200, retCode: 0, retMsg: 'success' }
  const plain = { marks: 0, repeatKey: null }
  if (missingHeaders(accountKind, delivery.headers).length > 0)
    return { ...plain, verdict: 'unsigned', ...refusal(6001, 'signature missing') }
  if (!secret) return { ...plain, verdict: 'unchecked', ...taken }
  const verdict = checkDelivery(delivery, secret)
  if (verdict !== 'verified') return { ...plain, verdict, ...refusal(6, 'signature wrong') }

  const isTest = (delivery.headers.requestid ?? '').startsWith(TEST_REQUEST)
  const off = clockOff(delivery)
  const isStale = off === null || Math.abs(off) > rules.toleranceSeconds * 1000
  const marks = (isTest ? TEST : 0) | (isStale ? STALE : 0)
  if (isStale && rules.stale === 'refuse') return { verdict, marks, repeatKey: null, ...refusal(4, 'signed time outside the tolerance') }
  if (rules.repeated === 'mark') return { verdict, marks, repeatKey: null, ...taken }
  const repeatKey = repeatKeyOf(delivery.headers)
  if (seenSince(delivery.accountId, repeatKey, delivery.receivedAt - rules.replayWindowSeconds * 1000))
    return { verdict, marks: marks | REPEATED, repeatKey: null, ...refusal(4, 'seen before') }
  return { verdict, marks, repeatKey, ...taken }
}

/** The words of an answer that was given, by what was answered. */
export function retMsgOf({ verdict, marks, retCode }: { verdict: Verdict; marks: number; retCode: number }): string {
  if (retCode === 0) return 'success'
  if (retCode === 6001) return 'signature missing'
  if (retCode === 6002) return 'account does not exist'
  if (retCode === 4 && verdict === 'verified') return (marks & REPEATED) !== 0 ? 'seen before' : 'signed time outside the tolerance'
  return 'signature wrong'
}

/** The signed time minus the moment of receipt, in milliseconds: seconds with Callbot, milliseconds with NXLink. Null when it is no number. */
export function clockOff({ headers, receivedAt }: Pick<Incoming, 'headers' | 'receivedAt'>): number | null {
  const text = headers.createts ?? headers.ts ?? ''
  if (!/^\d{1,16}$/.test(text)) return null
  const stamp = Number(text)
  return (stamp < 1e11 ? stamp * 1000 : stamp) - receivedAt
}

/** What two copies of one delivery have in common: the signature covers body, time, requestID and identity. */
export const repeatKeyOf = (headers: Incoming['headers']): string => (headers.sign ?? '').slice(0, 32).toUpperCase()
