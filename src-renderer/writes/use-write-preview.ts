import { useCallback, useEffect, useState } from 'react'
import type { WriteAction, WritePreview } from '../../src-contract/model/write.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

/** Longest wait a page timer can hold. */
const LONGEST_WAIT_MS = 2 ** 31 - 1

interface Held {
  /** The action as JSON, null while nothing is asked. */
  readonly key: string | null
  readonly preview: WritePreview | null
  readonly error: WireError | null
  /** The preview differs from the one the operator saw before for the same action. */
  readonly changed: boolean
  /** Of the question this answers. */
  readonly turn: number
}

export interface WritePreviewInHand extends Held {
  /** The present choice has not been answered yet; what is shown is of another one. */
  readonly asking: boolean
  /** The same question is asked again; the token in hand may be used up. */
  readonly renewing: boolean
  /** Makes the preview again: because what was agreed to is not true any more, or because a token is good for one try. */
  readonly renew: (why: 'changed' | 'tokenUsed') => void
}

const nothing: Held = { key: null, preview: null, error: null, changed: false, turn: 0 }

/** Everything the operator agrees to; the token and its age are no part of it. */
export const shownOf = ({ token, expiresAt: _age, ...shown }: WritePreview): string => JSON.stringify({ ...shown, blocked: token === null })

/**
 * What a write would do, kept true: asked when the action appears or changes, and again by itself when its token has aged.
 * Answers to an earlier action are dropped. `action` null asks nothing.
 */
export function useWritePreview(action: WriteAction | null): WritePreviewInHand {
  const bridge = useBridge()
  const key = action === null ? null : JSON.stringify(action)
  const [held, setHeld] = useState<Held>(nothing)
  const [turn, setTurn] = useState({ number: 0, changed: false })

  useEffect(() => {
    if (key === null) return setHeld(nothing)
    let over = false
    void bridge.call('writes.preview', JSON.parse(key) as WriteAction).then(answer => {
      if (over) return
      setHeld(before => {
        const same = before.key === key
        if (!answer.ok) return { key, preview: null, error: answer.error, changed: false, turn: turn.number }
        const other = same && before.preview !== null && shownOf(before.preview) !== shownOf(answer.value)
        return { key, preview: answer.value, error: null, changed: same && (before.changed || turn.changed || other), turn: turn.number }
      })
    })
    return () => {
      over = true
    }
  }, [bridge, key, turn])

  const { preview } = held
  useEffect(() => {
    if (!preview || preview.token === null) return
    const wait = Math.min(Math.max(preview.expiresAt - Date.now(), 1_000), LONGEST_WAIT_MS)
    const timer = window.setTimeout(() => setTurn(before => ({ number: before.number + 1, changed: false })), wait)
    return () => window.clearTimeout(timer)
  }, [preview])

  const renew = useCallback(
    (why: 'changed' | 'tokenUsed') => setTurn(before => ({ number: before.number + 1, changed: why === 'changed' })),
    [],
  )
  return { ...held, asking: held.key !== key, renewing: held.key === key && key !== null && held.turn !== turn.number, renew }
}
