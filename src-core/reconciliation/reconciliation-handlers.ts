import type { AreaHandlers } from '../dispatch.ts'
import type { ReconciliationService } from './reconciliation-service.ts'

/** Answers `reconciliations.*`. */
export function createReconciliationHandlers(service: ReconciliationService): AreaHandlers<'reconciliations'> {
  return {
    'reconciliations.start': ({ submissionId }) => {
      service.start(submissionId)
      return {}
    },
    'reconciliations.cancel': ({ submissionId }) => {
      service.cancel(submissionId)
      return {}
    },
    'reconciliations.latest': ({ submissionId }) => service.latest(submissionId),
    'reconciliations.rows': ({ submissionId, kind, start, count }) => service.rows(submissionId, kind, start, count),
  }
}
