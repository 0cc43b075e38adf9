import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConsoleEvent, EventName } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { WireError } from '../../src-contract/result.ts'
import { useBridge } from './bridge-context.tsx'

/** Events closer together than this ask once. */
const COALESCE_MS = 120
/** Waiting shorter than this is not shown at all. */
const SHOW_LOADING_MS = 150

export interface QueryOptions {
  /** Events after which to ask again. */
  readonly on?: readonly EventName[]
  /** Only events of this account, or of none in particular. */
  readonly accountId?: string
  /** Only events about this thing, or about none in particular. */
  readonly id?: string
}

export interface Query<T> {
  /** Null until the first answer; afterwards the last good answer, also while asking again. */
  readonly data: T | null
  /** Of the latest answer; gone with the next good one. */
  readonly error: WireError | null
  /** A question is under way for more than 150 ms. */
  readonly loading: boolean
  /** `data` answers an earlier input, not the present one. */
  readonly outdated: boolean
  /** When `data` arrived, UTC milliseconds. */
  readonly answeredAt: number | null
  readonly refresh: () => void
}

interface Held<T> { data: T | null; key: string | null; error: WireError | null; answeredAt: number | null }

/**
 * Asks a method and keeps its answer fresh: listens first, then asks, so that nothing falls between;
 * asks again on matching events (coalesced, one question at a time); answers to earlier inputs are dropped.
 * `input` null asks nothing.
 */
export function useQuery<M extends MethodName>(method: M, input: Input<M> | null, options: QueryOptions = {}): Query<Output<M>> {
  const bridge = useBridge()
  const key = input === null ? null : `${method} ${JSON.stringify(input)}`
  const on = options.on?.join(' ') ?? ''
  const { accountId, id } = options
  const [held, setHeld] = useState<Held<Output<M>>>({ data: null, key: null, error: null, answeredAt: null })
  const [loading, setLoading] = useState(false)
  const latestInput = useRef(input)
  latestInput.current = input
  const askAgain = useRef<() => void>(() => undefined)

  useEffect(() => {
    if (key === null) return
    let over = false
    let asking = false
    let again = false
    let timer: number | undefined
    let slow: number | undefined

    const ask = async () => {
      const question = latestInput.current
      if (question === null) return
      asking = true
      slow = window.setTimeout(() => setLoading(true), SHOW_LOADING_MS)
      const answer = await bridge.call(method, question)
      window.clearTimeout(slow)
      if (over) return
      asking = false
      setLoading(false)
      if (answer.ok) setHeld({ data: answer.value, key, error: null, answeredAt: Date.now() })
      else setHeld((before) => ({ ...before, error: answer.error }))
      if (again) schedule()
    }
    const schedule = () => {
      again = asking
      if (asking || timer !== undefined) return
      timer = window.setTimeout(() => {
        timer = undefined
        void ask()
      }, COALESCE_MS)
    }
    const names = new Set(on.split(' '))
    const concerns = (event: ConsoleEvent) => names.has(event.name)
      && (accountId === undefined || event.accountId === undefined || event.accountId === accountId)
      && (id === undefined || event.id === undefined || event.id === id)
    const stop = bridge.onEvent((event) => {
      if (concerns(event)) schedule()
    })
    askAgain.current = () => {
      if (asking) again = true
      else void ask()
    }
    void ask()
    return () => {
      over = true
      window.clearTimeout(timer)
      window.clearTimeout(slow)
      setLoading(false)
      stop()
    }
  }, [bridge, method, key, on, accountId, id])

  const refresh = useCallback(() => askAgain.current(), [])
  return { data: held.data, error: held.error, loading, outdated: held.data !== null && held.key !== key, answeredAt: held.answeredAt, refresh }
}
