import type { PointerEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { holdOrder } from './held-order.ts'
import type { BoardGroup } from './task-groups.ts'

/** A pointer that rests for so long is not about to press a row. */
const REST_MS = 5_000

export interface SteadyGroups {
  readonly groups: readonly BoardGroup[]
  /** Tasks that would move, appear or leave. */
  readonly waiting: number
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerLeave: () => void
  readonly showNow: () => void
}

/** Keeps every row where it is while the pointer moves over the table; their values go on changing. Another `view` is shown at once. */
export function useSteadyGroups(next: readonly BoardGroup[], view: string): SteadyGroups {
  const [over, setOver] = useState(false)
  const shown = useRef({ groups: next, view })
  const rest = useRef<number | undefined>(undefined)
  useEffect(() => () => window.clearTimeout(rest.current), [])

  const held = over && shown.current.view === view ? holdOrder(shown.current.groups, next) : { groups: next, waiting: 0 }
  shown.current = { groups: held.groups, view }
  const leave = () => {
    window.clearTimeout(rest.current)
    setOver(false)
  }
  return {
    ...held,
    onPointerMove: event => {
      // Without a way it was the table that came under the pointer.
      if (event.movementX === 0 && event.movementY === 0) return
      window.clearTimeout(rest.current)
      rest.current = window.setTimeout(leave, REST_MS)
      setOver(true)
    },
    onPointerLeave: leave,
    showNow: leave,
  }
}
