import type { AccountRules } from '../../src-contract/model/account.ts'

/** What an account taught us about the length of a list. */
export interface Pace {
  readonly batchSize: number
  /** Smallest list that was answered with 4001; null while none was. */
  readonly tooMany: number | null
  /** Full requests accepted in a row since the last change of size. */
  readonly streak: number
}
type SizeRules = Pick<AccountRules, 'startSize' | 'largestSize'>

/** Full requests in a row before a list grows. */
const STREAK = 10
/** Growth stops this close to what was too many: another 4001 would cost more than it brings. */
const CLOSE_ENOUGH = 0.1

/** The size of the first request of a submission: what the rules say, or less when the account taught us less (null: nothing yet). */
export function startSize(rules: SizeRules, learned: Pace | null): number {
  return learned === null
    ? atMost(rules.startSize, rules, null)
    : atMost(Math.min(rules.startSize, learned.batchSize), rules, learned.tooMany)
}

/** The size of the next request: rules may have changed, and another submission of the account may have met 4001. */
export const sizeNow = (size: number, rules: SizeRules, learned: Pick<Pace, 'tooMany'> | null): number =>
  atMost(size, rules, learned?.tooMany ?? null)

/** After 4001 for a list of this length: half of it, and never as long again. */
export function afterTooMany(pace: Pace, orders: number): Pace {
  return {
    batchSize: Math.max(1, Math.min(pace.batchSize, Math.floor(orders / 2))),
    tooMany: Math.min(pace.tooMany ?? orders, orders),
    streak: 0,
  }
}

/** After an accepted request: ten full ones in a row make the list a quarter longer, by halves below what was too many. */
export function afterAccepted(pace: Pace, orders: number, rules: SizeRules): Pace {
  if (orders < pace.batchSize) return pace
  const grown = grow(pace, rules)
  if (grown === pace.batchSize) return pace.streak === 0 ? pace : { ...pace, streak: 0 }
  return pace.streak + 1 < STREAK ? { ...pace, streak: pace.streak + 1 } : { ...pace, batchSize: grown, streak: 0 }
}

function grow({ batchSize, tooMany }: Pace, rules: SizeRules): number {
  const quarter = Math.min(batchSize + Math.max(1, Math.floor(batchSize / 4)), rules.largestSize)
  if (tooMany === null) return Math.max(batchSize, quarter)
  const room = tooMany - batchSize
  if (room <= tooMany * CLOSE_ENOUGH) return batchSize
  return Math.max(batchSize, Math.min(quarter, batchSize + Math.floor(room / 2)))
}

const atMost = (size: number, { largestSize }: SizeRules, tooMany: number | null): number =>
  Math.max(1, Math.min(size, largestSize, tooMany === null ? size : tooMany - 1))
