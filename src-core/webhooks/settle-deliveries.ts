import type { DeliveryEffect } from '../../src-contract/model/webhook.ts'
import { asSystemError } from '../app-error.ts'
import type { Log } from '../log.ts'
import type { ApplyToCache } from './apply-to-cache.ts'
import { isToApply, type StoredDelivery } from './delivery.ts'
import { type DeliveryFact, repeatKeyIn, toFact } from './delivery-facts.ts'
import type { DeliveryLog } from './delivery-log.ts'

const applied: readonly DeliveryEffect[] = ['changed', 'same', 'older']

export interface SettleDeps {
  readonly log: DeliveryLog
  readonly watermark: { get(): number; set(id: number): void }
  readonly apply: ApplyToCache
  /** One commit of `cache.db`; what throws takes everything back. */
  inTransaction(run: () => void): void
  /** After a transaction was taken back. */
  rolledBack(): void
  /** False for an account that was removed: its deliveries leave no line and change nothing. */
  isAccount(accountId: string): boolean
  /** Milliseconds until the answer, where they are known. */
  answerMs(id: number): number | null
  readonly errors: Log
}

export interface Settle {
  /** Deliveries that the log does not know yet, oldest first: applies those behind the watermark and moves it. One commit. */
  next(deliveries: readonly StoredDelivery[]): void
  /** Deliveries that the log knows: applies them once more, as they are now. One commit; effects by place. */
  again(deliveries: readonly StoredDelivery[]): DeliveryEffect[]
}

/** Applies deliveries, writes their line of the log and moves the watermark, all in one commit of the cache. */
export function createSettle({ log, watermark, apply, inTransaction, rolledBack, isAccount, answerMs, errors }: SettleDeps): Settle {
  const applyOne = (delivery: StoredDelivery): DeliveryEffect => {
    try {
      return apply(delivery)
    } catch (error) {
      // A full disk stops the queue; one delivery that cannot be applied must not.
      if (asSystemError(error)) throw error
      errors.write('error', `delivery ${delivery.id} could not be applied`, { error })
      return 'failed'
    }
  }
  const wasApplied = (fact: DeliveryFact | null) => fact !== null && applied.includes(fact.effect)
  const sameAsOf = (delivery: StoredDelivery): number | null => {
    const key = repeatKeyIn(delivery)
    return key === null ? null : log.firstWith(delivery.accountId, key, delivery.id)
  }
  const settleNew = (delivery: StoredDelivery, isDue: boolean): void => {
    const sameAs = sameAsOf(delivery)
    let effect: DeliveryEffect = 'none'
    if (isToApply(delivery)) {
      // A copy of a delivery that was applied can change nothing, and is not given the chance.
      const known = !isDue || (sameAs !== null && wasApplied(log.get(sameAs)))
      effect = known ? 'same' : applyOne(delivery)
    }
    log.put(toFact(delivery, { effect, sameAs, answerMs: answerMs(delivery.id) }), null)
  }
  const settleAgain = (delivery: StoredDelivery): DeliveryEffect => {
    const before = log.get(delivery.id)
    const effect = isToApply(delivery) ? applyOne(delivery) : 'none'
    // What it did the first time is what the log tells, unless it did more now.
    const told = before && wasApplied(before) && effect !== 'changed' ? before.effect : effect
    log.put(toFact(delivery, { effect: told, sameAs: sameAsOf(delivery), answerMs: before?.answerMs ?? null }), before)
    return effect
  }
  /** Asked once an account and commit: deliveries come by the hundred. */
  const accountsAmong = (deliveries: readonly StoredDelivery[]) => {
    const known = new Set([...new Set(deliveries.map(({ accountId }) => accountId))].filter(isAccount))
    return ({ accountId }: StoredDelivery) => known.has(accountId)
  }
  const commit = (run: () => void) => {
    try {
      inTransaction(() => {
        run()
        log.flush()
      })
    } catch (error) {
      log.rolledBack()
      rolledBack()
      throw error
    }
  }
  return {
    next(deliveries) {
      const last = deliveries.at(-1)
      if (!last) return
      commit(() => {
        const appliedTo = watermark.get()
        const isKnown = accountsAmong(deliveries)
        for (const delivery of deliveries) if (isKnown(delivery)) settleNew(delivery, delivery.id > appliedTo)
        if (!isKnown(last)) log.pass(last.id)
        watermark.set(last.id)
      })
    },
    again(deliveries) {
      let effects: DeliveryEffect[] = []
      commit(() => {
        const isKnown = accountsAmong(deliveries)
        effects = deliveries.map(delivery => (isKnown(delivery) ? settleAgain(delivery) : 'none'))
      })
      return effects
    },
  }
}
