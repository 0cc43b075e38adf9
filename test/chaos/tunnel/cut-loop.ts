import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Input, MethodName, Output } from '../../../src-contract/methods.ts'
import { createCore } from '../../../src-core/core.ts'
import { defaultTimings } from '../../../src-core/ports.ts'
import { startSimulator } from '../../../src-simulator/simulator.ts'
import { until } from '../../core/open-test-core.ts'
import { testPorts } from '../../core/test-ports.ts'
import { cachedOrders, missingOrders } from '../../tunnels/cached-orders.ts'
import { freePort, startSshd } from '../../tunnels/sshd.ts'
import { isLive, launchTask, openTunnel, sshSettings, untilTunnel } from '../../tunnels/tunnel-console.ts'

export interface CutLoop {
  readonly cuts: number
  readonly seed: number
}

export interface CutReport {
  readonly cuts: number
  /** Of these the server itself was gone for a while; of the others only its sessions were ended. */
  readonly outages: number
  /** From the moment the network was there again to the first probe that came back, milliseconds. */
  readonly backMs: { readonly median: number; readonly p95: number; readonly max: number }
  readonly orders: number
  readonly webhooks: number
  /** Webhooks that reached nobody. */
  readonly lost: number
  readonly gaps: number
  readonly notRepaired: number
  readonly ordersPulled: number
  /** Orders that are over at the platform and otherwise here, after the last repair. */
  readonly missing: number
  readonly seconds: number
}

const ORDERS_A_TASK = 400
const SPEED = 60

/**
 * Cuts the tunnel again and again while a simulated platform sends its webhooks through it: half of the cuts end the sessions, half end
 * the server for up to 1.5 s. Pauses and deadlines of the tunnel are those that ship. The poller looks once an hour, so that only webhooks and the repair of gaps can bring what is told. The
 * oracle is the simulator's own record.
 */
export async function runCutLoop({ cuts, seed }: CutLoop): Promise<CutReport> {
  const startedAt = Date.now()
  const random = seeded(seed)
  const pause = (least: number, most: number) => new Promise(resolve => setTimeout(resolve, least + random() * (most - least)))
  const dataDir = mkdtempSync(join(tmpdir(), 'callboard-cuts-'))
  const sim = await startSimulator({ seed: `cuts-${seed}`, speed: SPEED })
  const sshd = await startSshd()
  const startSim = () => Promise.resolve({ url: sim.url, ...sim.credentials.callbot, ...sim.credentials.nxlink })
  const core = await createCore(testPorts(dataDir, { startSimulator: startSim, timings: { ...defaultTimings, pollMs: 3_600_000 } }))
  const ask = async <M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> => {
    const answer = await core.dispatch(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
    return answer.value as Output<M>
  }
  try {
    await ask('simulator.start', {})
    const accountId = (await ask('accounts.list', {}))[0]?.id ?? ''
    await openTunnel(ask, sshd, sshSettings(sshd, await freePort()))
    let tasks = 0
    const launch = () => {
      tasks += 1
      const of = { folder: join(dataDir, 'lists'), accountId, orders: ORDERS_A_TASK, name: `Wave ${tasks}` }
      return launchTask({ ask, give: file => core.giveFile(file) }, of)
    }
    const backMs: number[] = []
    let outages = 0
    for (let cut = 0; cut < cuts; cut += 1) {
      if (sim.records.orders().every(order => order.finish)) await launch()
      await pause(200, 900)
      const before = await untilTunnel(ask, isLive)
      const since = before.state.state === 'live' ? before.state.since : 0
      if (random() < 0.5) {
        outages += 1
        await sshd.kill()
        await pause(100, 1_500)
        await sshd.start()
      } else sshd.cutSessions()
      const thereAt = Date.now()
      const after = await untilTunnel(ask, view => view.state.state === 'live' && view.state.since > since)
      backMs.push(after.state.state === 'live' ? Math.max(0, after.state.since - thereAt) : Number.NaN)
    }
    if (!(await sim.settled(120_000))) throw new Error('the simulator does not come to an end')
    const view = await untilTunnel(ask, ({ gaps }) => gaps.every(gap => gap.state === 'repaired'))
    // What was sent after the last cut is applied when the inbox is.
    await until(async () => ((await ask('webhooks.status', {})).waiting === 0 ? true : null))
    const webhooks = sim.records.webhooks()
    backMs.sort((a, b) => a - b)
    const at = (share: number) => backMs[Math.min(backMs.length - 1, Math.ceil(share * backMs.length) - 1)] ?? Number.NaN
    return {
      cuts,
      outages,
      backMs: { median: at(0.5), p95: at(0.95), max: at(1) },
      orders: cachedOrders(dataDir).size,
      webhooks: webhooks.length,
      lost: webhooks.filter(each => each.status !== 200).length,
      gaps: view.gaps[0]?.id ?? 0,
      notRepaired: view.gaps.filter(gap => gap.state !== 'repaired').length,
      ordersPulled: view.gaps.reduce((sum, gap) => sum + gap.ordersPulled, 0),
      missing: missingOrders(sim, dataDir).length,
      seconds: Math.round((Date.now() - startedAt) / 1000),
    }
  } finally {
    await core.close()
    await sim.close()
    await sshd.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { cuts: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } } })
  const report = await runCutLoop({ cuts: Number(values.cuts), seed: Number(values.seed) })
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.missing === 0 && report.notRepaired === 0 ? 0 : 1
}
