import type { AreaHandlers } from '../dispatch.ts'
import type { SubmissionService } from './submission-service.ts'

/** Answers `submissions.*`; the file of refused rows is written by the exports. */
export function createSubmissionHandlers(
  service: SubmissionService,
  proposal: AreaHandlers<'submissions'>['submissions.addProposal'],
): Omit<AreaHandlers<'submissions'>, 'submissions.exportRefused'> {
  const then =
    (work: (id: string) => void) =>
    ({ id }: { id: string }) => {
      work(id)
      return {}
    }
  return {
    'submissions.list': ({ accountId }) => service.views(accountId),
    'submissions.get': ({ id }) => service.view(id),
    'submissions.overview': ({ id }) => service.overview(id),
    'submissions.batches': ({ id, start, count }) => service.batchPage(id, start, count),
    'submissions.batch': ({ id, number }) => service.batchView(id, number),
    'submissions.journal': ({ id, batch }) => service.journal(id, batch),
    'submissions.refused': ({ id, start, count }) => service.refused(id, start, count),
    'submissions.refusedReasons': ({ id }) => service.refusedReasons(id),
    'submissions.addProposal': proposal,
    'submissions.pause': then(id => service.pause(id)),
    'submissions.resume': then(id => service.resume(id)),
    'submissions.stop': then(id => service.stop(id)),
    'submissions.tryNow': then(id => service.tryNow(id)),
  }
}
