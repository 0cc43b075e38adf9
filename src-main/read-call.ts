import { type Result, refused } from '../src-contract/result.ts'
import { AppError, toWireError } from '../src-core/app-error.ts'

/** A call as a page sends it, before the contract has looked at it. */
export interface RawCall {
  readonly name: unknown
  readonly input: unknown
}

/** Deeper values overflow the stack in `structuredClone` and `JSON.stringify`, which every hop behind the door uses. */
const MAX_DEPTH = 32

/** Takes a call out of an untrusted value, or says why it is none. */
export function readCall(value: unknown): Result<RawCall> {
  if (typeof value !== 'object' || value === null || !('name' in value)) return invalidCall('not a call')
  const call = { name: value.name, input: 'input' in value ? value.input : undefined }
  if (typeof call.name !== 'string') return invalidCall('not a call')
  return isDeeper(call.input, MAX_DEPTH) ? invalidCall('nested too deeply') : { ok: true, value: call }
}

/** The answer to what is no call at all. */
export const invalidCall = (problem: string): Result<never> =>
  refused(toWireError(new AppError('invalid_input', { field: 'call', problem })))

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some(inner => isDeeper(inner, left - 1))
}
