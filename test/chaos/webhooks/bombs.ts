import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openForReading } from '../../../src-core/db/open.ts'
import { createSender, percentile } from '../../webhooks/sender.ts'
import { type Bomb, bombKinds, headsAhead, type SlowBomb, slowKinds } from './bomb-kinds.ts'
import { callParcel } from './kill-loop.ts'
import { forgetPeak, peakMb, settledMb } from './process-memory.ts'
import { startChild } from './start-child.ts'

export interface BombRow {
  readonly name: string
  readonly count: number
  /** How often it was answered with what; `closed` without an answer. */
  readonly answers: Readonly<Record<string, number>>
  /** Answered otherwise than it may be, or not let go. */
  readonly wrong: number
  /** From the first byte to the answer or the end of the connection, 99 of 100. */
  readonly p99Ms: number
  readonly maxMs: number
  /** Highest memory of the process meanwhile, above its level after ordinary deliveries. */
  readonly peakMb: number
  /** Good deliveries meanwhile, on connections of their own. */
  readonly good: number
  readonly goodMaxMs: number
}

export interface BombReport {
  readonly rows: readonly BombRow[]
  /** Good deliveries, in all. */
  readonly good: number
  /** Of these acknowledged, and in the inbox as they were sent, to the last byte. */
  readonly goodTaken: number
  readonly goodStored: number
  readonly levelMb: number
  readonly peakMb: number
  readonly complaints: readonly string[]
}

export interface BombRun {
  /** Of each quick kind. */
  readonly count: number
  /** Connections of slow senders, of all kinds together. */
  readonly slow: number
  /** Ordinary deliveries before the level of memory is taken. */
  readonly warmUp: number
  /** Kinds whose name holds this text; without it all. */
  readonly only?: string
}

interface Ended {
  /** Null when the connection ended without an answer. */
  readonly status: number | null
  readonly ms: number
}

/** Opens a connection, sends, and tells how it ended; what the receiver says is read to the first line. */
function throwAt(port: number, bytes: Buffer, opened?: (socket: Socket) => void): Promise<Ended> {
  return new Promise(resolve => {
    const from = performance.now()
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let said = ''
    const end = () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said.replace(/^HTTP\/1\.1 100 [^\r]*\r\n\r\n/, ''))?.[1]
      resolve({ status: status ? Number(status) : null, ms: performance.now() - from })
      socket.destroy()
    }
    socket.on('connect', () => socket.write(bytes))
    socket.on('data', chunk => {
      said += chunk.toString('latin1')
      if (/^(HTTP\/1\.1 100 [^\r]*\r\n\r\n)?HTTP\/1\.1 [2-5]\d\d .*\r\n\r\n/s.test(said)) end()
    })
    socket.on('error', () => {})
    socket.on('close', end)
    opened?.(socket)
  })
}

/** Throws every bomb at a receiving process, with good deliveries going on meanwhile, and tells what became of them and of the memory. */
export async function runBombs({ count, slow, warmUp, only = '' }: BombRun): Promise<BombReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-bombs-'))
  const child = await startChild(dataDir, 0)
  const sent: number[] = []
  let taken = 0
  let goodTimes: number[] = []
  const sendGood = async () => {
    const id = warmUp + sent.length
    sent.push(id)
    const { status, ms } = await throwAt(child.port, callParcel(id).bytes)
    if (status === 200) taken += 1
    goodTimes.push(ms)
  }
  try {
    const sender = createSender({ port: child.port, connections: 16, next: callParcel, answered: () => {} })
    await sender.atRate(1_000, warmUp / 1_000)
    sender.close()
    const levelMb = await settledMb(child.pid)

    const during = async (name: string, run: () => Promise<readonly Ended[]>, isRight: (ended: Ended) => boolean): Promise<BombRow> => {
      forgetPeak(child.pid)
      goodTimes = []
      let over = false
      const attack = run().finally(() => {
        over = true
      })
      const goods = (async () => {
        do {
          await sendGood()
          await new Promise(resolve => setTimeout(resolve, 20))
        } while (!over)
      })()
      const [ended] = await Promise.all([attack, goods])
      const times = ended.map(({ ms }) => ms)
      const answers: Record<string, number> = {}
      for (const { status } of ended) answers[status ?? 'closed'] = (answers[status ?? 'closed'] ?? 0) + 1
      return {
        name,
        count: ended.length,
        answers,
        wrong: ended.filter(one => !isRight(one)).length,
        p99Ms: Math.round(percentile(times, 0.99)),
        maxMs: Math.round(Math.max(...times)),
        peakMb: Math.round((peakMb(child.pid) - levelMb) * 10) / 10,
        good: goodTimes.length,
        goodMaxMs: Math.round(Math.max(...goodTimes)),
      }
    }
    const rows: BombRow[] = []
    const quick = (bomb: Bomb) =>
      during(
        bomb.name,
        () => inTurns(count, 16, () => throwAt(child.port, bomb.bytes)),
        ({ status }) => bomb.answers.includes(status ?? 0),
      )
    for (const bomb of bombKinds().filter(({ name }) => name.includes(only))) rows.push(await quick(bomb))
    const slowOnes = slowKinds.filter(({ name }) => name.includes(only))
    if (slowOnes.length > 0) {
      const name = slowOnes.map(({ name }) => name).join('; ')
      rows.push(
        await during(
          name,
          () => drip(child.port, slowOnes, slow),
          ({ status }) => status === null || status >= 400,
        ),
      )
    }
    const ahead = headsAhead()
    if (ahead.name.includes(only)) rows.push(await quick(ahead))
    const { said } = await child.end()
    return {
      rows,
      good: sent.length,
      goodTaken: taken,
      goodStored: storedAsSent(dataDir, sent),
      levelMb: Math.round(levelMb),
      peakMb: Math.max(...rows.map(row => row.peakMb)),
      complaints: said,
    }
  } finally {
    await child.kill()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Runs a thing so many times, so many at once. */
async function inTurns(count: number, atOnce: number, run: () => Promise<Ended>): Promise<Ended[]> {
  const ended: Ended[] = []
  let begun = 0
  const turn = async () => {
    while (begun < count) {
      begun += 1
      ended.push(await run())
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, turn))
  return ended
}

/** So many senders that never finish, of each kind as many; ends when the last was let go. */
async function drip(port: number, kinds: readonly SlowBomb[], count: number): Promise<Ended[]> {
  const dripping = new Set<Socket>()
  const timer = setInterval(() => {
    for (const socket of dripping) if (socket.writable) socket.write('x')
  }, 1_000)
  try {
    return await Promise.all(
      Array.from({ length: count }, (_, at) => {
        const { opening, drips } = kinds[at % kinds.length] as SlowBomb
        return throwAt(port, opening, socket => void (drips && dripping.add(socket)))
      }),
    )
  } finally {
    clearInterval(timer)
  }
}

function storedAsSent(dataDir: string, ids: readonly number[]): number {
  const inbox = openForReading(join(dataDir, 'inbox.db'))
  const one = inbox.prepare("SELECT body FROM delivery WHERE headers ->> '$.requestid' = ? AND verdict = 'verified'").pluck()
  const stored = ids.filter(id => {
    const body = one.get(`r${id}`) as Buffer | undefined
    return body !== undefined && callParcel(id).bytes.subarray(-body.length).equals(body)
  }).length
  inbox.close()
  return stored
}

async function main(): Promise<void> {
  const options = {
    count: { type: 'string', default: '200' },
    slow: { type: 'string', default: '500' },
    'warm-up': { type: 'string', default: '5000' },
  } as const
  const { values } = parseArgs({ options })
  const { rows, ...rest } = await runBombs({ count: Number(values.count), slow: Number(values.slow), warmUp: Number(values['warm-up']) })
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`
  process.stdout.write(
    line(['bomb', 'count', 'answers', 'wrong', 'p99 ms', 'max ms', 'peak MB', 'good', 'good max ms']) +
      line(Array.from({ length: 9 }, () => '---')),
  )
  for (const row of rows) {
    const answers = Object.entries(row.answers)
      .map(([status, times]) => `${status} × ${times}`)
      .join(', ')
    process.stdout.write(line([row.name, row.count, answers, row.wrong, row.p99Ms, row.maxMs, row.peakMb, row.good, row.goodMaxMs]))
  }
  process.stdout.write(`${JSON.stringify(rest)}\n`)
  const wrong = rows.reduce((sum, row) => sum + row.wrong, 0)
  if (wrong + rest.complaints.length + (rest.good - rest.goodStored) > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
