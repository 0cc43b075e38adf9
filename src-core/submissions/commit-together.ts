interface Waiting {
  readonly work: () => void
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Commits what came in during one turn of the event loop in one transaction: with many requests under way, answers come in
 * bunches, and each commit is a flush of the disk. The promise settles after the commit. When a piece of work throws,
 * each is tried alone, so that one cannot take the others with it; work must therefore change nothing outside the transaction.
 */
export function createCommitTogether(transaction: (work: () => void) => void): (work: () => void) => Promise<void> {
  let waiting: Waiting[] = []

  const alone = ({ work, resolve, reject }: Waiting) => {
    try {
      transaction(work)
      resolve()
    } catch (error) {
      reject(error)
    }
  }
  const commit = () => {
    const bunch = waiting
    waiting = []
    if (bunch.length > 1) {
      try {
        transaction(() => {
          for (const { work } of bunch) work()
        })
        for (const { resolve } of bunch) resolve()
        return
      } catch {
        // Which of them it was shows when they are alone.
      }
    }
    for (const each of bunch) alone(each)
  }
  return work =>
    new Promise((resolve, reject) => {
      waiting.push({ work, resolve, reject })
      if (waiting.length === 1) setImmediate(commit)
    })
}
