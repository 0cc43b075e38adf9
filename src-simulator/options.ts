import type { Algorithm } from './sign.ts'

/** Everything about the platform that the documents leave open, or that a test wants otherwise. */
export interface SimulatorOptions {
  port: number
  host: string
  seed: string
  speed: number
  stamps: 'wall' | 'simulated'
  algorithm: Algorithm
  latencyMs: { min: number; max: number }
  latencyBeforeWork: number
  maxArray: number
  maxPageSize: number
  maxBodyMB: number
  maxConcurrency: number
  rateLimitPerSecond: number
  duplicateOrderID: 'accept-again' | 'refuse-row' | 'ignore'
  duplicateTask: 'refuse' | 'merge'
  addToCompleted: 'refuse' | 'restart'
  idleSeconds: number
  importSeconds: number
  listLagMs: number
  gzipSigns: 'plain' | 'compressed' | 'either'
  clockToleranceSeconds: number
  clockOffsetSeconds: number
  rejectEvery: number
  poisonEvery: number
  poisonCode: number
  dialHours: 'respect' | 'ignore'
  webhooks: boolean
  webhookConcurrency: number
  appendWebhookPath: boolean
  callbackTypes: 'enum' | 'samples'
  smsSendTs: 'time' | 'status'
  nxlinkWebhookUrl: string
  nxlinkWebhookToken: string
  uuid: string
  secretKey: string
  accessKey: string
  accessSecret: string
}

export type OptionKind =
  | { type: 'integer' | 'number'; min: number; max: number }
  | { type: 'choice'; values: readonly string[] }
  | { type: 'text' }
  | { type: 'switch' }
  | { type: 'range' }

export interface OptionSpec<T> {
  fallback: T
  kind: OptionKind
  help: string
}

const text = (fallback: string, help: string): OptionSpec<string> => ({ fallback, kind: { type: 'text' }, help })
const toggle = (fallback: boolean, help: string): OptionSpec<boolean> => ({ fallback, kind: { type: 'switch' }, help })
const integer = (fallback: number, min: number, max: number, help: string): OptionSpec<number> => ({
  fallback,
  kind: { type: 'integer', min, max },
  help,
})
const number = (fallback: number, min: number, max: number, help: string): OptionSpec<number> => ({
  fallback,
  kind: { type: 'number', min, max },
  help,
})
const choice = <T extends string>(fallback: T, values: readonly T[], help: string): OptionSpec<T> => ({
  fallback,
  kind: { type: 'choice', values },
  help,
})

/** One line per option: default, what is allowed, and what it does. The command line is made from this table. */
export const optionSpecs: { readonly [K in keyof SimulatorOptions]: OptionSpec<SimulatorOptions[K]> } = {
  port: integer(0, 0, 65535, 'port to listen on; 0 takes a free one'),
  host: text('127.0.0.1', 'address to listen on; only 127.0.0.1 is allowed'),
  seed: text('callboard', 'same seed and same numbers give the same calls'),
  speed: number(1, 0.01, 5000, 'how many times faster than real time the network runs'),
  stamps: choice('wall', ['wall', 'simulated'], 'timestamps of calls: wall clock, or the faster simulated clock'),
  algorithm: choice<Algorithm>('MD5', ['MD5', 'SHA256'], 'signature algorithm of webhooks; answers use that of the request'),
  latencyMs: { fallback: { min: 0, max: 0 }, kind: { type: 'range' }, help: 'delay of every answer, as MIN-MAX' },
  latencyBeforeWork: number(0, 0, 1, 'share of that delay that passes before the work is done'),
  maxArray: integer(1000, 1, 1_000_000, 'longest accepted array of orders; above it retCode 4001'),
  maxPageSize: integer(1000, 1, 100_000, 'largest page of a list; above it retCode 4'),
  maxBodyMB: integer(64, 1, 1024, 'largest request body'),
  maxConcurrency: integer(10_000, 1, 1_000_000, 'calls at the same time over all tasks'),
  rateLimitPerSecond: integer(0, 0, 1_000_000, 'requests per second; above it retCode 7; 0 is no limit'),
  duplicateOrderID: choice(
    'accept-again',
    ['accept-again', 'refuse-row', 'ignore'],
    'a known orderID is dialled again, refused, or counted as accepted but not dialled',
  ),
  duplicateTask: choice('refuse', ['refuse', 'merge'], 'createTask or createAndCall with a known userTaskID'),
  addToCompleted: choice('refuse', ['refuse', 'restart'], 'orders added to a completed task'),
  idleSeconds: number(30, 0, 86_400, 'simulated seconds after which a task without orders ends (unless taskKeep)'),
  importSeconds: number(0, 0, 3600, 'simulated seconds an import runs; meanwhile retCode 1001'),
  listLagMs: integer(0, 0, 86_400_000, 'milliseconds until listOrder shows an order that was accepted'),
  gzipSigns: choice('either', ['plain', 'compressed', 'either'], 'which text of a gzip request body is signed'),
  clockToleranceSeconds: integer(300, 0, 1_000_000_000, 'allowed distance of createTs; beyond it retCode 6'),
  clockOffsetSeconds: integer(0, -1_000_000_000, 1_000_000_000, "error of the simulator's own clock"),
  rejectEvery: integer(0, 0, 1_000_000, 'refuse about one in N numbers as blacklisted; 0 refuses none'),
  poisonEvery: integer(0, 0, 1_000_000, 'about one in N numbers has its whole request refused; 0 is none'),
  poisonCode: integer(4, 1, 100_000, 'the retCode of those refusals'),
  dialHours: choice('ignore', ['respect', 'ignore'], 'whether the dial windows of a task are kept'),
  webhooks: toggle(true, 'send webhooks'),
  webhookConcurrency: integer(8, 1, 256, 'webhooks under way at the same time'),
  appendWebhookPath: toggle(false, 'append /api/v3/taskCallback and so on to webhook addresses'),
  callbackTypes: choice('enum', ['enum', 'samples'], 'callbackType 1, "2", 3 as the table says, or 1, "1", 1 as the samples do'),
  smsSendTs: choice('time', ['time', 'status'], 'smsSendTs is a timestamp, or the status 0 to 4'),
  nxlinkWebhookUrl: text('', 'address of the NXLink call record webhook; empty sends none'),
  nxlinkWebhookToken: text('', 'send this token instead of a signature with NXLink webhooks'),
  uuid: text('SIMuuid0000000000000000000000demo', 'Callbot account'),
  secretKey: text('SIMsecretKey00000000000000000demo', 'Callbot secret'),
  accessKey: text('AK-SIM-DEMO-0001', 'NXLink account'),
  accessSecret: text('sim-access-secret-demo-0001', 'NXLink secret'),
}

export const optionNames = Object.keys(optionSpecs) as (keyof SimulatorOptions)[]

/** A setting that cannot be used; the message is one sentence for the person who typed it. */
export class OptionError extends Error {
  override name = 'OptionError'
}

function complaint(name: string, value: unknown, kind: OptionKind): string | undefined {
  if (kind.type === 'integer' || kind.type === 'number') {
    const fits = typeof value === 'number' && value >= kind.min && value <= kind.max && (kind.type === 'number' || Number.isInteger(value))
    return fits ? undefined : `${name} must be ${kind.type === 'integer' ? 'a whole number' : 'a number'} from ${kind.min} to ${kind.max}.`
  }
  if (kind.type === 'choice') return kind.values.includes(String(value)) ? undefined : `${name} must be one of ${kind.values.join(', ')}.`
  if (kind.type === 'switch') return typeof value === 'boolean' ? undefined : `${name} must be on or off.`
  if (kind.type === 'text') return typeof value === 'string' ? undefined : `${name} must be text.`
  const range = value as { min?: unknown; max?: unknown }
  const fits = typeof range?.min === 'number' && typeof range.max === 'number' && range.min >= 0 && range.max >= range.min
  return fits ? undefined : `${name} must be MIN-MAX in milliseconds, such as 20-80.`
}

/** Fills in the defaults and refuses what cannot be used. The simulator listens on the loopback address only. */
export function completeOptions(given: Partial<SimulatorOptions>): SimulatorOptions {
  const whole: Record<string, unknown> = {}
  for (const name of optionNames) {
    const spec = optionSpecs[name]
    const value = given[name] ?? spec.fallback
    const problem = complaint(name, value, spec.kind)
    if (problem !== undefined) throw new OptionError(problem)
    whole[name] = value
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(optionSpecs, name)) throw new OptionError(`There is no option ${name}.`)
  }
  if (whole.host !== '127.0.0.1') throw new OptionError('host must be 127.0.0.1: the simulator does not listen to the network.')
  return whole as unknown as SimulatorOptions
}
