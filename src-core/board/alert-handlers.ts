import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { AlertRulesStore } from './alert-rules.ts'
import type { AlertStore } from './alert-store.ts'
import type { AlertWatch } from './alert-watch.ts'

export interface AlertHandlersDeps {
  readonly db: Db
  readonly store: AlertStore
  readonly rules: AlertRulesStore
  readonly watch: Pick<AlertWatch, 'look'>
  readonly audit: Audit
  readonly bus: Pick<EventBus, 'emit'>
  readonly clock: Pick<Clock, 'now'>
}

const SHOWN = 200

/** Answers `alerts.*`. Changed rules are written down in the audit and hold at once. */
export function createAlertHandlers({ db, store, rules, watch, audit, bus, clock }: AlertHandlersDeps): AreaHandlers<'alerts'> {
  return {
    'alerts.rules': () => rules.get(),
    'alerts.setRules': async next => {
      const before = rules.get()
      if (JSON.stringify(before) === JSON.stringify(next)) return {}
      db.transaction(() => {
        audit.add({ action: 'setting.changed', accountId: null, subject: 'alerts', before, after: next })
        rules.set(next, clock.now())
      })()
      bus.emit('alerts')
      await watch.look()
      return {}
    },
    'alerts.list': () => store.list(SHOWN),
    'alerts.seen': ({ ids }) => {
      store.seen(ids, clock.now())
      bus.emit('alerts')
      return {}
    },
  }
}
