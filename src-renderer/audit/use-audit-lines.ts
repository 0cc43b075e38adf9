import { useCallback, useEffect, useRef, useState } from 'react'
import type { AuditEntry, AuditFilter } from '../../src-contract/model/audit.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'
import { addPage, type HeldLines, LINES_A_PAGE } from './audit-pages.ts'

export interface AuditLines {
  /** Rows that can be scrolled to now: those that were reached, and a page of ghosts when there are more. */
  readonly rowCount: number
  /** All lines of the filter, as of the first answer; null before it. */
  readonly total: number | null
  /** Lines added since then. */
  readonly fresh: number
  readonly error: WireError | null
  readonly rowAt: (index: number) => AuditEntry | undefined
  readonly onRange: (start: number, end: number) => void
  /** Starts again at the newest. */
  readonly reload: () => void
}

/**
 * Lines of the audit, newest first or from below a line on: read page by page as they are scrolled to, by line number, so that
 * new lines push nothing away; pages far from view are let go and read again when needed. New ones are counted and offered.
 */
export function useAuditLines(filter: AuditFilter, below: number | null): AuditLines {
  const bridge = useBridge()
  const [turn, setTurn] = useState(0)
  const key = JSON.stringify([filter, below, turn])
  const [held, setHeld] = useState<HeldLines | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const [fresh, setFresh] = useState(0)
  const asking = useRef({ key: '', pages: new Set<number>() })
  const wanted = useRef(filter)
  wanted.current = filter
  const known = held?.key === key ? held : null
  const latest = useRef(known)
  latest.current = known

  const ask = useCallback(
    async (page: number, before: number | null) => {
      if (asking.current.key !== key) asking.current = { key, pages: new Set() }
      const present = asking.current
      if (present.pages.has(page)) return
      present.pages.add(page)
      const answer = await bridge.call('audit.list', { filter: wanted.current, before, count: LINES_A_PAGE })
      present.pages.delete(page)
      if (asking.current !== present) return
      setError(answer.ok ? null : answer.error)
      if (!answer.ok) return
      const { rows, total } = answer.value
      setHeld(old => addPage(old?.key === key ? old : null, { key, page, before, rows, total }))
      if (page === 0) setFresh(0)
    },
    [bridge, key],
  )

  useEffect(() => void ask(0, below), [ask, below])

  useEffect(() => {
    let timer: number | undefined
    let over = false
    const count = async () => {
      timer = undefined
      const answer = await bridge.call('audit.list', { filter: wanted.current, before: null, count: 1 })
      const now = latest.current
      if (over || !answer.ok || now?.key !== key) return
      // The first ones ever appear by themselves: there is nothing they could push away.
      if (now.total === 0 && answer.value.total > 0) setTurn(before => before + 1)
      else setFresh(Math.max(0, answer.value.total - now.total))
    }
    const stop = bridge.onEvent(event => {
      if (event.name === 'audit') timer ??= window.setTimeout(() => void count(), 500)
    })
    return () => {
      over = true
      window.clearTimeout(timer)
      stop()
    }
  }, [bridge, key])

  const onRange = useCallback(
    (start: number, end: number) => {
      const now = latest.current
      if (!now) return
      for (let page = Math.floor(start / LINES_A_PAGE); page <= Math.floor(Math.max(start, end - 1) / LINES_A_PAGE); page += 1) {
        const before = now.starts[page]
        if (before !== undefined && !now.pages.has(page)) void ask(page, before)
      }
    },
    [ask],
  )
  return {
    rowCount: known ? known.reached + (known.more ? LINES_A_PAGE : 0) : 0,
    total: known?.total ?? null,
    fresh,
    error,
    rowAt: index => known?.pages.get(Math.floor(index / LINES_A_PAGE))?.[index % LINES_A_PAGE],
    onRange,
    reload: () => setTurn(before => before + 1),
  }
}
