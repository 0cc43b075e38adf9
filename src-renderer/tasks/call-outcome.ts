/** Not called yet, or a call under way (callbot-v3.md 5.3). */
const OPEN: ReadonlySet<number> = new Set([1, 2, 3, 4, 5])

/** True for a callStatus that ends a call. */
export const isOutcome = (callStatus: number | null): boolean => callStatus !== null && !OPEN.has(callStatus)

/** callStatus 6 is the only answered one (callbot-v3.md 5.3). */
export const isAnswered = (callStatus: number | null): boolean => callStatus === 6
