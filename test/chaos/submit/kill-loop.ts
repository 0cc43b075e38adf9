import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Simulator, startSimulator } from '../../../src-simulator/simulator.ts'
import { type Comparison, compareWithPlatform, type Unknowns, unknownsOf } from './oracle.ts'
import type { ChildTask } from './sending-child.ts'

export interface KillLoop {
  /** Rows of the one submission. */
  readonly orders: number
  /** How many times the sending process is killed with SIGKILL, spread over the whole submission. */
  readonly kills: number
  readonly seed: number
  /** Shares of all requests, questions included: connection reset before the work, answer dropped after it, HTTP 500 without it. */
  readonly resets: number
  readonly dropped: number
  readonly http500: number
  /** Delay of every answer, drawn anew for each, half of it before the work. */
  readonly latencyMs: { readonly min: number; readonly max: number }
  readonly inFlight: number
}

export interface KillReport extends KillLoop, Comparison {
  readonly killed: number
  readonly requests: number
  readonly unknowns: Unknowns
  readonly seconds: number
}

const childFile = fileURLToPath(new URL('./sending-child.ts', import.meta.url))
/** The longest list the simulated platform takes; nobody tells the console, which begins below it and grows. */
const MOST_OF_A_LIST = 130
const START_SIZE = 60

/**
 * Lets a process send one submission while it is killed again and again and started on the same data folder. The oracle is the
 * simulator's own record: every row must be there once.
 */
export async function runKillLoop(loop: KillLoop): Promise<KillReport> {
  const startedAt = Date.now()
  const random = seeded(loop.seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-kill-'))
  const sim = await startSimulator({
    seed: `kill-${loop.seed}`,
    webhooks: false,
    latencyMs: loop.latencyMs,
    latencyBeforeWork: 0.5,
    maxArray: MOST_OF_A_LIST,
  })
  sim.setFaults({ resetBeforeWork: loop.resets, dropAnswerAfterWork: loop.dropped, http500: loop.http500 })
  const task: ChildTask = {
    dataDir,
    url: sim.url,
    callbot: sim.credentials.callbot,
    orders: loop.orders,
    rules: { startSize: START_SIZE, largestSize: MOST_OF_A_LIST * 2, inFlight: loop.inFlight, requestsPerSecond: null },
  }
  let killed = 0
  try {
    for (const kill of killPlan(loop, random)) if (await liveOnce(task, sim, kill)) killed += 1
    await liveOnce(task, sim, null)
    return {
      ...loop,
      killed,
      ...compareWithPlatform(dataDir, sim),
      requests: sim.records.requests().length,
      unknowns: unknownsOf(dataDir),
      seconds: Math.round((Date.now() - startedAt) / 1000),
    }
  } finally {
    await sim.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** When a life ends: once the platform has that many orders, and then a moment later. */
interface Kill {
  readonly atOrders: number
  readonly afterMs: number
}

/** One kill of ten falls right after a start, while the ledger is read and the platform asked; the others anywhere in the submission. */
function killPlan({ kills, orders }: KillLoop, random: () => number): Kill[] {
  const plan = Array.from({ length: kills }, (_, index) =>
    index % 10 === 0 ? { share: index / kills, afterMs: random() * 400 } : { share: (index + random()) / kills, afterMs: random() * 60 },
  )
  // The last orders are few requests: a kill that waited for them would come too late.
  return plan.map(({ share, afterMs }) => ({ atOrders: Math.floor(share * orders * 0.97), afterMs }))
}

/** One life of the sending process; killed as planned, or ended when nothing is open any more. Answers whether it was killed. */
function liveOnce(task: ChildTask, sim: Simulator, kill: Kill | null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [childFile, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] })
    if (kill === null) child.stdin.end()
    let complaint = ''
    let killed = false
    let watch: NodeJS.Timeout | undefined
    child.stdout.once('data', () => {
      if (kill === null) return
      watch = setInterval(() => {
        if (ordersAt(sim) < kill.atOrders) return
        clearInterval(watch)
        setTimeout(() => {
          killed = child.exitCode === null && child.kill('SIGKILL')
        }, kill.afterMs)
      }, 2)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    child.on('close', code => {
      clearInterval(watch)
      if (code !== 0 && !killed) reject(new Error(`the sending process ended with ${code}: ${complaint}`))
      else resolve(killed)
    })
  })
}

const ordersAt = (sim: Simulator): number => sim.records.tasks().reduce((sum, task) => sum + task.orders, 0)

/** mulberry32: the same seed kills at the same places. */
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
  const defaults = {
    orders: '100000',
    kills: '50',
    seed: '1',
    resets: '0.05',
    dropped: '0.05',
    http500: '0.02',
    latency: '2-60',
    inFlight: '8',
  }
  const options = Object.fromEntries(Object.entries(defaults).map(([name, text]) => [name, { type: 'string' as const, default: text }]))
  const { values } = parseArgs({ options })
  const number = (name: keyof typeof defaults) => Number(values[name])
  const [min = 0, max = min] = String(values['latency']).split('-').map(Number)
  const report = await runKillLoop({
    orders: number('orders'),
    kills: number('kills'),
    seed: number('seed'),
    resets: number('resets'),
    dropped: number('dropped'),
    http500: number('http500'),
    latencyMs: { min, max },
    inFlight: number('inFlight'),
  })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  const { lost, doubled, unknowns } = report
  if (lost + doubled + unknowns.guessed + unknowns.byHand + unknowns.left > 0 || report.atPlatform !== report.accepted) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
