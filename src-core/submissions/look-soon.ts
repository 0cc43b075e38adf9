import type { SendingDeps } from './deps.ts'

/** After sleep, or on another network, what waits looks again within this time, not all of it at once. */
export const LOOK_AGAIN_MS = 2_000

/** Brings what waits for a time of its own forward, so that it comes due within two seconds. */
export const createLookSoon =
  ({ submissions, batches, clock, random }: Pick<SendingDeps, 'submissions' | 'batches' | 'clock' | 'random'>) =>
  (id: string): void =>
    submissions.transaction(() => {
      for (const { number, state, nextAt } of batches.waiting(id)) {
        const soon = Math.round(clock.now() + random() * LOOK_AGAIN_MS)
        if (state !== 'queued' && nextAt !== null && nextAt > soon) batches.apply(id, number, { event: 'sooner', nextAt: soon })
      }
    })
