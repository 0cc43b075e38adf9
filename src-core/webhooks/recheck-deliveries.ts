import type { EventBus } from '../event-bus.ts'
import type { StoredDelivery, Verdict } from './delivery.ts'
import type { DeliveryLog } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'
import type { Settle } from './settle-deliveries.ts'

export interface RecheckDeps {
  readonly inbox: Pick<InboxReader, 'unchecked'>
  readonly log: Pick<DeliveryLog, 'position'>
  /** What the signature check says with the present secret; `unchecked` while there is none. */
  judge(delivery: StoredDelivery): Promise<{ verdict: Verdict; marks: number }>
  setVerdicts(verdicts: readonly { id: number; verdict: Verdict; marks: number }[]): Promise<void>
  readonly settle: Pick<Settle, 'again'>
  readonly bus: Pick<EventBus, 'emit'>
  isClosed(): boolean
}

/** Checks and applies the deliveries of an account that came while its secret could not be read. False while it still cannot be. */
export type Recheck = (accountId: string) => Promise<boolean>

/** Deliveries that are checked again in one commit. */
const CHUNK = 200

export function createRecheck({ inbox, log, judge, setVerdicts, settle, bus, isClosed }: RecheckDeps): Recheck {
  return async accountId => {
    for (let after = 0; !isClosed(); ) {
      // One that has no line yet comes in its turn: the log goes on behind its newest line, and would pass over those in between.
      const position = log.position()
      const chunk = inbox.unchecked(accountId, after, CHUNK).filter(({ id }) => id <= position)
      const last = chunk.at(-1)
      if (!last) return true
      after = last.id
      const judged: StoredDelivery[] = []
      for (const delivery of chunk) {
        const { verdict, marks } = await judge(delivery)
        if (verdict === 'unchecked') break
        judged.push({ ...delivery, verdict, marks })
      }
      if (judged.length > 0) {
        await setVerdicts(judged.map(({ id, verdict, marks }) => ({ id, verdict, marks })))
        settle.again(judged)
        bus.emit('webhooks', { accountId })
      }
      if (judged.length < chunk.length) return false
    }
    return true
  }
}
