import type { TunnelState } from '../../src-contract/model/tunnel.ts'
import type { Audit } from '../audit/audit.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'
import type { AreaHandlers } from '../dispatch.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { createAlertHandlers } from './alert-handlers.ts'
import { createAlertRulesStore } from './alert-rules.ts'
import { createAlertStore } from './alert-store.ts'
import { type AlertWatch, createAlertWatch } from './alert-watch.ts'
import { type BoardDeps, type BoardHandlers, createBoardHandlers } from './board-handlers.ts'
import type { Notice } from './notice-words.ts'
import { createStuckSubmissions } from './stuck-submissions.ts'
import { createWatchedTasks, type WatchedTasksDeps } from './watched-tasks.ts'

export interface OpenBoardDeps extends Omit<WatchedTasksDeps, 'hasWayIn'> {
  readonly ledger: Db
  readonly readers: Pick<OrderReaders, 'board'>
  readonly task: BoardDeps['task']
  readonly kind: BoardDeps['kind']
  /** Null while there is no tunnel service. */
  readonly tunnel: () => TunnelState | null
  readonly notify: (notice: Notice) => void
  readonly audit: Audit
  readonly clock: Clock
  readonly bus: EventBus
  readonly log: Log
}

export interface Board {
  readonly handlers: BoardHandlers & AreaHandlers<'alerts'>
  readonly watch: AlertWatch
  /** Drops the alerts of a removed account. */
  forgetAccount(accountId: string): void
}

/** Puts the board together: what is asked of a task, the heat map, and the alerts. */
export function openBoard(deps: OpenBoardDeps): Board {
  const { ledger, readers, tunnel, notify, audit, clock, bus, log } = deps
  const store = createAlertStore(ledger)
  const rules = createAlertRulesStore(ledger)
  const hasWayIn = () => {
    const state = tunnel()
    return state !== null && state.state !== 'off'
  }
  const tasks = createWatchedTasks({ ...deps, hasWayIn })
  const stuck = createStuckSubmissions(ledger)
  const watch = createAlertWatch({ store, rules: () => rules.get(), tasks, readers, stuck, tunnel, clock, bus, notify, log })
  return {
    handlers: {
      ...createBoardHandlers({ readers, task: deps.task, kind: deps.kind, clock }),
      ...createAlertHandlers({ db: ledger, store, rules, watch, audit, bus, clock }),
    },
    watch,
    forgetAccount(accountId) {
      store.forgetAccount(accountId)
      bus.emit('alerts')
    },
  }
}
