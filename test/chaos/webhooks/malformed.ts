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
  readonly p99GoodMs: number
  readonly peakMb: number
  readonly seconds: number
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

/** Sends malformed deliveries with one good one in a hundred among them, 32 connections. */
export async function runMalformed(n: number, seed: number): Promise<MalformedReport> {
  const startedAt = Date.now()
  const random = repeatable(seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-malformed-'))
  const good = new Set<number>()
  const goodTaken = new Set<number>()
  const times: number[] = []
  let again: Parcel[] = []
  let [badTaken, serverErrors] = [0, 0]
  const child = await startChild(dataDir, 0)
  const sender = createSender({
    port: child.port,
    connections: 32,
    next(id) {
      const parcel = callParcel(id)
      if (random() < 0.01) {
        good.add(id)
        return parcel
      }
      const make = kinds[Math.floor(random() * kinds.length)] as (typeof kinds)[number]
      const bytes = make(parcel.bytes, random)
      // A head cut short would wait for its rest; its connection is given up instead.
      return { id, bytes: bytes.includes('\r\n\r\n') ? bytes : Buffer.concat([bytes, Buffer.from('\r\n\r\n')]) }
    },
    answered(parcel, status, sinceDue) {
      if (status !== null && status >= 500) serverErrors += 1
      if (!good.has(parcel.id)) badTaken += status === 200 ? 1 : 0
      else if (status === 200) {
        goodTaken.add(parcel.id)
        times.push(sinceDue)
      } else again.push(parcel)
    },
  })
  try {
    const each = 5_000
    for (let sent = 0; sent < n; sent += each) await sender.atRate(20_000, Math.min(each, n - sent) / 20_000)
    // A good one on a connection that was being closed is sent anew, as every client does.
    for (let round = 0; again.length > 0 && round < 20; round += 1) {
      const parcels = again
      again = []
      await sender.again(parcels)
    }
    sender.close()
    const { said, peakKb } = await child.end()
    const inbox = openForReading(join(dataDir, 'inbox.db'))
    const stored = new Set(
      inbox
        .prepare("SELECT CAST(substr(headers ->> '$.requestid', 2) AS INTEGER) FROM delivery WHERE verdict = 'verified'")
        .pluck()
        .all() as number[],
    )
    inbox.close()
    return {
      n,
      good: good.size,
      goodTaken: goodTaken.size,
      goodStored: [...good].filter(id => stored.has(id)).length,
      badTaken,
      serverErrors,
      kinds: kinds.length,
      complaints: said,
      p99GoodMs: Math.round(percentile(times, 0.99)),
      peakMb: Math.round(peakKb / 1024),
      seconds: Math.round((Date.now() - startedAt) / 1000),
    }
  } finally {
    sender.close()
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } })
  const report = await runMalformed(Number(values.n), Number(values.seed))
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (report.goodStored !== report.good || report.badTaken + report.serverErrors + report.complaints.length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
