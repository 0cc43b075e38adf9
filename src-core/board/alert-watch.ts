import type { Alert, AlertRules } from '../../src-contract/model/board.ts'
import type { TunnelState } from '../../src-contract/model/tunnel.ts'
import type { Clock } from '../clock.ts'
import type { EventBus } from '../event-bus.ts'
import type { Log } from '../log.ts'
import type { OrderReaders } from '../orders/order-reader-pool.ts'
import { isQuietAt } from './alert-rules.ts'
import type { AlertStore, Finding } from './alert-store.ts'
import { createAlertTeller } from './alert-teller.ts'
import { causeOf, type Judgement, judgeTask, recentSpan, SAMPLE } from './judge-task.ts'
import type { Notice } from './notice-words.ts'
import type { StuckSubmission } from './stuck-submissions.ts'
import type { TaskLooks } from './watched-tasks.ts'

export interface AlertWatchDeps {
  readonly store: AlertStore
  readonly rules: () => AlertRules
  readonly tasks: TaskLooks
  readonly readers: Pick<OrderReaders, 'board'>
  readonly stuck: () => readonly StuckSubmission[]
  /** Null while there is no tunnel service. */
  readonly tunnel: () => TunnelState | null
  readonly clock: Clock
  readonly bus: Pick<EventBus, 'emit' | 'on'>
  readonly notify: (notice: Notice) => void
  readonly log: Log
  /** Least time between two looks, and the longest, in milliseconds. */
  readonly gapMs?: number
  readonly tickMs?: number
}

export interface AlertWatch {
  /** Remembers how the tasks stand, then looks whenever something changed and now and then. */
  start(): void
  /** Looks at everything once; resolves when alerts are written down and told. */
  look(): Promise<void>
  close(): Promise<void>
}

/** A tunnel that is back within this time has not been down. */
const BLINK_MS = 15_000
/** The same cause again this soon goes on as the old alert. */
const SAME_MS = 10 * 60_000
/** A look this late means that the computer slept. */
const SLEPT_MS = 120_000
const HEARD = new Set(['tasks', 'orders', 'submissions', 'tunnel', 'webhooks', 'accounts'])

/** Evaluates the rules in the core: once for each cause, with an end; the list is for the operator to see, the OS is told outside quiet hours. */
export function createAlertWatch(deps: AlertWatchDeps): AlertWatch {
  const { store, tasks, readers, clock, bus, log, gapMs = 5_000, tickMs = 30_000 } = deps
  let timer: NodeJS.Timeout | null = null
  let tick: NodeJS.Timeout | null = null
  let held = new AbortController()
  let unhear: () => void = () => undefined
  let lastLook = Number.NEGATIVE_INFINITY
  let work: Promise<void> = Promise.resolve()
  let closed = false
  /** Tasks tell their end once: it waits here until it is written down, and what was written down until it was told, also when a look fails. */
  let ends: Finding[] = []
  let untold: Alert[] = []
  const teller = createAlertTeller({ store, isQuiet: now => isQuietAt(deps.rules(), now), notify: deps.notify })

  const judgeTasks = async (rules: AlertRules, now: number): Promise<Judgement[]> => {
    const judged: Judgement[] = []
    for (const [accountId, running] of tasks.running(now)) {
      const needsPulse = rules.answerRateFalls.on || rules.statusSpike.on
      const pulses = needsPulse
        ? await readers.board({
            about: 'pulse',
            accountId,
            tasks: running.map(({ row }) => ({ userTaskID: row.userTaskID, ...recentSpan(row, now, rules.answerRateFalls.minutes) })),
            sample: SAMPLE,
          })
        : []
      const byTask = new Map(pulses.map(pulse => [pulse.userTaskID, pulse]))
      for (const task of running) judged.push(...judgeTask({ ...task, pulse: byTask.get(task.row.userTaskID) ?? null }, rules, now))
    }
    return judged
  }
  const judgeTunnel = (rules: AlertRules, now: number): Judgement[] => {
    const state = deps.tunnel()
    if (!rules.tunnelDown.on || !state) return []
    const cause = 'tunnelDown'
    if (state.state === 'connecting' || state.state === 'unproven') return [{ hold: cause }]
    const isDown = state.state === 'down' || state.state === 'refused' || state.state === 'hostKeyChanged'
    if (!isDown) return []
    if (state.state === 'down' && now - state.since < BLINK_MS) return [{ hold: cause }]
    const problem = 'problem' in state ? state.problem.code : state.state
    const params = { state: state.state, problem, ...(state.state === 'down' ? { since: state.since } : {}) }
    return [{ ring: { cause, kind: 'tunnelDown', accountId: null, userTaskID: null, taskName: '', params, filter: null } }]
  }
  const judgeSubmissions = (rules: AlertRules): Judgement[] =>
    rules.submissionStuck.on
      ? deps.stuck().map(({ id, accountId, userTaskID, taskName, problem }) => ({
          ring: {
            cause: causeOf('submissionStuck', accountId, id),
            kind: 'submissionStuck',
            accountId,
            userTaskID,
            taskName,
            params: { submissionId: id, problem },
            filter: { accountId, userTaskIDs: [userTaskID] },
          },
        }))
      : []

  const settle = (judged: readonly Judgement[], now: number): boolean => {
    const open = store.open()
    const stays = new Set(judged.map(judgement => ('ring' in judgement ? judgement.ring.cause : judgement.hold)))
    let changed = false
    for (const [cause, alert] of open) {
      if (stays.has(cause)) continue
      store.end(alert.id, now)
      changed = true
    }
    for (const judgement of judged) {
      if (!('ring' in judgement) || open.has(judgement.ring.cause)) continue
      store.raise(judgement.ring, now, { endedSince: now - SAME_MS })
      changed = true
    }
    for (let end = ends[0]; end; end = ends[0]) {
      const alert = store.raise(end, now, { moment: true })
      ends = ends.slice(1)
      if (alert) untold = [...untold, alert]
    }
    const rung = untold.length
    const told = teller.tell([...store.open().values()], untold, now)
    untold = []
    if (told.nextAt !== null) lookAgainIn(told.nextAt - now)
    // The page of a browser shows what was told, so it has to hear of that as well.
    return changed || rung > 0 || told.count > 0
  }

  const lookOnce = async () => {
    const now = clock.now()
    if (now - lastLook > Math.max(SLEPT_MS, 2 * tickMs)) tasks.sleptUntil(now)
    lastLook = now
    const rules = deps.rules()
    const ended = tasks.ended(now)
    ends = rules.taskEnded.on ? [...ends, ...ended] : []
    const judged = [...(await judgeTasks(rules, now)), ...judgeTunnel(rules, now), ...judgeSubmissions(rules)]
    if (!closed && settle(judged, now)) bus.emit('alerts')
  }
  const look = () => {
    // One that failed must not make the next one fail.
    work = work
      .catch(() => undefined)
      .then(async () => {
        if (!closed) await lookOnce()
      })
    return work
  }
  const lookSoon = () => {
    if (timer || closed) return
    timer = setTimeout(
      () => {
        timer = null
        void look().catch(error => {
          if (!closed) log.write('error', 'alerts could not be judged', { error })
        })
      },
      // Never longer than the gap: a clock that was set back by an hour must not blind the alerts for an hour.
      Math.min(gapMs, Math.max(0, lastLook + gapMs - clock.now())),
    )
  }
  const lookAgainIn = (ms: number) => {
    held.abort()
    held = new AbortController()
    const { signal } = held
    void clock.sleep(ms, signal).then(() => (signal.aborted ? undefined : lookSoon()))
  }

  return {
    start() {
      tasks.ended(clock.now())
      unhear = bus.on(({ name }) => {
        if (HEARD.has(name)) lookSoon()
      })
      tick = setInterval(lookSoon, tickMs)
      lookSoon()
    },
    look,
    async close() {
      closed = true
      unhear()
      if (timer) clearTimeout(timer)
      if (tick) clearInterval(tick)
      await work.catch(() => undefined)
      held.abort()
    },
  }
}
