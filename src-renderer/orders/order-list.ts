import { useCallback, useEffect, useRef, useState } from 'react'
import type { OrderFilter, OrderRow, OrderSort } from '../../src-contract/model/order.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from '../bridge/bridge-context.tsx'

const PAGE = 100
/** Pages kept around what is in view. */
const KEPT_PAGES = 60
/** Rows in view are asked again at most this often while orders change. */
const REFRESH_MS = 1000

export interface OrderList {
  /** Exact once counted; before that the rows known so far. */
  readonly total: number | null
  readonly tookMs: number | null
  readonly error: WireError | null
  readonly opening: boolean
  /** Orders changed since this list was made: positions are of then, values of now. */
  readonly changed: boolean
  rowAt(index: number): OrderRow | undefined
  onRange(start: number, end: number): void
  /** Makes the list again. */
  reopen(): void
}

interface Opened {
  handle: string
  pages: Map<number, readonly OrderRow[]>
  total: number | null
}

/**
 * An open result of the cache: first page at once, the rest by position as it comes into view.
 * The handle lives in the core and is closed when the filter changes or the screen goes.
 */
export function useOrderList(filter: OrderFilter, sort: OrderSort): OrderList {
  const bridge = useBridge()
  const key = JSON.stringify([filter, sort])
  const opened = useRef<Opened | null>(null)
  const range = useRef<[number, number]>([0, PAGE])
  const asking = useRef(new Set<number>())
  /** An empty list is made again unseen when orders come in: nobody loses a place in it. */
  const quiet = useRef(false)
  const [, redraw] = useState(0)
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<{ error: WireError | null; opening: boolean; tookMs: number | null; changed: boolean }>({
    error: null,
    opening: true,
    tookMs: null,
    changed: false,
  })

  const askPage = useCallback(
    async (page: number) => {
      const list = opened.current
      if (!list || asking.current.has(page)) return
      asking.current.add(page)
      const answer = await bridge.call('orders.rows', { handle: list.handle, start: page * PAGE, count: PAGE })
      asking.current.delete(page)
      if (opened.current !== list) return
      if (!answer.ok) {
        // The core frees handles that nobody used for long; the list is simply made again.
        if (answer.error.code === 'not_found') setTurn(before => before + 1)
        else setState(before => ({ ...before, error: answer.error }))
        return
      }
      list.pages.set(page, answer.value.rows)
      for (const kept of list.pages.keys()) {
        if (list.pages.size <= KEPT_PAGES) break
        if (kept < Math.floor(range.current[0] / PAGE) - 2 || kept > Math.floor(range.current[1] / PAGE) + 2) list.pages.delete(kept)
      }
      redraw(before => before + 1)
    },
    [bridge],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn makes the same list again
  useEffect(() => {
    let over = false
    setState(before => ({ ...before, opening: !quiet.current, changed: false }))
    quiet.current = false
    const open = async () => {
      const [wantedFilter, wantedSort] = JSON.parse(key) as [OrderFilter, OrderSort]
      const answer = await bridge.call('orders.open', { filter: wantedFilter, sort: wantedSort, count: PAGE })
      if (over) {
        if (answer.ok) void bridge.call('orders.close', { handle: answer.value.handle })
        return
      }
      if (!answer.ok) return setState({ error: answer.error, opening: false, tookMs: null, changed: false })
      const { handle, rows, tookMs } = answer.value
      opened.current = { handle, pages: new Map([[0, rows]]), total: rows.length < PAGE ? rows.length : null }
      asking.current.clear()
      setState({ error: null, opening: false, tookMs, changed: false })
      const total = await bridge.call('orders.total', { handle })
      if (over || opened.current?.handle !== handle || !total.ok) return
      opened.current.total = total.value.total
      redraw(before => before + 1)
    }
    void open()
    return () => {
      over = true
      const list = opened.current
      if (!quiet.current) opened.current = null
      if (list) void bridge.call('orders.close', { handle: list.handle })
    }
  }, [bridge, key, turn])

  useEffect(() => {
    let timer: number | undefined
    const stop = bridge.onEvent(event => {
      if (event.name !== 'orders' || (event.accountId !== undefined && event.accountId !== filter.accountId)) return
      setState(before => (before.changed ? before : { ...before, changed: true }))
      timer ??= window.setTimeout(() => {
        timer = undefined
        if (opened.current?.total === 0) {
          quiet.current = true
          return setTurn(before => before + 1)
        }
        for (
          let page = Math.floor(range.current[0] / PAGE);
          page <= Math.floor(Math.max(range.current[0], range.current[1] - 1) / PAGE);
          page += 1
        )
          void askPage(page)
      }, REFRESH_MS)
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [bridge, filter.accountId, askPage])

  const onRange = useCallback(
    (start: number, end: number) => {
      range.current = [start, end]
      const list = opened.current
      if (!list) return
      for (let page = Math.floor(start / PAGE); page <= Math.floor(Math.max(start, end - 1) / PAGE); page += 1)
        if (!list.pages.has(page)) void askPage(page)
    },
    [askPage],
  )

  const list = opened.current
  return {
    total: list?.total ?? null,
    ...state,
    rowAt: index => opened.current?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    onRange,
    reopen: () => setTurn(before => before + 1),
  }
}
