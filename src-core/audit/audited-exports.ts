import type { Handlers } from '../dispatch.ts'
import type { Audit, AuditValue } from './audit.ts'

type FileCalls = Pick<Handlers, 'exports.start' | 'submissions.exportRefused'>

/** The calls that take orders out of the console into a file, each written down: which filter and columns, never a row. */
export function auditExports(
  calls: FileCalls,
  audit: Audit,
  /** Account and task of a submission. */
  submission: (id: string) => { readonly accountId: string; readonly taskName: string },
): FileCalls {
  return {
    async 'exports.start'(input) {
      const started = await calls['exports.start'](input)
      const { accountId, orderIDs, ...filter } = input.filter
      const chosen = input.orderIDs ?? orderIDs
      const after = { what: 'orders', columns: input.columns, orders: chosen?.length ?? 'filter', filter: asValue(filter) }
      audit.add({ action: 'export.started', accountId, subject: 'orders', after })
      return started
    },
    async 'submissions.exportRefused'(input) {
      const { accountId, taskName } = submission(input.id)
      const started = await calls['submissions.exportRefused'](input)
      audit.add({ action: 'export.started', accountId, subject: taskName, after: { what: 'refused rows', submissionId: input.id } })
      return started
    },
  }
}

/** A parsed filter is plain JSON; what is undefined in it is left out. */
const asValue = (filter: object) => JSON.parse(JSON.stringify(filter)) as AuditValue
