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
  /** Rhythm of polling a running task. */
  readonly pollMs: number
}

export const defaultTimings: Timings = {
  readDeadlineMs: 15_000,
  submitDeadlineMs: 30_000,
  unknownRoundsMs: [2_000, 30_000, 90_000],
  backoffBaseMs: 1_000,
  backoffMaxMs: 60_000,
  pollMs: 3_000,
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
}
