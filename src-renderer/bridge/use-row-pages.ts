import { useCallback, useEffect, useRef, useState } from 'react'
import type { EventName } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from './bridge-context.tsx'

const PAGE = 100
/** Pages kept around what is in view. */
const KEPT_PAGES = 40
/** Rows in view are asked for again at most this often while they change. */
const REFRESH_MS = 500

/** Methods that answer with a stretch of a list by position. */
export type PagedMethod = {
  [M in MethodName]: Input<M> extends { start: number; count: number }
    ? Output<M> extends { total: number; rows: unknown[] }
      ? M
      : never
    : never
}[MethodName]
type RowOf<M extends PagedMethod> = Output<M>['rows'][number]

export interface RowPages<Row> {
  /** Null until the first answer. */
  readonly total: number | null
  readonly error: WireError | null
  readonly rowAt: (index: number) => Row | undefined
  readonly onRange: (start: number, end: number) => void
}

interface Held<Row> {
  readonly key: string
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Row[]>
}

/**
 * Rows of a method by position: pages of 100 are asked for as they come into view, the far ones are let go. On a matching
 * event the pages in view are asked for again; the old rows stay until then. `input` is the method's input without the stretch.
 */
export function useRowPages<M extends PagedMethod>(
  method: M,
  input: Omit<Input<M>, 'start' | 'count'>,
  about: { readonly on: readonly EventName[]; readonly id?: string },
): RowPages<RowOf<M>> {
  const bridge = useBridge()
  const key = `${method} ${JSON.stringify(input)}`
  const [held, setHeld] = useState<Held<RowOf<M>> | null>(null)
  const [error, setError] = useState<WireError | null>(null)
  const range = useRef({ start: 0, end: 1 })
  const asked = useRef({ key: '', pages: new Set<number>() })
  const latest = useRef(input)
  latest.current = input
  const on = about.on.join(' ')

  const askRange = useCallback(
    (again: boolean) => {
      if (asked.current.key !== key) {
        asked.current = { key, pages: new Set() }
        range.current = { start: 0, end: 1 }
      }
      const present = asked.current
      const first = Math.floor(range.current.start / PAGE)
      const last = Math.floor(Math.max(0, range.current.end - 1) / PAGE)
      if (again) present.pages.clear()
      for (const page of Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(at => !present.pages.has(at))) {
        present.pages.add(page)
        // The stretch completes the input; the compiler does not follow that through the generic method.
        const whole = { ...latest.current, start: page * PAGE, count: PAGE } as unknown as Input<M>
        void bridge.call(method, whole).then(answer => {
          if (asked.current !== present) return
          setError(answer.ok ? null : answer.error)
          if (!answer.ok) return void present.pages.delete(page)
          const { total } = answer.value
          const rows: readonly RowOf<M>[] = answer.value.rows
          setHeld(before => {
            const pages = new Map<number, readonly RowOf<M>[]>(before?.key === key ? before.pages : [])
            pages.set(page, rows)
            for (const kept of pages.keys()) {
              if (pages.size <= KEPT_PAGES) break
              if (Math.abs(kept - page) <= 2) continue
              pages.delete(kept)
              present.pages.delete(kept)
            }
            return { key, total, pages }
          })
        })
      }
    },
    [bridge, method, key],
  )

  useEffect(() => askRange(false), [askRange])
  useEffect(() => {
    let timer: number | undefined
    const names = new Set(on.split(' '))
    const stop = bridge.onEvent(event => {
      if (!names.has(event.name) || (about.id !== undefined && event.id !== undefined && event.id !== about.id)) return
      timer ??= window.setTimeout(() => {
        timer = undefined
        askRange(true)
      }, REFRESH_MS)
    })
    return () => {
      window.clearTimeout(timer)
      stop()
    }
  }, [bridge, askRange, on, about.id])

  const onRange = useCallback(
    (start: number, end: number) => {
      range.current = { start, end }
      askRange(false)
    },
    [askRange],
  )
  const present = held?.key === key ? held : null
  return {
    total: present?.total ?? null,
    error,
    rowAt: index => present?.pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    onRange,
  }
}
