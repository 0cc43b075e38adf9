import { asSystemError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { StoredDelivery, StoredNotice } from './delivery.ts'
import type { DeliveryLog } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'

export interface DeliveryQueueDeps {
  readonly inbox: Pick<InboxReader, 'after'>
  readonly log: Pick<DeliveryLog, 'position'>
  /** Applies these and moves the position, in one commit. */
  settle(deliveries: readonly StoredDelivery[]): void
  readonly bus: Pick<EventBus, 'emit'>
  readonly errors: Log
}

export interface DeliveryQueue {
  /** Does one job after the other; a failure is written down, and what waits is tried again. Resolves when the job is over. */
  add(job: () => Promise<void>): Promise<void>
  /** The listener has stored deliveries: they are applied soon. */
  stored(notice: StoredNotice): void
  /** Applies everything there is. */
  drain(): Promise<void>
  /** Milliseconds until the answer of a delivery that is not applied yet, where they were noted. */
  answerMs(id: number): number | null
  isClosed(): boolean
  /** Ends after the present chunk. */
  close(): void
}

const CHUNK = 200
/** After a failure of the disk what waits is tried again. */
const RETRY_MS = 2_000
const MOST_TIMES = 200_000

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Takes deliveries from the inbox to the cache in their order, in chunks, and steps back while many come in: their answers come first. */
export function createDeliveryQueue({ inbox, log, settle, bus, errors }: DeliveryQueueDeps): DeliveryQueue {
  const answers = new Map<number, number>()
  let closed = false
  let retry: NodeJS.Timeout | null = null
  let work: Promise<void> = Promise.resolve()
  let inLine = false
  /** Deliveries stored since the last look. */
  let arrived = 0

  const add = (job: () => Promise<void>) => {
    work = work
      .then(async () => {
        if (!closed) await job()
      })
      .catch((error: unknown) => {
        if (closed) return
        errors.write(asSystemError(error) ? 'warn' : 'error', 'deliveries could not be applied', { error })
        retry ??= setTimeout(() => {
          retry = null
          void add(() => drain(true))
        }, RETRY_MS)
      })
    return work
  }
  const drain = async (gently: boolean) => {
    while (!closed) {
      const chunk = inbox.after(log.position(), CHUNK)
      if (chunk.length === 0) return
      const from = performance.now()
      arrived = 0
      settle(chunk)
      const tookMs = performance.now() - from
      for (const { id } of chunk) answers.delete(id)
      for (const accountId of new Set(chunk.map(delivery => delivery.accountId))) bus.emit('webhooks', { accountId })
      // What came meanwhile is counted when the thread's messages are read.
      await pause(0)
      if (gently) await pause(restMs(tookMs, arrived))
    }
  }
  return {
    add,
    stored({ firstId, answerMs }) {
      arrived += answerMs.length
      if (answers.size > MOST_TIMES) answers.clear()
      answerMs.forEach((ms, place) => void answers.set(firstId + place, ms))
      // One drain takes everything there is, so however many deliveries come meanwhile, one more in line is enough.
      if (inLine) return
      inLine = true
      void add(() => {
        inLine = false
        return drain(true)
      })
    },
    drain: () => drain(false),
    answerMs: id => answers.get(id) ?? null,
    isClosed: () => closed,
    close() {
      closed = true
      if (retry) clearTimeout(retry)
    },
  }
}

/** The more arrives each second, the longer the rest between two chunks; up to nine tenths of the time at 5,000 a second. */
const restMs = (tookMs: number, arrived: number): number => tookMs * Math.min(9, Math.floor((arrived * 2) / Math.max(1, tookMs)))
