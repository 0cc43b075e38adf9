import { createHash } from 'node:crypto'

/** A short text that is the same as long as the value is: what a commit compares with what was shown. `value` is plain JSON. */
export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
