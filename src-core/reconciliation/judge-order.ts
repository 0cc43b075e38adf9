import type { KeptDifference, OurOrder } from './reconciliation-store.ts'

/** What the platform has under one orderID. */
export interface Listed {
  readonly times: number
  readonly callStatus: number | null
}

/** An accepted order may be listed late: before this not being listed says nothing (the same time that an unknown batch is given). */
export const TOO_NEW_MS = 90_000

/** How our journal and the platform differ about an order of ours. `agrees`: both say it is there, or both that it is not. */
export interface Verdict {
  readonly agrees: boolean
  readonly differences: readonly KeptDifference[]
}

/**
 * Holds an order of a Callbot submission against what listOrder has under its id; `now` is from before the question. An order in doubt
 * that is not listed is neither agreed on nor a difference: its batch is asked about in rounds of its own.
 */
export function judgeOrder(order: OurOrder, listed: Listed | undefined, deletedByUs: boolean, now: number): Verdict {
  const difference = (kind: KeptDifference['kind']): KeptDifference => ({
    kind,
    ...asOurs(order),
    callStatus: listed?.callStatus ?? null,
    times: listed?.times ?? 0,
  })
  // Its request is under way, so both are right.
  if (listed?.times === 1 && order.state === 'sending') return { agrees: true, differences: [] }
  if (listed) {
    const accepted = order.state === 'accepted'
    const differences = [...(accepted ? [] : [difference('found')]), ...(listed.times > 1 ? [difference('twice')] : [])]
    return { agrees: differences.length === 0, differences }
  }
  if (order.state === 'accepted') {
    // Deleted by a withdrawal of ours: that it is gone is what both sides say.
    if (deletedByUs) return { agrees: true, differences: [] }
    return { agrees: false, differences: [difference((order.batchAt ?? 0) > now - TOO_NEW_MS ? 'tooNew' : 'missing')] }
  }
  return { agrees: order.state === 'planned' || order.state === 'refused', differences: [] }
}

/**
 * The same for NXLink, which has call records only (nxlink-cc.md 5.2): none proves nothing, and several are several calls. A request was
 * taken in as a whole, so one record of its batch speaks for all of them.
 */
export function judgeNxlinkOrder(order: OurOrder, hasRecord: boolean, batchProven: boolean): Verdict {
  const difference = (kind: KeptDifference['kind']): KeptDifference => ({
    kind,
    ...asOurs(order),
    callStatus: null,
    times: hasRecord ? 1 : 0,
  })
  if (hasRecord || (batchProven && order.state === 'unknown'))
    return order.state === 'accepted' ? { agrees: true, differences: [] } : { agrees: false, differences: [difference('found')] }
  if (order.state === 'accepted' || order.state === 'unknown') return { agrees: false, differences: [difference('noRecord')] }
  return { agrees: order.state !== 'sending', differences: [] }
}

export const asOurs = ({ seq, orderID, rowNumber, phone, state }: OurOrder) => ({ seq, orderID, rowNumber, phone, ours: state })
