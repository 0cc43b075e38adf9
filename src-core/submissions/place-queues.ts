/** Submissions that wait for a place of their account. */
export interface PlaceQueues {
  add(accountId: string, id: string): void
  /** A place is free: everybody who waits for one of the account looks again, who waited longest first, and this one last. */
  passOn(accountId: string, id: string): void
}

export function createPlaceQueues(wake: (id: string) => void): PlaceQueues {
  const queues = new Map<string, Set<string>>()
  return {
    add: (accountId, id) => void queues.set(accountId, (queues.get(accountId) ?? new Set()).add(id)),
    passOn(accountId, id) {
      const queue = queues.get(accountId)
      queues.delete(accountId)
      for (const each of queue ?? []) if (each !== id) wake(each)
      wake(id)
    },
  }
}
