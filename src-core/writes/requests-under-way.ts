import type { Audit, AuditFact } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { Log } from '../log.ts'

/** A request outside a submission that changes something at the platform. */
export interface RequestUnderWay {
  readonly requestId: string
  readonly accountId: string
  readonly userTaskID: string
  readonly endpoint: 'mgrTaskStatus' | 'stopOrder'
  /** 1: it deletes orders at the platform. */
  readonly delCall: 0 | 1
  /** What the audit is told when nobody hears the answer; the outcome is then unknown. */
  readonly fact: AuditFact
}

/** Requests that are written down before they leave, so that no end of the console loses that they did. */
export interface RequestsUnderWay {
  /** Throws where it cannot be written down: then nothing may be sent. */
  begin(request: RequestUnderWay): void
  /** Adds the line of the audit, if there is one to add, and forgets the request: both or neither. */
  end(requestId: string, fact: AuditFact | null): void
  /** After a start: tells the audit of those that nobody heard an answer to. Never throws; what cannot be told stays. */
  tellLeftOver(): void
}

/** Reads and writes `request_under_way` in `ledger.db`. */
export function createRequestsUnderWay(deps: {
  readonly ledger: Db
  readonly audit: Pick<Audit, 'add'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}): RequestsUnderWay {
  const { ledger, audit, clock, log } = deps
  const put = ledger.prepare(`
    INSERT INTO request_under_way (request_id, account_id, user_task_id, endpoint, del_call, fact, sent_at)
    VALUES (@requestId, @accountId, @userTaskID, @endpoint, @delCall, @fact, @sentAt)`)
  const drop = ledger.prepare('DELETE FROM request_under_way WHERE request_id = ?')
  const all = ledger.prepare<[], { requestId: string; fact: string }>(
    'SELECT request_id AS requestId, fact FROM request_under_way ORDER BY sent_at, request_id',
  )
  const end = ledger.transaction((requestId: string, fact: AuditFact | null) => {
    if (fact) audit.add(fact)
    drop.run(requestId)
  })
  return {
    begin: ({ fact, ...request }) => void put.run({ ...request, fact: JSON.stringify(fact), sentAt: clock.now() }),
    end: (requestId, fact) => end(requestId, fact),
    tellLeftOver() {
      for (const { requestId, fact } of all.all()) {
        try {
          // Written by `begin` only.
          end(requestId, { ...(JSON.parse(fact) as AuditFact), outcome: 'unknown', requestId })
        } catch (error) {
          log.write('error', 'a request without an answer could not be told', { error, request: requestId })
        }
      }
    },
  }
}
