import type { Probe, TunnelSettings, TunnelState } from '../../src-contract/model/tunnel.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { TunnelTimings } from '../ports.ts'
import { backOffMs } from '../submissions/back-off.ts'
import { answerWithin } from './answer-within.ts'
import { openProvider } from './open-provider.ts'
import type { ProgramRecord } from './program-record.ts'
import { HostKeyError, type OpenTunnel } from './provider.ts'
import { nextTunnelState, type TunnelEvent } from './tunnel-state.ts'

export interface TunnelRunnerDeps {
  readonly settings: () => TunnelSettings
  readonly pinned: () => string | null
  /** Null when none is kept. Throws `keychain_locked`. */
  readonly secret: () => Promise<string | null>
  /** Port of the listener; null while nothing listens. May hang with the listener, as `cameThrough` may. */
  readonly port: () => Promise<number | null>
  /** Resolves with milliseconds; throws in plain words. */
  readonly probe: (url: string, deadlineMs: number, signal: AbortSignal) => Promise<number>
  /** How long until the next probe of a live tunnel. */
  readonly probeEveryMs: () => number
  /** Whether webhooks that came through since then make a probe needless. */
  readonly cameThrough: (since: number) => Promise<boolean>
  readonly changed: (state: TunnelState, before: TunnelState) => void
  readonly probed: (probe: Probe) => void
  readonly programs: ProgramRecord
  readonly clock: Clock
  readonly timings: TunnelTimings
  readonly log: Log
  /** 0 to 1. */
  readonly random: () => number
}

/** Keeps the tunnel up: opens it, proves it, notices when it is dead, and opens it again. */
export interface TunnelRunner {
  state(): TunnelState
  start(): void
  /** Ends what is open and begins anew, with the settings as they are now. */
  restart(): void
  /** Proves it now, or tries now instead of waiting: the computer woke up, the network changed, or somebody asks. */
  lookNow(): void
  close(): Promise<void>
}

/** What only the operator can put right; everything else is tried again. */
const NEEDS_OPERATOR: ReadonlySet<string> = new Set([
  'tunnel_login_refused',
  'tunnel_secret_missing',
  'tunnel_key_file',
  'tunnel_program',
  'invalid_input',
  'keychain_locked',
])
/** A port may be held for a while by our own connection that died; one that was never opened in so many tries is refused for good. */
const FORWARD_TRIES = 8
const PROBE_AGAIN_MS = 300
/** After sleep or another network the connection is more likely dead than slow, and a new one is soon made. */
const HURRIED_MS = 3_000

export function createTunnelRunner(deps: TunnelRunnerDeps): TunnelRunner {
  const { programs, clock, timings, log } = deps
  let state: TunnelState = { state: 'off' }
  let closed = false
  let tries = 0
  let wasLive = false
  let isFresh = true
  let attempt = new AbortController()
  let nap = new AbortController()
  let loop: Promise<void> = Promise.resolve()

  const say = (event: TunnelEvent) => {
    const before = state
    state = nextTunnelState(state, event)
    deps.changed(state, before)
  }
  /** Ends after `ms`, or when somebody wants it to look now or to begin anew. Null: only then. */
  const rest = async (ms: number | null) => {
    nap = new AbortController()
    const either = AbortSignal.any([nap.signal, attempt.signal])
    if (ms !== null) await clock.sleep(ms, either)
    else if (!either.aborted) await new Promise(resolve => either.addEventListener('abort', resolve, { once: true }))
  }

  /** Resolves when a probe came back; one that fails early is sent again until the deadline. */
  const prove = async (url: string, withinMs: number, tunnel: OpenTunnel, signal: AbortSignal): Promise<void> => {
    // The clock may be set meanwhile.
    const end = performance.now() + withinMs
    const isLast = () => performance.now() + PROBE_AGAIN_MS >= end
    for (;;) {
      const at = clock.now()
      const left = Math.ceil(end - performance.now())
      let problem = `no answer within ${withinMs / 1000} s`
      if (left > 0)
        try {
          const tookMs = await untilEnd(tunnel, deps.probe(url, Math.min(left, timings.probeDeadlineMs), signal))
          signal.throwIfAborted()
          deps.probed({ at, cameBack: true, tookMs, problem: '' })
          wasLive = true
          tries = 0
          return say({ what: 'proved', at: clock.now(), url, tookMs })
        } catch (error) {
          signal.throwIfAborted()
          if (error instanceof AppError) throw error
          problem = error instanceof Error ? error.message : String(error)
          if (state.state === 'live' || isLast()) deps.probed({ at, cameBack: false, tookMs: null, problem })
        }
      if (isLast()) throw new AppError('tunnel_probe_lost', { url, detail: problem })
      await clock.sleep(PROBE_AGAIN_MS, signal)
    }
  }

  /** One connection from its opening to its end; ends by throwing. */
  const once = async (settings: Exclude<TunnelSettings, { provider: 'none' }>, given: AbortSignal): Promise<never> => {
    const over = new AbortController()
    const signal = AbortSignal.any([given, over.signal])
    const port = await answerWithin(deps.port(), timings.proveWithinMs, clock, signal)
    signal.throwIfAborted()
    if (port === null) throw new AppError('listener_failed', { detail: '' })
    const secret = await deps.secret()
    signal.throwIfAborted()
    const { connectWithinMs, keepAliveMs } = timings
    const wanted = { port, secret, pinned: deps.pinned(), connectWithinMs, keepAliveMs, signal }
    const tunnel = await openProvider(settings, wanted, programs)
    try {
      signal.throwIfAborted()
      say({ what: 'connected', at: clock.now(), url: tunnel.url })
      await prove(tunnel.url, timings.proveWithinMs, tunnel, signal)
      for (;;) {
        const since = clock.now()
        await untilEnd(tunnel, rest(deps.probeEveryMs()))
        signal.throwIfAborted()
        if (nap.signal.aborted) {
          await prove(tunnel.url, Math.min(HURRIED_MS, timings.probeDeadlineMs), tunnel, signal)
          continue
        }
        // A listener that does not answer leaves the probe half of the deadline, so that the tunnel is red in time.
        const half = timings.probeDeadlineMs / 2
        const came = await untilEnd(tunnel, answerWithin(deps.cameThrough(since), half, clock, signal))
        signal.throwIfAborted()
        if (came !== true) await prove(tunnel.url, came === null ? half : timings.probeDeadlineMs, tunnel, signal)
      }
    } finally {
      over.abort()
      nap.abort()
      await tunnel.close()
    }
  }

  const failed = async (error: unknown) => {
    if (error instanceof HostKeyError) {
      say({ what: 'hostKey', fingerprint: error.fingerprint, pinned: error.pinned })
      return rest(null)
    }
    tries += 1
    if (!(error instanceof AppError)) log.write('error', 'the tunnel failed', { error })
    const problem = toWireError(error)
    const isForGood = NEEDS_OPERATOR.has(problem.code) || (problem.code === 'tunnel_forward_refused' && !wasLive && tries >= FORWARD_TRIES)
    if (isForGood) {
      say({ what: 'refused', problem })
      return rest(null)
    }
    const wait = backOffMs(tries, timings, deps.random)
    say({ what: 'lost', at: clock.now(), nextTryAt: clock.now() + wait, problem })
    return rest(wait)
  }

  const begin = () => {
    say(deps.settings().provider === 'none' ? { what: 'switchedOff' } : { what: 'trying', at: clock.now(), isFresh })
    isFresh = false
  }
  const run = async () => {
    const ended = programs.endLeft()
    while (!closed) {
      attempt = new AbortController()
      const settings = deps.settings()
      begin()
      if (settings.provider === 'none') {
        await Promise.all([ended, rest(null)])
        continue
      }
      try {
        await ended
        await once(settings, attempt.signal)
      } catch (error) {
        if (closed) return
        if (!attempt.signal.aborted) await failed(error)
      }
    }
  }

  return {
    state: () => state,
    start() {
      loop = run().catch((error: unknown) => log.write('error', 'the tunnel is no longer looked after', { error }))
    },
    restart() {
      tries = 0
      wasLive = false
      isFresh = true
      attempt.abort()
      // What is asked from here on must not hear of what was.
      begin()
    },
    lookNow() {
      tries = 0
      nap.abort()
    },
    async close() {
      closed = true
      attempt.abort()
      await loop
    },
  }
}

/** The work's result, or the reason why the tunnel ended meanwhile. */
async function untilEnd<T>(tunnel: OpenTunnel, work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    tunnel.ended.then((error): never => {
      throw error
    }),
  ])
}
