import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callParcel } from '../chaos/webhooks/kill-loop.ts'
import { startChild } from '../chaos/webhooks/start-child.ts'
import { createSender, type Parcel, percentile } from '../webhooks/sender.ts'
import { benchOptions, runPairs } from './harness.ts'

// G5: deliveries per second at 64 connections, each durable before its answer, with every check on and the cache, the log and the events
// kept up meanwhile, against the smallest receiver with group commit. G6: the delay of an answer at 5,000 a second, open loop.
// Each run has a fresh process and a fresh folder; the sender is this process, the same for both.
const { pairs, secs, conns, rate, burst } = benchOptions({ pairs: 5, secs: 5, conns: 64, rate: 5_000, burst: 60 })

interface Receiver {
  readonly port: number
  end(): Promise<unknown>
}
const rawFile = fileURLToPath(new URL('./raw/hook-raw.ts', import.meta.url))

function startRaw(folder: string, mode: 'group' | 'each'): Promise<Receiver> {
  const child = spawn(process.execPath, [rawFile, folder, mode], { stdio: ['pipe', 'pipe', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.stdout.once('data', chunk =>
      resolve({
        port: Number(/ready (\d+)/.exec(String(chunk))?.[1]),
        end: () => new Promise(ended => void child.once('close', ended).stdin.end()),
      }),
    )
  })
}

/** Ready-made parcels: signing is not what is measured. */
const made: Parcel[] = []
const parcel = (id: number): Parcel => (made[id % 20_000] ??= callParcel(id % 20_000))

async function against<T>(start: (folder: string) => Promise<Receiver>, run: (port: number) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-hook-'))
  const receiver = await start(folder)
  try {
    return await run(receiver.port)
  } finally {
    await receiver.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

const flatOut = async (port: number) => {
  let answered = 0
  const sender = createSender({
    port,
    connections: conns,
    next: parcel,
    answered(_, status) {
      if (status !== 200) throw new Error(`answered with ${status}`)
      answered += 1
    },
  })
  const from = performance.now()
  await sender.flatOut(secs)
  const value = answered / ((performance.now() - from) / 1000)
  sender.close()
  return { value }
}
const delays = async (port: number, seconds: number) => {
  const times: number[] = []
  const sender = createSender({
    port,
    connections: conns,
    next: parcel,
    answered(_, status, sinceDue) {
      if (status !== 200) throw new Error(`answered with ${status}`)
      times.push(sinceDue)
    },
  })
  await sender.atRate(rate, seconds)
  sender.close()
  return {
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    max: Math.max(...[percentile(times, 1)]),
    over250: times.filter(ms => ms > 250).length,
  }
}
const ours = (folder: string): Promise<Receiver> => startChild(folder, 0)
const raw = (mode: 'group' | 'each') => (folder: string) => startRaw(folder, mode)

for (let id = 0; id < 20_000; id += 1) parcel(id)
await runPairs({
  id: 'G5',
  unit: 'deliveries/s',
  pairs,
  better: 'higher',
  floor: 0.45,
  notes: { conns, secs, raw: 'group commit' },
  ours: () => against(ours, flatOut),
  raw: () => against(raw('group'), flatOut),
})
await runPairs({
  id: 'G5',
  unit: 'deliveries/s',
  pairs: Math.min(pairs, 3),
  better: 'higher',
  floor: 3,
  notes: { conns, secs, raw: 'one commit per request' },
  ours: () => against(ours, flatOut),
  raw: () => against(raw('each'), flatOut),
})
const rounded = (facts: Record<string, number>) =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, Math.round(value * 10) / 10]))
const mine = await against(ours, port => delays(port, burst))
const theirs = await against(raw('group'), port => delays(port, Math.min(burst, 20)))
const pass = mine.p99 <= 150 && mine.max < 1_000
process.stdout.write(
  `${JSON.stringify({ id: 'G6', unit: 'ms to the answer', rate, seconds: burst, ours: rounded(mine), raw: rounded(theirs), pass, floor: 150 })}\n`,
)
if (!pass) process.exitCode = 1
