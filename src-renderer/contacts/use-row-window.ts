import { useCallback, useEffect, useRef, useState } from 'react'
import type { ContactGroup, ContactRow } from '../../src-contract/model/contact.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

const PAGE = 200

export interface RowWindow {
  /** Null until the first answer. */
  readonly total: number | null
  readonly error: WireError | null
  readonly loading: boolean
  readonly rowAt: (index: number) => ContactRow | undefined
  readonly onRange: (start: number, end: number) => void
}

interface Held {
  readonly key: string
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly ContactRow[]>
}

/**
 * Rows of a group by position: pages of 200 are asked for when they come into view and kept. When `version` changes
 * (the list grew) the pages in view are asked for again, the old rows staying until then.
 */
export function useRowWindow(listId: string, group: ContactGroup, search: string, version: string): RowWindow {
  const bridge = useBridge()
  const key = `${listId} ${group} ${search}`
  const [held, setHeld] = useState<Held | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const range = useRef({ start: 0, end: 1 })
  const asked = useRef({ key: '', version: '', pages: new Set<number>() })

  const askRange = useCallback(() => {
    if (asked.current.key !== key || asked.current.version !== version) asked.current = { key, version, pages: new Set() }
    const present = asked.current
    for (let page = Math.floor(range.current.start / PAGE); page <= Math.floor(Math.max(0, range.current.end - 1) / PAGE); page++) {
      if (present.pages.has(page)) continue
      present.pages.add(page)
      void bridge.call('contacts.rows', { listId, group, search, start: page * PAGE, count: PAGE }).then(answer => {
        if (asked.current !== present) return
        setError(answer.ok ? null : answer.error)
        if (!answer.ok) return void present.pages.delete(page)
        setHeld(before => ({
          key,
          total: answer.value.total,
          pages: new Map([...(before?.key === key ? before.pages : []), [page, answer.value.rows]]),
        }))
      })
    }
  }, [bridge, key, version, listId, group, search])

  useEffect(() => {
    if (asked.current.key !== key) range.current = { start: 0, end: 1 }
    askRange()
  }, [askRange, key])

  const onRange = useCallback(
    (start: number, end: number) => {
      range.current = { start, end }
      askRange()
    },
    [askRange],
  )
  const rowAt = (index: number) => held?.pages.get(Math.floor(index / PAGE))?.[index % PAGE]
  return { total: held?.total ?? null, error, loading: held?.key !== key && error === null, rowAt, onRange }
}
