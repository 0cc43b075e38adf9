import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openForReading } from '../../../src-core/db/open.ts'
import { type Simulator, startSimulator } from '../../../src-simulator/simulator.ts'
import type { ChildTask } from './sending-child.ts'

export interface KillLoop {
  /** How many times the sending process is killed with SIGKILL. */
  readonly rounds: number
  /** Rows of every submission. */
  readonly orders: number
  readonly seed: number
  /** Share of answers dropped after the work, and of connections reset before it. */
  readonly faults: number
}

export interface KillReport extends KillLoop {
  readonly kills: number
  readonly submissions: number
  /** Rows of all submissions by the ledger, and orders the platform has. */
  readonly expected: number
  readonly atPlatform: number
  /** Rows that the platform does not have; phones it would call twice for one submission. */
  readonly lost: number
  readonly doubled: number
  readonly requests: number
  readonly seconds: number
}

const childFile = fileURLToPath(new URL('./sending-child.ts', import.meta.url))
/** A whole submission takes about this long undisturbed; kills fall anywhere within it. */
const LONGEST_LIFE_MS = 900

/**
 * Lets a process send while it is killed at random moments and started again on the same data folder. The oracle is the
 * simulator's own record: every row of every submission must be there once.
 */
export async function runKillLoop({ rounds, orders, seed, faults }: KillLoop): Promise<KillReport> {
  const startedAt = Date.now()
  const random = seeded(seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-kill-'))
  // Small batches, so that one submission is many requests and the halving after 4001 is hit as well.
  const sim = await startSimulator({ seed: `kill-${seed}`, webhooks: false, latencyMs: { min: 2, max: 25 }, maxArray: 130 })
  sim.setFaults({ paths: ['createAndCall', 'addBatchCall'], dropAnswerAfterWork: faults, resetBeforeWork: faults })
  const task: ChildTask = { dataDir, url: sim.url, callbot: sim.credentials.callbot, orders }
  let kills = 0
  try {
    while (kills < rounds) {
      const life = await liveOnce(task, true, Math.floor(random() * LONGEST_LIFE_MS))
      if (life.killed) kills += 1
    }
    await liveOnce(task, false, null)
    return {
      rounds,
      orders,
      seed,
      faults,
      kills,
      ...compare(dataDir, sim),
      requests: sim.records.requests().length,
      seconds: Math.round((Date.now() - startedAt) / 1000),
    }
  } finally {
    await sim.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Holds the ledger's rows against the platform's own record. */
function compare(dataDir: string, sim: Simulator): Pick<KillReport, 'submissions' | 'expected' | 'atPlatform' | 'lost' | 'doubled'> {
  const ledger = openForReading(join(dataDir, 'ledger.db'))
  const submissions = ledger.prepare('SELECT user_task_id AS userTaskID, total FROM submission').all() as {
    userTaskID: string
    total: number
  }[]
  const orderIDs = ledger.prepare('SELECT order_id FROM submission_order').pluck().all() as string[]
  ledger.close()
  const platform = sim.records.orders()
  const people = new Set(platform.map(order => `${order.userTaskID} ${order.userPhone}`))
  const there = new Set(platform.map(order => order.orderID))
  return {
    submissions: submissions.length,
    expected: submissions.reduce((sum, each) => sum + each.total, 0),
    atPlatform: platform.length,
    lost: orderIDs.filter(id => !there.has(id)).length,
    doubled: platform.filter(order => order.timesCreated !== 1).length + platform.length - people.size,
  }
}

/** One life of the sending process; killed `killAfterMs` after it is ready, unless it ends before. */
function liveOnce(task: ChildTask, launch: boolean, killAfterMs: number | null): Promise<{ killed: boolean }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, JSON.stringify(task)], {
      env: { ...process.env, LAUNCH: launch ? '1' : '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complaint = ''
    let killed = false
    child.stdout.on('data', (chunk: Buffer) => {
      const wasReady = said.includes('ready')
      said += chunk.toString()
      if (wasReady || !said.includes('ready') || killAfterMs === null) return
      setTimeout(() => {
        killed = child.exitCode === null && child.kill('SIGKILL')
      }, killAfterMs)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.on('close', code => {
      if (code !== 0 && !killed) reject(new Error(`the sending process ended with ${code}: ${complaint}`))
      else resolve({ killed })
    })
  })
}

/** mulberry32: the same seed kills at the same moments. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '100' },
      orders: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'string', default: '0' },
    },
  })
  const report = await runKillLoop({
    rounds: Number(values.rounds),
    orders: Number(values.orders),
    seed: Number(values.seed),
    faults: Number(values.faults),
  })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  if (report.lost + report.doubled > 0 || report.expected !== report.atPlatform) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
