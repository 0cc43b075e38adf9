import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openForReading } from '../../../src-core/db/open.ts'
import { signCallbot } from '../../../src-simulator/sign.ts'
import { repeatable } from '../../webhooks/call-stories.ts'
import { callbotAccount } from '../../webhooks/receiving-rig.ts'
import { asBytes, createSender, type Parcel, percentile } from '../../webhooks/sender.ts'
import { startChild } from './start-child.ts'

export interface KillLoop {
  /** How many times the receiving process is killed with SIGKILL. */
  readonly rounds: number
  /** At least as many deliveries are sent as come in so long, and until the last kill. */
  readonly seconds: number
  /** Deliveries a second, whatever becomes of the answers. */
  readonly rate: number
  readonly seed: number
  /** The longest life of the receiving process, in milliseconds after it listens. */
  readonly longestLifeMs?: number
  /** While so many wait to be sent none is added: a slow machine must not get more to do the slower it is. */
  readonly mostWaiting?: number
}

export interface KillReport extends KillLoop {
  readonly kills: number
  readonly sent: number
  readonly acknowledged: number
  readonly sentAgain: number
  readonly stored: number
  /** Acknowledged and not in the inbox. */
  readonly lost: number
  /** In the inbox more often than sent, or acknowledged once and applied twice. */
  readonly doubled: number
  /** Calls in the cache beside those that were stored. */
  readonly callsMissing: number
  readonly duplicatesMarked: number
  /** Stored and not taken for what they are; those sent again after five minutes count as stale and are applied all the same. */
  readonly unverified: number
  readonly complaints: string[]
  /** Milliseconds from the start of the process until it listened, the slowest. */
  readonly slowestStartMs: number
  /** From a start to the first delivery acknowledged after it, in milliseconds; and how many took longer than two seconds. */
  readonly slowestServeMs: number
  readonly servedLate: number
  readonly p99Ms: number
  readonly tookSeconds: number
}

const { id: accountId, identity: uuid, secret, webhookToken } = callbotAccount()
const SHORTEST = 50
const SERVES_WITHIN_MS = 2_000
const ORDERS = 5_000

/** One ended call of one of five thousand orders, signed. */
export function callParcel(id: number): Parcel {
  const at = 1_790_000_000 + id
  const body = JSON.stringify({
    callbackType: 3,
    orderID: `order-${id % ORDERS}`,
    userPhone: `5691${String(id % ORDERS).padStart(7, '0')}`,
    userName: 'Ana María',
    sceneID: 'scene',
    userTaskID: `task-${id % 7}`,
    taskID: '9007199254740993',
    finish: true,
    other: '',
    callInfoDetail: {
      callID: `call-${id}`,
      callingNumber: '5622000000',
      lineAddress: '10.0.0.1',
      callStatus: id % 3 === 0 ? 6 : 22,
      callStartTs: at,
      callAnswerTs: 0,
      callEndTs: at + 30,
      callDuration: 30,
      callAudioUrl: '',
      hangupCause: '',
      termSipCode: '200',
      intents: [{ intentID: 'i1', intentTag: 'A', intentName: 'Promise', intentLevel: 1 }],
      sms: [],
      params: Array.from({ length: 6 }, (_, place) => ({ name: `variable ${place}`, value: `value of variable ${place} of order ${id}` })),
    },
  })
  const parts = { requestID: `r${id}`, createTs: String(Math.floor(Date.now() / 1000)), uuid }
  const sign = signCallbot('SHA256', { ...parts, secretKey: secret ?? '', body })
  return { id, bytes: asBytes(`/cb/${webhookToken}/call`, { 'content-type': 'application/json', ...parts, sign }, body) }
}

/**
 * Sends an open-loop stream while the receiver is killed at random moments and started again on the same folder and port. The oracle is the
 * sender: what it was told is stored must be there, and nothing it sent once may be there twice.
 */
export async function runKillLoop({ rounds, seconds, rate, seed, longestLifeMs = 2_500, mostWaiting }: KillLoop): Promise<KillReport> {
  const startedAt = Date.now()
  const random = repeatable(seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-hook-kill-'))
  const acknowledged = new Set<number>()
  const attempts = new Map<number, number>()
  let unanswered: Parcel[] = []
  const times: number[] = []
  let child = await startChild(dataDir, 0)
  const port = child.port
  const starts = [child.readyMs]
  const serves: number[] = []
  /** When the process that has not acknowledged anything yet was started. */
  let startedChild: number | null = null
  const sender = createSender({
    port,
    connections: 64,
    next(id) {
      attempts.set(id, 1)
      return callParcel(id)
    },
    answered(parcel, status, sinceDue) {
      if (status === 200) {
        acknowledged.add(parcel.id)
        if (startedChild !== null) serves.push(performance.now() - startedChild)
        startedChild = null
        times.push(sinceDue)
        // Too slow to be whole is not received either.
      } else if (status === null || status === 408 || status >= 500) unanswered.push(parcel)
      else throw new Error(`delivery ${parcel.id} was answered with ${status}`)
    },
  })
  let kills = 0
  let sentAgain = 0
  try {
    const burst = () => sender.atRateUntil(rate, sent => kills >= rounds && sent >= seconds * rate, mostWaiting)
    const killing = async () => {
      while (kills < rounds) {
        await new Promise(resolve => setTimeout(resolve, SHORTEST + random() * (longestLifeMs - SHORTEST)))
        await child.kill()
        kills += 1
        // One that was killed before it served counts as long as it lived.
        if (startedChild !== null) serves.push(performance.now() - startedChild)
        startedChild = performance.now()
        child = await startChild(dataDir, port)
        starts.push(child.readyMs)
      }
    }
    await Promise.all([burst(), killing()])
    // As a platform that retries would: whatever was not answered comes again until it is.
    while (unanswered.length > 0) {
      const again = unanswered
      unanswered = []
      sentAgain += again.length
      for (const { id } of again) attempts.set(id, (attempts.get(id) ?? 0) + 1)
      await sender.again(again)
    }
    sender.close()
    const { said } = await child.end()
    return {
      rounds,
      seconds,
      rate,
      seed,
      kills,
      sent: attempts.size,
      acknowledged: acknowledged.size,
      sentAgain,
      ...compare(dataDir, acknowledged, attempts),
      complaints: said,
      slowestStartMs: Math.round(Math.max(...starts)),
      slowestServeMs: Math.round(Math.max(...serves)),
      servedLate: serves.filter(ms => ms > SERVES_WITHIN_MS).length,
      p99Ms: Math.round(percentile(times, 0.99)),
      tookSeconds: Math.round((Date.now() - startedAt) / 1000),
    }
  } finally {
    sender.close()
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function compare(dataDir: string, acknowledged: ReadonlySet<number>, attempts: ReadonlyMap<number, number>) {
  const inbox = openForReading(join(dataDir, 'inbox.db'))
  const counts = new Map<number, number>()
  for (const id of inbox.prepare("SELECT CAST(substr(headers ->> '$.requestid', 2) AS INTEGER) FROM delivery").pluck().all() as number[])
    counts.set(id, (counts.get(id) ?? 0) + 1)
  inbox.close()
  const cache = openForReading(join(dataDir, 'cache.db'))
  const calls = cache.prepare('SELECT coalesce(sum(calls), 0) FROM orders').pluck().get() as number
  const duplicatesMarked = cache.prepare("SELECT count(*) FROM delivery_fact WHERE standing = 'duplicate'").pluck().get() as number
  const unverified = cache
    .prepare("SELECT count(*) FROM delivery_fact WHERE account_id = ? AND standing NOT IN ('verified', 'duplicate', 'older', 'stale')")
    .pluck()
    .get(accountId) as number
  cache.close()
  const stored = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    stored,
    lost: [...acknowledged].filter(id => !counts.has(id)).length,
    doubled:
      [...counts].filter(([id, count]) => count > (attempts.get(id) ?? 0)).length +
      Math.max(0, calls - counts.size) +
      Math.abs(stored - counts.size - duplicatesMarked),
    callsMissing: Math.max(0, counts.size - calls),
    duplicatesMarked,
    unverified,
  }
}

async function main(): Promise<void> {
  const number = (text: string | undefined, otherwise: number) => Number(text ?? otherwise)
  const options = { rounds: { type: 'string' }, seconds: { type: 'string' }, rate: { type: 'string' }, seed: { type: 'string' } } as const
  const { values } = parseArgs({ options })
  const report = await runKillLoop({
    rounds: number(values.rounds, 10),
    seconds: number(values.seconds, 60),
    rate: number(values.rate, 5_000),
    seed: number(values.seed, 1),
  })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  const { lost, doubled, callsMissing, unverified, complaints, servedLate } = report
  if (lost + doubled + callsMissing + unverified + complaints.length + servedLate > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
