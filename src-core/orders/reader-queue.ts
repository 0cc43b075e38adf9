/** Words of the shared memory that the pool counts up. */
export const SIGNAL = { anyQuestion: 0, newQuestion: 1, closing: 2, words: 3 } as const

/** Thrown inside a running statement when something more urgent came in. */
export class Interrupted extends Error {}

/** Which signals make a job step aside: an index built ahead for anything, a question for a newer one, position reads for a closing only. */
export type JobKind = 'rows' | 'question' | 'ahead'
const rank: Record<JobKind, number> = { rows: 0, question: 1, ahead: 2 }
const TURNS_BEFORE_FIRM = 3

interface Job {
  readonly kind: JobKind
  readonly handle: string | null
  readonly number: number
  turns: number
  readonly run: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

/**
 * The order of work in a reader thread. SQLite blocks the thread, so a running statement asks `checkpoint` every thousand rows
 * whether to go on; one that steps aside starts again later. Newest question first; a question that lost three times stays.
 */
export function createReaderQueue(signals: Int32Array) {
  const waiting: Job[] = []
  let running: { job: Job; seen: readonly number[] } | null = null
  let isScheduled = false
  let numbers = 0

  const schedule = () => {
    if (isScheduled || waiting.length === 0) return
    isScheduled = true
    setImmediate(step)
  }
  const step = () => {
    isScheduled = false
    const job = waiting.sort((a, b) => rank[a.kind] - rank[b.kind] || b.number - a.number).shift()
    if (!job) return
    running = { job, seen: [0, 1, 2].map(word => Atomics.load(signals, word)) }
    job.turns += 1
    try {
      job.resolve(job.run())
    } catch (error) {
      if (error instanceof Interrupted) waiting.push(job)
      else job.reject(error)
    } finally {
      running = null
    }
    schedule()
  }
  return {
    add<T>(kind: JobKind, handle: string | null, run: () => T): Promise<T> {
      numbers += 1
      return new Promise<T>((resolve, reject) => {
        waiting.push({ kind, handle, number: numbers, turns: 0, run, resolve: resolve as (value: unknown) => void, reject })
        schedule()
      })
    },
    /** Called by running statements; throws `Interrupted` when the job should step aside. */
    checkpoint(): void {
      if (!running) return
      const { job, seen } = running
      const came = (word: number) => Atomics.load(signals, word) !== seen[word]
      if (came(SIGNAL.closing)) throw new Interrupted()
      if (job.kind === 'ahead' && came(SIGNAL.anyQuestion)) throw new Interrupted()
      if (job.kind === 'question' && job.turns <= TURNS_BEFORE_FIRM && came(SIGNAL.newQuestion)) throw new Interrupted()
    },
    /** Refuses what still waits for a handle. */
    drop(handle: string, error: Error): void {
      for (const job of waiting.filter(item => item.handle === handle)) {
        waiting.splice(waiting.indexOf(job), 1)
        job.reject(error)
      }
    },
  }
}
