import { AppError, toWireError } from '../app-error.ts'
import type { SendingDeps } from './deps.ts'
import type { Line } from './submission-lines.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** What a submission does while this computer's webhook addresses are not known: waits until an instant, or not any longer. */
export type AddressWait = (submission: SubmissionRecord, line: Line) => { readonly until: number } | 'over'

/** How often it is looked whether an address came. */
const LOOK_MS = 500

/** The tunnel takes a while to come up after a start; orders that were sent without its address would never call back. */
export const createAddressWait =
  (
    { submissions, clock, timings }: Pick<SendingDeps, 'submissions' | 'clock' | 'timings'>,
    isQuiet: (id: string) => boolean,
  ): AddressWait =>
  (submission, line) => {
    const now = clock.now()
    // A clock that was set back makes the wait begin anew, not last.
    const since = Math.min(line.withoutAddressSince ?? now, now)
    const limit = since + timings.callbackWaitMs
    line.withoutAddressSince = now < limit ? since : null
    if (now >= limit) return 'over'
    if (submission.problem?.code !== 'listener_off' && isQuiet(submission.id))
      submissions.setState(submission.id, 'waiting', toWireError(new AppError('listener_off')))
    return { until: Math.min(limit, now + LOOK_MS) }
  }
