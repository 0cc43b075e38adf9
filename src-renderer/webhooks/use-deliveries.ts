import { useCallback, useEffect, useRef, useState } from 'react'
import type { Delivery } from '../../src-contract/model/system.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

const PAGE = 200

export interface Deliveries {
  /** Newest first; null until the first answer. */
  readonly rows: readonly Delivery[] | null
  /** All that are stored, as of the last answer. */
  readonly total: number
  readonly error: WireError | null
  /** Reads on below the last row, when there is more. */
  readonly more: () => void
  /** Starts again at the newest. */
  readonly reload: () => void
}

/** Stored deliveries, read page by page as they are scrolled to. New ones are offered, they never push rows away. */
export function useDeliveries(): Deliveries {
  const bridge = useBridge()
  const [rows, setRows] = useState<readonly Delivery[] | null>(null)
  const [total, setTotal] = useState(0)
  const [error, setError] = useState<WireError | null>(null)
  const asking = useRef(false)

  const ask = useCallback(
    async (before: number | null) => {
      if (asking.current) return
      asking.current = true
      const answer = await bridge.call('webhooks.deliveries', { before, count: PAGE })
      asking.current = false
      setError(answer.ok ? null : answer.error)
      if (!answer.ok) return
      setTotal(answer.value.total)
      setRows(known => (before === null ? answer.value.rows : [...(known ?? []), ...answer.value.rows]))
    },
    [bridge],
  )

  const reload = useCallback(() => void ask(null), [ask])
  useEffect(reload, [reload])
  const last = rows?.at(-1)?.id ?? null
  const more = useCallback(() => {
    if (last !== null) void ask(last)
  }, [ask, last])
  return { rows, total, error, more, reload }
}
