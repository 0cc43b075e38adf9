import { useCallback, useEffect, useRef, useState } from 'react'
import type { DeliveryFilter, DeliveryRow } from '../../src-contract/model/webhook.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

const PAGE = 200

export interface Deliveries {
  /** Newest first; null until the first answer. */
  readonly rows: readonly DeliveryRow[] | null
  /** True while there may be more below the last row. */
  readonly hasMore: boolean
  /** How far back a search in payloads came, UTC milliseconds. */
  readonly searchedTo: number | null
  readonly asking: boolean
  readonly error: WireError | null
  /** Reads on below the last row, or searches on. */
  readonly more: () => void
  /** Starts again at the newest. */
  readonly reload: () => void
}

interface Held {
  readonly key: string
  readonly rows: readonly DeliveryRow[] | null
  readonly next: number | null
  readonly searchedTo: number | null
  readonly error: WireError | null
}

/** Stored deliveries, read page by page as they are scrolled to. New ones are offered, they never push rows away. */
export function useDeliveries(filter: DeliveryFilter): Deliveries {
  const bridge = useBridge()
  const key = JSON.stringify(filter)
  const [held, setHeld] = useState<Held>({ key, rows: null, next: null, searchedTo: null, error: null })
  const [asking, setAsking] = useState(false)
  const turn = useRef(0)
  const busy = useRef(false)
  const present = useRef(filter)
  present.current = filter

  const ask = useCallback(
    async (before: number | null, of: string) => {
      turn.current += 1
      const mine = turn.current
      busy.current = true
      setAsking(true)
      const answer = await bridge.call('webhooks.deliveries', { filter: present.current, before, count: PAGE })
      if (mine !== turn.current) return
      busy.current = false
      setAsking(false)
      if (!answer.ok) return setHeld(known => ({ ...known, key: of, error: answer.error }))
      const { rows, next, searchedTo } = answer.value
      setHeld(known => ({ key: of, rows: before === null ? rows : [...(known.rows ?? []), ...rows], next, searchedTo, error: null }))
    },
    [bridge],
  )
  const reload = useCallback(() => void ask(null, key), [ask, key])
  useEffect(reload, [reload])
  const { next } = held
  const more = useCallback(() => {
    if (next !== null && !busy.current) void ask(next, key)
  }, [ask, next, key])
  return { rows: held.rows, hasMore: next !== null, searchedTo: held.searchedTo, asking, error: held.error, more, reload }
}
