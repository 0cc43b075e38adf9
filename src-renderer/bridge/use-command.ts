import { useCallback, useEffect, useRef, useState } from 'react'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result, WireError } from '../../src-contract/result.ts'
import { useBridge } from './bridge-context.tsx'

export interface Command<M extends MethodName> {
  /** Calls the method; the answer also sets `error`. */
  readonly run: (input: Input<M>) => Promise<Result<Output<M>>>
  readonly running: boolean
  /** Of the last run, until the next one or `clear`. */
  readonly error: WireError | null
  readonly clear: () => void
}

/** One command of the console with its state: what a button needs. */
export function useCommand<M extends MethodName>(method: M): Command<M> {
  const bridge = useBridge()
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<WireError | null>(null)
  const mounted = useRef(false)
  useEffect(() => {
    mounted.current = true
    return () => {
      mounted.current = false
    }
  }, [])

  const run = useCallback(
    async (input: Input<M>) => {
      setRunning(true)
      setError(null)
      const answer = await bridge.call(method, input)
      if (mounted.current) {
        setRunning(false)
        if (!answer.ok) setError(answer.error)
      }
      return answer
    },
    [bridge, method],
  )
  const clear = useCallback(() => setError(null), [])
  return { run, running, error, clear }
}
