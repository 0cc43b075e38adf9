import type { Log } from '../log.ts'
import type { CacheWatermark } from './cache-watermark.ts'
import type { DeliveryLog } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'

export interface RecognizeInboxDeps {
  readonly inbox: Pick<InboxReader, 'nonce' | 'newestId' | 'one'>
  readonly log: Pick<DeliveryLog, 'position' | 'get' | 'forgetAll'>
  readonly watermark: CacheWatermark
  /** One commit of `cache.db`. */
  inTransaction(run: () => void): void
  readonly errors: Log
}

/**
 * Looks whether `inbox.db` is the one whose deliveries the cache holds. One that was replaced or put back from a copy counts anew, and with the
 * old position its deliveries would be passed over without a word: then the log and the watermark begin again at its start. To apply a
 * delivery once more changes nothing.
 */
export function recognizeInbox({ inbox, log, watermark, inTransaction, errors }: RecognizeInboxDeps): void {
  const [nonce, noted] = [inbox.nonce(), watermark.inbox()]
  const position = log.position()
  const applied = Math.max(position, watermark.get())
  const isShorter = inbox.newestId() < applied
  /** A copy that was put back has the same nonce, and may have grown past the old position before anybody looks. */
  const isOther = () => {
    const [told, stored] = [log.get(position), inbox.one(position)]
    return (
      told !== null && stored !== null && told.accountId !== '' && !(told.receivedAt === stored.receivedAt && told.kind === stored.kind)
    )
  }
  // With nothing applied there is nothing to begin again with.
  if (applied === 0 || ((noted === null || noted === nonce) && !isShorter && !isOther())) {
    if (noted !== nonce) watermark.noteInbox(nonce)
    return
  }
  inTransaction(() => {
    log.forgetAll()
    watermark.restart(nonce, Date.now())
  })
  errors.write('warn', 'inbox.db is another one than the cache was made from: it is applied from its start', {
    was: noted,
    is: nonce,
    position,
    newest: inbox.newestId(),
  })
}
