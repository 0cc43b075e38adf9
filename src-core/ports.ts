import type { Notice } from './board/notice-words.ts'
import type { Clock } from './clock.ts'
import type { ThreadFiles } from './threads/spawn.ts'

/** What a started simulator tells about itself. */
export interface RunningSimulator {
  readonly url: string
  readonly uuid: string
  readonly secretKey: string
  readonly accessKey: string
  readonly accessSecret: string
}

/** Pauses and deadlines of the sending side, in milliseconds; tests shorten them. */
export interface Timings {
  readonly readDeadlineMs: number
  readonly submitDeadlineMs: number
  /** First, second and third question about an unknown batch, counted from the moment it became unknown. */
  readonly unknownRoundsMs: readonly number[]
  readonly backoffBaseMs: number
  readonly backoffMaxMs: number
  /** How long a request that names this computer's webhook addresses waits for them. */
  readonly callbackWaitMs: number
  /** Rhythm of polling a running task. */
  readonly pollMs: number
  readonly tunnel: TunnelTimings
}

/** Pauses and deadlines of the way in for webhooks, in milliseconds. */
export interface TunnelTimings {
  /** Together with the deadline of a probe the longest time a dead tunnel passes for a live one. */
  readonly probeEveryMs: number
  /** The same where every request counts against a plan and no task waits for webhooks. */
  readonly probeIdleMs: number
  readonly probeDeadlineMs: number
  /** How long a new connection may take to carry its first probe. */
  readonly proveWithinMs: number
  readonly connectWithinMs: number
  readonly keepAliveMs: number
  readonly backoffBaseMs: number
  readonly backoffMaxMs: number
}

export const defaultTimings: Timings = {
  readDeadlineMs: 15_000,
  submitDeadlineMs: 30_000,
  unknownRoundsMs: [2_000, 30_000, 90_000],
  backoffBaseMs: 1_000,
  backoffMaxMs: 60_000,
  callbackWaitMs: 60_000,
  pollMs: 3_000,
  tunnel: {
    probeEveryMs: 20_000,
    probeIdleMs: 300_000,
    probeDeadlineMs: 10_000,
    proveWithinMs: 30_000,
    connectWithinMs: 10_000,
    keepAliveMs: 10_000,
    backoffBaseMs: 500,
    backoffMaxMs: 4_000,
  },
}

/** Everything the core needs from the outside; a host or a test hands it in. */
export interface CorePorts {
  readonly host: 'desktop' | 'browser'
  readonly version: string
  readonly dataDir: string
  /** Where exports are written. */
  readonly exportDir: string
  /** Name of our items in the OS keychain: one for released builds, another for development and tests. */
  readonly keychainService: string
  readonly threadFiles: ThreadFiles
  /** CSV with the contacts of the simulator's tour. */
  readonly sampleContactsFile: string
  readonly clock: Clock
  readonly timings: Timings
  /** Starts the simulator beside the console, or answers with the one that runs. */
  startSimulator(): Promise<RunningSimulator>
  /** Shows a notification of the operating system; a host that has none leaves it to the page. */
  notify(notice: Notice): void
}
