import type { RemovedAccounts } from './removed-accounts.ts'

export interface DeleteRemovedDeps {
  readonly removed: Pick<RemovedAccounts, 'deleteSome'>
  /** Deleting failed and is tried again; told once until it works. */
  failed(error: unknown): void
}

export interface DeleteRemoved {
  /** Deletes what these accounts left, one after the other. */
  start(accountIds: readonly string[]): void
  close(): void
}

/** Rests are so many times as long as the slice before them: answers to webhooks come first, and one waits for one slice at most. */
const REST_SHARE = 4
const SHORTEST_REST_MS = 5
/** Far longer than after any slice: one in which the computer slept must not be followed by four such nights. */
const LONGEST_REST_MS = 2_000
/** After a failure, and while somebody reads what was deleted. */
const AGAIN_MS = 2_000

/** Deletes in slices between the turns in which the listener thread takes deliveries. */
export function createDeleteRemoved({ removed, failed }: DeleteRemovedDeps): DeleteRemoved {
  const left = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let hasFailed = false

  const goOn = (afterMs: number) => {
    timer ??= setTimeout(() => {
      timer = null
      step()
    }, afterMs)
  }
  const step = () => {
    const [accountId] = left
    if (accountId === undefined) return
    const from = performance.now()
    try {
      const slice = removed.deleteSome(accountId)
      hasFailed = false
      if (slice === 'done') left.delete(accountId)
      const restMs = Math.min(LONGEST_REST_MS, Math.max(SHORTEST_REST_MS, REST_SHARE * (performance.now() - from)))
      goOn(slice === 'waits' ? AGAIN_MS : restMs)
    } catch (error) {
      if (!hasFailed) failed(error)
      hasFailed = true
      goOn(AGAIN_MS)
    }
  }
  return {
    start(accountIds) {
      for (const id of accountIds) left.add(id)
      goOn(SHORTEST_REST_MS)
    },
    close() {
      left.clear()
      if (timer) clearTimeout(timer)
    },
  }
}
