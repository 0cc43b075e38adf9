import { formatSpan } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'

/** Time gone by since an instant, counting: waiting shows a number, not a spinner. */
export function Elapsed({ since }: { since: number }) {
  return <>{formatSpan(Math.max(0, useNow(250) - since))}</>
}
