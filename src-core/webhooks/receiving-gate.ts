import type { ReceivingRules } from '../../src-contract/model/webhook.ts'
import { startAwakeTimer } from '../awake-timer.ts'
import { missingHeaders, type WebhookSecret } from './check-delivery.ts'
import type { Incoming, Judgement, ReceivingAccount } from './delivery.ts'
import type { DeliveryStore } from './delivery-store.ts'
import { judgeDelivery, repeatKeyOf } from './judge-delivery.ts'
import type { ReceivingRulesStore } from './receiving-rules.ts'

/** How long a delivery waits for a secret that is being read; a keychain may ask its user. */
const SECRET_MS = 3_000
/** Deliveries a minute and account that are not the platform's and are kept all the same. */
const KEPT_REFUSALS = 6_000
/** Bytes of these: so that nobody fills the disk with bodies as large as they may be. */
const KEPT_REFUSAL_BYTES = 32 * 1024 * 1024
const FORGET_EVERY_MS = 60_000

export interface ReceivingGate {
  accountOf(token: string): string | undefined
  setAccounts(accounts: readonly ReceivingAccount[]): void
  /** Null: it cannot be read. Whatever waits for it goes on. Answers whether the secret is here now and deliveries went on unchecked before. */
  setSecret(accountId: string, secret: WebhookSecret | null): boolean
  rules(accountId: string): ReceivingRules
  setRules(accountId: string, rules: ReceivingRules): void
  judge(delivery: Incoming): Judgement | Promise<Judgement>
  mayKeep(delivery: Incoming, judgement: Judgement): boolean
  /** What was taken is in the table now, or was not stored and may come again. */
  committed(): void
  /** Refusals that were not kept. */
  notKept(): number
}

export interface ReceivingGateDeps {
  readonly store: Pick<DeliveryStore, 'seenSince' | 'rememberSignatures' | 'forgetSignatures'>
  readonly rules: ReceivingRulesStore
  /** Asks the core for a secret; the answer comes by `setSecret`. */
  needSecret(accountId: string): void
  now(): number
}

/** Removed while its delivery was on the way. */
const accountGone: Judgement = {
  verdict: 'wrong',
  marks: 0,
  httpStatus: 404,
  retCode: 6002,
  retMsg: 'account does not exist',
  repeatKey: null,
}

interface Known {
  readonly account: ReceivingAccount
  /** Undefined until it was asked for. */
  secret: WebhookSecret | null | undefined
  readonly waiting: Set<() => void>
  asked: boolean
  /** Deliveries went on without it. */
  isLate: boolean
}

/** What the listener thread knows of the accounts: their paths, rules, and once the first delivery came their secrets, in memory only. */
export function createReceivingGate({ store, rules, needSecret, now }: ReceivingGateDeps): ReceivingGate {
  let known = new Map<string, Known>()
  let byToken = new Map<string, string>()
  let keptMinute = 0
  const kept = new Map<string, { readonly count: number; readonly bytes: number }>()
  let notKept = 0
  let forgotAt = 0
  /** Signatures taken and not committed yet: two copies of one delivery may come in the same turn. */
  const taken = new Set<string>()

  const kindOf = (accountId: string) => known.get(accountId)?.account.kind ?? 'callbot'
  const judgeNow = (delivery: Incoming, of: Known): Judgement => {
    const judgement = judgeDelivery(delivery, {
      accountKind: of.account.kind,
      secret: of.secret ?? null,
      rules: rules.get(of.account.id, of.account.kind),
      seenSince: (accountId, key, since) => taken.has(`${accountId} ${key}`) || store.seenSince(accountId, key, since),
    })
    if (judgement.verdict === 'unchecked') of.isLate = true
    if (judgement.repeatKey !== null) {
      taken.add(`${delivery.accountId} ${judgement.repeatKey}`)
      tidy(of.account, delivery.receivedAt)
    }
    return judgement
  }
  const tidy = ({ id, kind }: ReceivingAccount, at: number) => {
    if (at - forgotAt < FORGET_EVERY_MS) return
    forgotAt = at
    store.forgetSignatures(id, at - rules.get(id, kind).replayWindowSeconds * 1000)
  }
  const release = (of: Known) => {
    for (const go of of.waiting) go()
    of.waiting.clear()
  }
  return {
    accountOf: token => byToken.get(token),
    setAccounts(accounts) {
      const before = known
      known = new Map(
        accounts.map(account => [
          account.id,
          {
            account,
            secret: undefined,
            waiting: before.get(account.id)?.waiting ?? new Set(),
            asked: false,
            isLate: before.get(account.id)?.isLate ?? false,
          },
        ]),
      )
      byToken = new Map(accounts.map(account => [account.token, account.id]))
      for (const [id, { waiting }] of before) if (!known.has(id)) for (const go of waiting) go()
      for (const [id, of] of known) {
        if (of.waiting.size === 0) continue
        of.asked = true
        needSecret(id)
      }
    },
    setSecret(accountId, secret) {
      const of = known.get(accountId)
      if (!of) return false
      of.secret = secret
      // A secret that could not be read is asked for again by the core now and then, not by every delivery.
      release(of)
      if (secret === null) return false
      const wasLate = of.isLate
      of.isLate = false
      return wasLate
    },
    rules: accountId => rules.get(accountId, kindOf(accountId)),
    setRules(accountId, next) {
      const before = rules.get(accountId, kindOf(accountId))
      rules.set(accountId, next)
      if (next.repeated === 'refuse' && (before.repeated !== 'refuse' || next.replayWindowSeconds > before.replayWindowSeconds))
        store.rememberSignatures(accountId, now() - next.replayWindowSeconds * 1000, repeatKeyOf)
    },
    judge(delivery) {
      const of = known.get(delivery.accountId)
      if (!of) return accountGone
      if (of.secret !== undefined || missingHeaders(of.account.kind, delivery.headers).length > 0) return judgeNow(delivery, of)
      if (!of.asked) {
        of.asked = true
        needSecret(delivery.accountId)
      }
      return new Promise(resolve => {
        const go = () => {
          callOff()
          // The account may have been saved anew or removed meanwhile.
          const now = known.get(delivery.accountId)
          now?.waiting.delete(go)
          resolve(now ? judgeNow(delivery, now) : accountGone)
        }
        const callOff = startAwakeTimer(SECRET_MS, go)
        of.waiting.add(go)
      })
    },
    mayKeep({ accountId, receivedAt, body }, { verdict }) {
      // Nothing comes behind the deletion of what a removed account left.
      if (!known.has(accountId)) return false
      if (verdict === 'verified' || verdict === 'unchecked') return true
      const minute = Math.floor(receivedAt / 60_000)
      if (minute !== keptMinute) {
        keptMinute = minute
        kept.clear()
      }
      const { count, bytes } = kept.get(accountId) ?? { count: 0, bytes: 0 }
      const keeps = count < KEPT_REFUSALS && bytes + body.length <= KEPT_REFUSAL_BYTES
      if (keeps) kept.set(accountId, { count: count + 1, bytes: bytes + body.length })
      else notKept += 1
      return keeps
    },
    committed: () => taken.clear(),
    notKept: () => notKept,
  }
}
