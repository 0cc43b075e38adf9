import { AlertRules } from '../../src-contract/model/board.ts'
import type { Db } from '../db/open.ts'

/** What rings until the operator says otherwise: everything, at any hour. Status 16 is an unknown reason, 21 a number out of range (callbot-v3.md 5.3). */
export const defaultAlertRules: AlertRules = {
  answerRateFalls: { on: true, points: 15, minutes: 20 },
  statusSpike: { on: true, statuses: [16, 21], percent: 30 },
  silence: { on: true, minutes: 10 },
  taskEnded: { on: true },
  tunnelDown: { on: true },
  submissionStuck: { on: true },
  quietFrom: 0,
  quietTo: 0,
}

export interface AlertRulesStore {
  get(): AlertRules
  set(rules: AlertRules, at: number): void
}

/** The one set of alert rules in `ledger.db`; what a later version added has its default. */
export function createAlertRulesStore(db: Db): AlertRulesStore {
  const find = db.prepare('SELECT rules FROM alert_rules').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO alert_rules VALUES (1, ?, ?)')
  const read = () => {
    const kept = find.get() as string | undefined
    return kept === undefined ? defaultAlertRules : AlertRules.parse({ ...defaultAlertRules, ...(JSON.parse(kept) as object) })
  }
  let known: AlertRules | null = null
  return {
    get() {
      known ??= read()
      return known
    },
    set(rules, at) {
      put.run(JSON.stringify(rules), at)
      known = rules
    },
  }
}

/** Whether the operating system is left in peace at an instant, by the wall clock of this computer; equal ends are no quiet hours. */
export function isQuietAt({ quietFrom, quietTo }: Pick<AlertRules, 'quietFrom' | 'quietTo'>, at: number): boolean {
  const clock = new Date(at)
  const minute = clock.getHours() * 60 + clock.getMinutes()
  return quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo
}
