/** An answer a test or the command line wants instead of the usual one. */
export interface ScriptedAnswer {
  /** A retCode (callbot-v3.md 5.1), or an NXLink code. */
  code?: number
  /** An HTTP status with a plain text instead; no work is done. */
  status?: number
  /** The work is done all the same; only with `code`. */
  afterWork?: boolean
  /** How often; once by default. */
  times?: number
  /** Only requests whose path ends with one of these. */
  paths?: string[]
  /** Only requests that hold one of these orderIDs or phones. */
  orders?: string[]
}

/** Answers that wait for their request, the oldest first. */
export interface AnswerScript {
  add(answer: ScriptedAnswer): void
  /** The answer to this request, used up once more; null when none fits. */
  take(path: string, body: Buffer): ScriptedAnswer | null
}

export function createAnswerScript(): AnswerScript {
  let waiting: { answer: ScriptedAnswer; left: number }[] = []
  return {
    add: answer => {
      waiting.push({ answer, left: answer.times ?? 1 })
    },
    take: (path, body) => {
      const text = waiting.some(({ answer }) => answer.orders !== undefined) ? body.toString('utf8') : ''
      const found = waiting.find(
        ({ answer }) =>
          (answer.paths === undefined || answer.paths.some(end => path.endsWith(end))) &&
          (answer.orders === undefined || answer.orders.some(order => text.includes(`"${order}"`))),
      )
      if (found === undefined) return null
      found.left--
      if (found.left <= 0) waiting = waiting.filter(each => each !== found)
      return found.answer
    },
  }
}
