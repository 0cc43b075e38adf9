import { randomBytes } from 'node:crypto'
import type { WriteAction } from '../../src-contract/model/write.ts'
import type { PlannedWrite } from './planned-write.ts'

/** What the operator was shown, kept until he agrees. */
export interface ShownWrite {
  readonly action: WriteAction
  readonly planned: PlannedWrite
  readonly digest: string
  /** What has to be typed; null when a click is enough. */
  readonly typed: string | null
  /** UTC milliseconds. */
  readonly expiresAt: number
}

/** Tokens of previews, in memory only: a restart forgets them, and each is used once. */
export interface WriteTokens {
  /** An unguessable name for what was shown, good until `expiresAt`. */
  give(shown: ShownWrite): string
  /** Null for one that is unknown, used or too old. */
  find(token: string): ShownWrite | null
  use(token: string): void
}

/** A page makes a preview with every change of a choice; older ones of this many are forgotten. */
const MAX_KEPT = 200

/** Keeps tokens by the clock that is handed in. */
export function createWriteTokens(now: () => number): WriteTokens {
  const kept = new Map<string, ShownWrite>()
  const forgetOld = () => {
    for (const [token, { expiresAt }] of kept) if (expiresAt <= now() || kept.size >= MAX_KEPT) kept.delete(token)
  }
  return {
    give(shown) {
      forgetOld()
      const token = randomBytes(24).toString('base64url')
      kept.set(token, shown)
      return token
    },
    find(token) {
      const shown = kept.get(token)
      return shown && shown.expiresAt > now() ? shown : null
    },
    use: token => void kept.delete(token),
  }
}
