import { asSystemError } from '../app-error.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import { createApplyingPace } from './applying-pace.ts'
import type { StoredDelivery, StoredNotice } from './delivery.ts'
import type { DeliveryLog } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'

export interface DeliveryQueueDeps {
  readonly inbox: Pick<InboxReader, 'after' | 'newestId'>
  readonly log: Pick<DeliveryLog, 'position' | 'noteAnswers'>
  /** Called before anything is read, again after a failure. */
  begin(): void
  /** Applies these and moves the position, in one commit. */
  settle(deliveries: readonly StoredDelivery[]): void
  /** Nothing is left up to this id, which may be of a delivery that was deleted. */
  settledTo(id: number): void
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

/** After a failure of the disk what waits is tried again. */
const RETRY_MS = 2_000
const MOST_TIMES = 200_000

const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Takes deliveries from the inbox to the cache in their order, in chunks, and steps back while answers are slow: they come first. */
export function createDeliveryQueue({ inbox, log, begin, settle, settledTo, bus, errors }: DeliveryQueueDeps): DeliveryQueue {
  const answers = new Map<number, number>()
  let closed = false
  let retry: NodeJS.Timeout | null = null
  let work: Promise<void> = Promise.resolve()
  let inLine = false
  let hasBegun = false
  const pace = createApplyingPace()

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
  /** What was applied between its commit and its answer got its line without the time of that answer. */
  const noteLate = () => {
    const position = log.position()
    const late = new Map([...answers].filter(([id]) => id <= position))
    if (late.size === 0) return
    log.noteAnswers(late)
    for (const id of late.keys()) answers.delete(id)
  }
  const drain = async (gently: boolean) => {
    if (!hasBegun) {
      begin()
      hasBegun = true
    }
    while (!closed) {
      // Read first: what is stored in between has a higher id.
      const newest = inbox.newestId()
      const chunk = inbox.after(log.position(), pace.size())
      if (chunk.length === 0) return settledTo(newest)
      const from = performance.now()
      settle(chunk)
      const tookMs = performance.now() - from
      for (const { id } of chunk) answers.delete(id)
      for (const accountId of new Set(chunk.map(delivery => delivery.accountId))) bus.emit('webhooks', { accountId })
      // What was answered meanwhile is counted when the thread's messages are read.
      await pause(0)
      const restMs = pace.restAfter(chunk.length, tookMs)
      if (gently && restMs > 0) await pause(restMs)
    }
  }
  return {
    add,
    stored({ firstId, answerMs }) {
      pace.answered(answerMs)
      if (answers.size > MOST_TIMES) answers.clear()
      answerMs.forEach((ms, place) => void answers.set(firstId + place, ms))
      // One drain takes everything there is, so however many deliveries come meanwhile, one more in line is enough.
      if (inLine) return
      inLine = true
      void add(async () => {
        inLine = false
        await drain(true)
        noteLate()
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
