import { type AccountRules, defaultRules } from '../../src-contract/model/account.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { AppError } from '../../src-core/app-error.ts'
import { toEntry } from '../../src-core/audit/audit-line.ts'
import type { PlannedWrite, WritePlanners } from '../../src-core/writes/planned-write.ts'
import { createRequestsUnderWay } from '../../src-core/writes/requests-under-way.ts'
import { createWriteHandlers, createWriteService } from '../../src-core/writes/write-service.ts'
import { auditRig } from '../audit/audit-rig.ts'

export const complete: WriteAction = { do: 'operate', accountId: 'acc-1', userTaskID: 'T1', taskOperate: 3, delCall: 1 }
export const launch: WriteAction = { do: 'launch', draftId: 'D1', mode: 'createAndCall' }

/** The write service over one planner whose plan the test holds, a real audit and a clock that stands until it is moved. */
export function writeRig() {
  const ledger = auditRig()
  const commits: WriteAction[] = []
  let now = Date.UTC(2026, 2, 1, 21)
  const log = { write: () => {}, hide: () => {} }
  const requests = createRequestsUnderWay({ ledger: ledger.db, audit: ledger.audit, clock: { now: () => now }, log })
  const world = {
    account: { label: 'Main floor', identity: 'uuid-1', baseUrl: 'https://nxbot.nxcloud.com' },
    rules: defaultRules as AccountRules,
    plan: {} as Partial<PlannedWrite>,
    /** What planning waits for. */
    gate: Promise.resolve(),
  }
  const planner = async (action: WriteAction): Promise<PlannedWrite> => {
    await world.gate
    return {
      accountId: 'acc-1',
      subject: 'Cobranza marzo',
      count: 500,
      irreversible: false,
      destroys: false,
      request: { endpoint: 'createAndCall', json: '{}', requests: 1 },
      facts: [{ field: '', code: 'orders', params: { count: 500 } }],
      warnings: [],
      blockers: [],
      digest: 'as shown',
      before: null,
      after: { orders: 500 },
      commit() {
        commits.push(action)
        return { submissionId: 'S1' }
      },
      ...world.plan,
    }
  }
  const planners: WritePlanners = {
    launch: planner,
    tryOne: planner,
    addOrders: planner,
    operate: planner,
    withdraw: planner,
    decide: planner,
    settle: () => {
      throw new AppError('not_found', { what: 'submission', id: 'S9' })
    },
  }
  const service = createWriteService({
    planners,
    rules: () => world.rules,
    account: () => world.account,
    audit: ledger.audit,
    requests,
    clock: { now: () => now },
    log,
  })
  return {
    world,
    commits,
    requests,
    ledger,
    handlers: createWriteHandlers(service),
    wait: (ms: number) => void (now += ms),
    /** The lines of the audit after the first. */
    told: () => ledger.reader.after(1, 100).map(toEntry),
  }
}
