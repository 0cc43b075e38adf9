import { type MethodName, methods, type Output, type Parsed } from '../src-contract/methods.ts'
import { ok, type Result, refused } from '../src-contract/result.ts'
import { AppError, asSystemError, toWireError } from './app-error.ts'
import type { Log } from './log.ts'

/** What answers each call, typed from the contract; an area hands in its own part. */
export type Handlers = { readonly [M in MethodName]: (input: Parsed<M>) => Output<M> | Promise<Output<M>> }

/** The part of the handlers whose names start with the area's. */
export type AreaHandlers<A extends string> = { readonly [M in Extract<MethodName, `${A}.${string}`>]: Handlers[M] }

export type Dispatch = (name: unknown, input: unknown) => Promise<Result<unknown>>

/** The one place where a call is parsed and where what was thrown becomes a value. A failure of the disk that names no path is one of `dataDir`. */
export function createDispatch(handlers: Handlers, log: Log, dataDir = ''): Dispatch {
  return async (name, raw) => {
    if (typeof name !== 'string' || !Object.hasOwn(methods, name))
      return refused(toWireError(new AppError('invalid_input', { field: 'name', problem: 'unknown call' })))
    const known = name as MethodName
    const input = methods[known].input.safeParse(raw)
    if (!input.success) {
      const first = input.error.issues[0]
      return refused(toWireError(new AppError('invalid_input', { field: first?.path.join('.') ?? '', problem: first?.message ?? '' })))
    }
    try {
      const run = handlers[known] as (input: unknown) => unknown
      return ok(await run(input.data))
    } catch (error) {
      const system = asSystemError(error, dataDir)
      if (!(error instanceof AppError)) log.write(system ? 'warn' : 'error', `call ${known} failed`, { error })
      return refused(toWireError(system ?? error))
    }
  }
}
