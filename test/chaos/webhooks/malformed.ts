import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { openForReading } from '../../../src-core/db/open.ts'
import { repeatable } from '../../webhooks/call-stories.ts'
import { callbotAccount } from '../../webhooks/receiving-rig.ts'
import { asBytes, createSender, type Parcel, percentile } from '../../webhooks/sender.ts'
import { callParcel } from './kill-loop.ts'
import { forgetPeak, peakMb, settledMb } from './process-memory.ts'
import { startChild } from './start-child.ts'

export interface MalformedReport {
  readonly n: number
  readonly good: number
  /** Good ones answered with a yes, and in the inbox. */
  readonly goodTaken: number
  readonly goodStored: number
  /** Malformed ones answered with a yes. */
  readonly badTaken: number
  readonly serverErrors: number
  readonly kinds: number
  readonly complaints: string[]
  readonly seconds: number
  /** Delay of good ones, 50 a second on connections of their own, before and during the flood. */
  readonly quietP99Ms: number
  readonly floodP99Ms: number
  /** Memory of the process after ordinary deliveries, and how far it rose above that. */
  readonly levelMb: number
  readonly grownMb: number
}

const path = `/cb/${callbotAccount().webhookToken}/call`
const json = { 'content-type': 'application/json' }
const of = (body: string | Uint8Array, headers: Record<string, string> = {}, to = path) => asBytes(to, { ...json, ...headers }, body)

/** Everything that is no delivery, each a way to make one from a good one. */
const kinds: readonly ((good: Buffer, random: () => number) => Buffer)[] = [
  good => good.subarray(0, Math.floor(good.length * 0.6)).subarray(0, good.indexOf('\r\n')),
  () => of('{"orderID":'),
  () => of('not JSON at all'),
  () => of('[]'),
  () => of('"text"'),
  () => of(''),
  () => of(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`),
  () => of(`{"a":${'['.repeat(100_000)}`),
  () => of(`{"a":"${'x'.repeat(262_144)}"}`),
  () => of(`{${Array.from({ length: 12_000 }, (_, at) => `"k${at}":1`).join(',')}}`),
  () => of(gzipSync(Buffer.alloc(5_000_000, 32)), { 'content-encoding': 'gzip' }),
  () => of(Buffer.from([0x1f, 0x8b, 1, 2, 3]), { 'content-encoding': 'gzip' }),
  () => of('{}', { 'content-encoding': 'br' }),
  () => of('a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
  () => of('{}', {}, '/cb/nobody/call'),
  () => of('{}', {}, '/'),
  () => of('{"__proto__":{"polluted":1}}'),
  () => of('{}', { sign: 'AB' }),
  good => Buffer.from(good.toString('latin1').replace('"finish":true', '"finish":null'), 'latin1'),
  good => Buffer.from(good.toString('latin1').replace(/sign: \w{8}/, 'sign: 00000000'), 'latin1'),
  good => Buffer.from(good.toString('latin1').replace('POST', 'PUT '), 'latin1'),
  () => Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'),
  (_good, random) => Buffer.from(Array.from({ length: 64 }, () => Math.floor(random() * 256))),
  () => Buffer.from(`POST ${path} HTTP/1.1\r\nhost: x\r\nx-long: ${'y'.repeat(20_000)}\r\ncontent-length: 2\r\n\r\n{}`),
  () => Buffer.from(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  () => Buffer.from(`POST ${path} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`),
]

interface Flood {
  readonly good: ReadonlySet<number>
  readonly goodTaken: ReadonlySet<number>
  readonly badTaken: number
  readonly serverErrors: number
  readonly seconds: number
  readonly steady: { readonly quietMs: number; readonly floodMs: number }
}

/** Ordinary deliveries before the level of memory is taken, and their rate on a connection of their own before and during the flood. */
const WARM_UP = 3_000
const STEADY = 50
const QUIET_SECONDS = 3
/** Made and waiting for a connection. */
const AT_ONCE = 250
/** Ids of the deliveries that measure the delay, far from those of the flood. */
const FIRST_STEADY = 100_000_000

/** Sends malformed deliveries with one good one in a hundred among them over 32 connections, as fast as they are answered. */
async function flood(port: number, n: number, seed: number, quiet: () => Promise<void>): Promise<Flood> {
  const random = repeatable(seed)
  const good = new Set<number>()
  const goodTaken = new Set<number>()
  let again: Parcel[] = []
  let [badTaken, serverErrors] = [0, 0]
  // Those that are not made from a good one are made once: the sender must not be what is slow.
  const made = kinds.map(kind => (kind.length === 0 ? kind(Buffer.alloc(0), random) : null))
  const make = (id: number): Parcel => {
    const parcel = callParcel(id)
    if (random() < 0.01) {
      good.add(id)
      return parcel
    }
    const at = Math.floor(random() * kinds.length)
    const bytes = made[at] ?? (kinds[at] as (typeof kinds)[number])(parcel.bytes, random)
    // A head cut short would wait for its rest; its connection is given up instead.
    return { id, bytes: bytes.includes('\r\n\r\n') ? bytes : Buffer.concat([bytes, Buffer.from('\r\n\r\n')]) }
  }
  const sender = createSender({
    port,
    connections: 32,
    next: callParcel,
    answered(parcel, status) {
      if (status !== null && status >= 500) serverErrors += 1
      if (parcel.id >= n) return
      if (!good.has(parcel.id)) badTaken += status === 200 ? 1 : 0
      else if (status === 200) goodTaken.add(parcel.id)
      else again.push(parcel)
    },
  })
  let times: number[] = []
  const steady = createSender({
    port,
    connections: 4,
    next: id => callParcel(FIRST_STEADY + id),
    answered: (_, status, sinceDue) => void (status === 200 && times.push(sinceDue)),
  })
  try {
    await sender.again(Array.from({ length: WARM_UP }, (_, at) => callParcel(n + at)))
    await steady.atRate(STEADY, QUIET_SECONDS)
    const quietMs = percentile(times, 0.99)
    times = []
    await quiet()
    let over = false
    const measuring = steady.atRateUntil(STEADY, () => over)
    const from = performance.now()
    for (let sent = 0; sent < n; sent += AT_ONCE)
      await sender.again(Array.from({ length: Math.min(AT_ONCE, n - sent) }, (_, at) => make(sent + at)))
    // A good one on a connection that was being closed is sent anew, as every client does.
    for (let round = 0; again.length > 0 && round < 20; round += 1) {
      const parcels = again
      again = []
      await sender.again(parcels)
    }
    const seconds = (performance.now() - from) / 1_000
    over = true
    await measuring
    return { good, goodTaken, badTaken, serverErrors, seconds, steady: { quietMs, floodMs: percentile(times, 0.99) } }
  } finally {
    sender.close()
    steady.close()
  }
}

/** How long the smallest strict receiver takes for the same requests, in seconds. */
async function rawSeconds(n: number, seed: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-malformed-'))
  const child = spawn(process.execPath, [fileURLToPath(new URL('./strict-raw.ts', import.meta.url)), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = new Promise(resolve => child.once('close', resolve))
  try {
    const [ready] = await once(child.stdout, 'data')
    return (await flood(Number(/ready (\d+)/.exec(String(ready))?.[1]), n, seed, async () => undefined)).seconds
  } finally {
    child.stdin.end()
    await closed
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Floods a receiving process and tells what it took, what it kept and what that cost. */
export async function runMalformed(n: number, seed: number): Promise<MalformedReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-malformed-'))
  const child = await startChild(dataDir, 0)
  try {
    let levelMb = 0
    const { good, goodTaken, badTaken, serverErrors, seconds, steady } = await flood(child.port, n, seed, async () => {
      levelMb = await settledMb(child.pid)
      forgetPeak(child.pid)
    })
    const grownMb = peakMb(child.pid) - levelMb
    const { said } = await child.end()
    const inbox = openForReading(join(dataDir, 'inbox.db'))
    const stored = new Set(
      inbox
        .prepare("SELECT CAST(substr(headers ->> '$.requestid', 2) AS INTEGER) FROM delivery WHERE verdict = 'verified'")
        .pluck()
        .all() as number[],
    )
    inbox.close()
    const round = (value: number) => Math.round(value * 10) / 10
    return {
      n,
      good: good.size,
      goodTaken: goodTaken.size,
      goodStored: [...good].filter(id => stored.has(id)).length,
      badTaken,
      serverErrors,
      kinds: kinds.length,
      complaints: said,
      seconds: round(seconds),
      quietP99Ms: round(steady.quietMs),
      floodP99Ms: round(steady.floodMs),
      levelMb: round(levelMb),
      grownMb: round(grownMb),
    }
  } finally {
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } })
  const report = await runMalformed(Number(values.n), Number(values.seed))
  const raw = await rawSeconds(report.n, Number(values.seed))
  process.stdout.write(`${JSON.stringify({ ...report, rawSeconds: raw, ratio: report.seconds / raw })}\n`)
  if (report.goodStored !== report.good || report.badTaken + report.serverErrors + report.complaints.length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
