import type { AreaHandlers } from '../dispatch.ts'
import type { SubmissionService } from './submission-service.ts'
import { viewBatch, viewSubmission } from './submission-view.ts'

/** Answers `submissions.*`. */
export function createSubmissionHandlers(service: SubmissionService): AreaHandlers<'submissions'> {
  const then =
    (work: (id: string) => void) =>
    ({ id }: { id: string }) => {
      work(id)
      return {}
    }
  return {
    'submissions.launch': ({ draftId, confirmCount }) => service.launch(draftId, confirmCount),
    'submissions.list': ({ accountId }) => service.list(accountId).map(record => viewSubmission(record, service.batches(record.id))),
    'submissions.get': ({ id }) => viewSubmission(service.get(id), service.batches(id)),
    'submissions.batches': ({ id }) => service.batches(id).map(viewBatch),
    'submissions.journal': ({ id, batch }) => service.journal(id, batch),
    'submissions.refused': ({ id, start, count }) => service.refused(id, start, count),
    'submissions.pause': then(id => service.pause(id)),
    'submissions.resume': then(id => service.resume(id)),
    'submissions.stop': then(id => service.stop(id)),
    'submissions.tryNow': then(id => service.tryNow(id)),
  }
}
