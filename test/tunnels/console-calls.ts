import type { Input, MethodName, Output } from '../../src-contract/methods.ts'

/** One call of the console that has to work. */
export type Ask = <M extends MethodName>(name: M, input: Input<M>) => Promise<Output<M>>
