export interface SecretRetryDeps {
  /** Milliseconds between two rounds. */
  readonly everyMs: number
  /** Tries to read the secret of an account and hands it on; true when it need not be asked for again. */
  ask(accountId: string): Promise<boolean>
}

export interface SecretRetry {
  /** The secret of this account could not be read: it is asked for again. */
  add(accountId: string): void
  /** Asks at once, and again until it can be read. */
  askNow(accountId: string): void
  close(): void
}

/** Asks again for secrets that deliveries wait for: a keychain that is unlocked tells nobody. */
export function createSecretRetry({ everyMs, ask }: SecretRetryDeps): SecretRetry {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let isAsking = false
  let closed = false

  const arm = () => {
    if (closed || isAsking || timer || waiting.size === 0) return
    timer = setTimeout(() => {
      timer = null
      void askAll()
    }, everyMs)
  }
  /** One after the other: a keychain may ask its user each time, and is open for all once it is for one. */
  const askAll = async () => {
    if (closed || isAsking) return
    isAsking = true
    for (const accountId of [...waiting]) {
      waiting.delete(accountId)
      const isThere = await ask(accountId).catch(() => false)
      if (!isThere) waiting.add(accountId)
    }
    isAsking = false
    arm()
  }
  return {
    add(accountId) {
      waiting.add(accountId)
      arm()
    },
    askNow(accountId) {
      waiting.add(accountId)
      void askAll()
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
    },
  }
}
