import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConsoleEvent, EventName } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { WireError } from '../../src-contract/result.ts'
import type { Timers } from './ask-loop.ts'
import { createAskLoop } from './ask-loop.ts'
import { useBridge } from './bridge-context.tsx'

const pageTimers: Timers = { set: (run, afterMs) => window.setTimeout(run, afterMs), clear: timer => window.clearTimeout(timer) }

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

interface Held<T> {
  data: T | null
  key: string | null
  error: WireError | null
  answeredAt: number | null
}

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
    const loop = createAskLoop({
      ask: async () => (latestInput.current === null ? null : bridge.call(method, latestInput.current)),
      onAnswer: answer => {
        if (answer?.ok) setHeld({ data: answer.value, key, error: null, answeredAt: Date.now() })
        else if (answer) setHeld(before => ({ ...before, error: answer.error }))
      },
      onSlow: setLoading,
      timers: pageTimers,
    })
    const names = new Set(on.split(' '))
    const concerns = (event: ConsoleEvent) =>
      names.has(event.name) &&
      (accountId === undefined || event.accountId === undefined || event.accountId === accountId) &&
      (id === undefined || event.id === undefined || event.id === id)
    const stopListening = bridge.onEvent(event => {
      if (concerns(event)) loop.touch()
    })
    askAgain.current = loop.askNow
    loop.askNow()
    return () => {
      stopListening()
      loop.stop()
    }
  }, [bridge, method, key, on, accountId, id])

  const refresh = useCallback(() => askAgain.current(), [])
  return {
    data: held.data,
    error: held.error,
    loading,
    outdated: held.data !== null && held.key !== key,
    answeredAt: held.answeredAt,
    refresh,
  }
}
