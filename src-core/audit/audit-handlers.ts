import type { AreaHandlers } from '../dispatch.ts'
import type { ExportJobs } from '../exports/export-jobs.ts'
import type { Audit } from './audit.ts'
import { exportAudit } from './audit-export.ts'
import { toEntry } from './audit-line.ts'
import type { AuditReader } from './read-audit.ts'
import { verifyAudit } from './verify-audit.ts'

export interface AuditHandlerDeps {
  readonly audit: Audit
  readonly reader: AuditReader
  readonly jobs: Pick<ExportJobs, 'start'>
  readonly now: () => number
}

/** The `audit.*` calls of the contract. */
export function createAuditHandlers({ audit, reader, jobs, now }: AuditHandlerDeps): AreaHandlers<'audit'> {
  return {
    'audit.list': ({ filter, before, count }) => ({
      total: reader.total(filter),
      rows: reader.newest(filter, before, count).map(toEntry),
    }),
    'audit.verify': () => verifyAudit(reader),
    async 'audit.export'({ filter }) {
      const started = await exportAudit({ reader, jobs, now }, filter)
      audit.add({ action: 'export.started', accountId: filter.accountId, subject: 'audit', after: { what: 'audit', ...filter } })
      return started
    },
  }
}
