import type { Output, Parsed } from '../../src-contract/methods.ts'
import type { AccountRules } from '../../src-contract/model/account.ts'
import type { AuditOutcome } from '../../src-contract/model/audit.ts'
import type { FormIssue } from '../../src-contract/model/task.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import type { AccountRecord } from '../accounts/account-store.ts'
import { outcomeOf } from '../api/outcome.ts'
import { AppError } from '../app-error.ts'
import type { Audit, AuditFact, AuditValue } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { AreaHandlers } from '../dispatch.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import { digestOf } from './digest-of.ts'
import type { PlannedWrite, WritePlanners, WriteResult } from './planned-write.ts'
import type { RequestsUnderWay } from './requests-under-way.ts'
import { asTyped, whatToType } from './what-to-type.ts'
import { createWriteTokens } from './write-tokens.ts'

export interface WriteServiceDeps {
  readonly planners: WritePlanners
  /** The account's rules as they are now. `not_found`. */
  readonly rules: (accountId: string) => AccountRules
  /** Whom and where it goes to: under another identity or address it is another write. `not_found`. */
  readonly account: (accountId: string) => Pick<AccountRecord, 'label' | 'identity' | 'baseUrl'>
  readonly audit: Audit
  readonly requests: Pick<RequestsUnderWay, 'begin' | 'end'>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export interface WriteService {
  /** Plans a write and says what it would do; changes nothing. A token only when nothing blocks it. Errors of the area. */
  preview(action: WriteAction): Promise<Output<'writes.preview'>>
  /**
   * Does what was previewed, once. `preview_expired` when the token is unknown, used or too old, or when it would do
   * something else by now, touch more orders, or go to another account or address; `confirm_mismatch` for another text
   * than asked, after which the token is still good; `account_read_only`; errors of the area.
   */
  commit(input: Parsed<'writes.commit'>): Promise<Output<'writes.commit'>>
}

/** How long a preview stands. */
const TOKEN_MS = 10 * 60_000

/** The one way to the platform: preview, what the account's rules ask to type, commit, and a line in the audit. */
export function createWriteService({ planners, rules, account, audit, requests, clock, log }: WriteServiceDeps): WriteService {
  const now = () => clock.now()
  const tokens = createWriteTokens(now)

  const plan = async (action: WriteAction) => {
    const planned = await planAny(planners, action)
    const { identity, baseUrl } = account(planned.accountId)
    return {
      planned,
      digest: digestOf([planned.digest, identity, baseUrl]),
      barrier: whatToType(planned, rules(planned.accountId)),
    }
  }

  const act = async (action: WriteAction, planned: PlannedWrite): Promise<WriteResult> => {
    let written = false
    const line = (known: Partial<WriteResult>, more: { readonly [name: string]: AuditValue } = {}) => ({
      accountId: planned.accountId,
      subject: planned.subject,
      before: planned.before,
      after: valuesOf(action, planned, known.after ?? planned.after, more),
      requestId: known.requestId ?? null,
      responseId: known.responseId ?? null,
    })
    const committed = (result: WriteResult): AuditFact => ({ action: 'write.committed', ...line(result) })
    const done = (result: WriteResult) => {
      written = true
      audit.add(committed(result))
    }
    const { sends, accountId } = planned
    const requestId = newId()
    if (sends) {
      const fact: AuditFact = {
        action: 'write.refused',
        outcome: 'unknown',
        ...line({ requestId }, { error: 'interrupted', retCode: null }),
      }
      requests.begin({ ...sends, requestId, accountId, fact })
    }
    const tell = (fact: AuditFact) => keepLine(() => (sends ? requests.end(requestId, fact) : audit.add(fact)))
    let result: WriteResult
    try {
      result = await planned.commit(done, requestId)
    } catch (error) {
      const ids = error instanceof AppError ? error.ids : {}
      const code = error instanceof AppError ? error.code : 'internal'
      const known = { requestId: ids.requestId ?? null, responseId: ids.responseId ?? null }
      tell({ action: 'write.refused', outcome: auditOutcome(error), ...line(known, { error: code, retCode: ids.retCode ?? null }) })
      throw error
    }
    if (!written) tell(committed(result))
    return result
  }

  /** What happened at the platform is told to the operator even where the line about it cannot be kept. */
  const keepLine = (add: () => void) => {
    try {
      add()
    } catch (error) {
      log.write('error', 'a line of the audit could not be written', { error })
    }
  }

  return {
    async preview(action) {
      const { planned, digest, barrier } = await plan(action)
      const blockers = barrier.do === 'refuse' ? [readOnlyIssue, ...planned.blockers] : planned.blockers
      const typed = barrier.do === 'type' ? barrier.text : null
      const expiresAt = now() + TOKEN_MS
      const token = blockers.length > 0 ? null : tokens.give({ action, planned, digest, typed, expiresAt })
      const { accountId, subject, count, irreversible, request, facts, warnings } = planned
      return {
        token,
        expiresAt,
        accountId,
        subject,
        count,
        irreversible,
        typed,
        request,
        facts: [...facts],
        warnings: [...warnings],
        blockers: [...blockers],
      }
    },
    async commit({ token, typed }) {
      const shown = tokens.find(token)
      if (!shown) throw new AppError('preview_expired')
      if (!isTyped(shown.typed, typed)) throw new AppError('confirm_mismatch', { confirmed: typed, actual: shown.typed ?? '' })
      // Taken before anything is waited for: of two clicks one acts.
      tokens.use(token)
      const { planned, digest, barrier } = await plan(shown.action)
      if (barrier.do === 'refuse') throw new AppError('account_read_only', { label: account(planned.accountId).label })
      const weightier = (barrier.do === 'type' && shown.typed === null) || isMore(planned, shown.planned)
      if (digest !== shown.digest || planned.blockers.length > 0 || weightier) throw new AppError('preview_expired')
      const result = await act(shown.action, planned.fixed ? shown.planned : planned)
      return { submissionId: result.submissionId ?? null, withdrawalId: result.withdrawalId ?? null }
    },
  }
}

/** The `writes.*` calls of the contract. */
export function createWriteHandlers(service: WriteService): AreaHandlers<'writes'> {
  return {
    'writes.preview': action => service.preview(action),
    'writes.commit': input => service.commit(input),
  }
}

const readOnlyIssue: FormIssue = { field: '', code: 'account_read_only', params: {} }

/** The planner of an action; each gets the actions of its own kind. */
function planAny<K extends WriteAction['do']>(planners: WritePlanners, action: Extract<WriteAction, { do: K }>) {
  const planner = planners[action.do as K] as (action: Extract<WriteAction, { do: K }>) => PlannedWrite | Promise<PlannedWrite>
  return planner(action)
}

/** Whether more orders would be touched than were shown, and typed. Fewer are what was agreed to: a task may be dialling meanwhile. */
const isMore = (now: PlannedWrite, shown: PlannedWrite): boolean =>
  now.fixed !== true && (now.count > shown.count || (now.deletes ?? 0) > (shown.deletes ?? 0))

const isTyped = (wanted: string | null, typed: string) => wanted === null || asTyped(typed) === wanted

/** Refusals of our own, before anything was sent. */
const REFUSED_HERE: ReadonlySet<string> = new Set([
  'conflict',
  'confirm_mismatch',
  'task_not_ready',
  'account_sending',
  'preview_expired',
  'task_ended',
])

function auditOutcome(error: unknown): AuditOutcome {
  if (error instanceof AppError && REFUSED_HERE.has(error.code)) return 'refused'
  return outcomeOf(error) === 'unknown' ? 'unknown' : 'refused'
}

/** What was done in numbers, which kind of write it was first. */
function valuesOf(
  { do: kind }: WriteAction,
  { count }: PlannedWrite,
  after: AuditValue,
  more: { readonly [name: string]: AuditValue },
): AuditValue {
  const values = typeof after === 'object' && after !== null && !Array.isArray(after) ? after : after === null ? {} : { value: after }
  return { do: kind, count, ...values, ...more }
}
