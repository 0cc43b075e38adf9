import type { WireError } from '../../src-contract/result.ts'
import type { SendingDeps } from './deps.ts'
import type { SubmissionRecord } from './submission-store.ts'

/** States that what went wrong does not change: what the operator said stands, and the first problem stays. */
const STAYS: ReadonlySet<SubmissionRecord['state']> = new Set(['stuck', 'paused', 'stopped', 'done'])

/** Stops a submission with a problem only the operator can help with. Answers it as it was before; null when it stays as it is. */
export const createStick =
  ({ submissions, journal }: Pick<SendingDeps, 'submissions' | 'journal'>) =>
  (id: string, problem: WireError | null): SubmissionRecord | null => {
    const submission = submissions.get(id)
    if (!submission || STAYS.has(submission.state)) return null
    submissions.transaction(() => {
      submissions.setState(id, 'stuck', problem)
      journal.add(id, null, 'stuck', { code: problem?.code ?? 'timeout' })
    })
    return submission
  }
