import type { AuditVerdict } from '../../src-contract/model/audit.ts'
import { NO_HASH } from './audit-line.ts'

/** Where a chain is broken and how, in the words of the contract. */
export type ChainBreak = Pick<Extract<AuditVerdict, { state: 'broken' }>, 'entryId' | 'why'>

export interface ChainLine {
  readonly id: number
  readonly previousHash: string
  readonly hash: string
  /** The hash is the one of the line's own values. */
  readonly asWritten: boolean
}

/** Follows a chain of audit lines from the first one. */
export interface ChainCheck {
  /** The next line; the first break ends the check. */
  next(line: ChainLine): ChainBreak | null
  /** No more lines, though numbers up to `highestId` were given out. A break names the last line there is, 0 when there is none. */
  end(highestId: number): ChainBreak | null
  readonly lines: number
  readonly lastId: number
  readonly lastHash: string
}

/** The one rule of what an intact audit is; the console, the command and a saved file are judged by it. */
export function createChainCheck(): ChainCheck {
  let lines = 0
  let lastId = 0
  let lastHash = NO_HASH
  const judge = ({ id, previousHash, asWritten }: ChainLine): ChainBreak['why'] | null => {
    if (id > lastId + 1) return 'missing'
    if (!asWritten) return 'changed'
    return id === lastId + 1 && previousHash === lastHash ? null : 'link'
  }
  return {
    next(line) {
      const why = judge(line)
      lines += 1
      lastId = line.id
      lastHash = line.hash
      return why && { entryId: line.id, why }
    },
    end: highestId => (highestId > lastId ? { entryId: lastId, why: 'end_missing' } : null),
    get lines() {
      return lines
    },
    get lastId() {
      return lastId
    },
    get lastHash() {
      return lastHash
    },
  }
}
