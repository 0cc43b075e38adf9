import { parentPort } from 'node:worker_threads'
import { AppError } from '../src-core/app-error.ts'
import type { RunningSimulator } from '../src-core/ports.ts'
import { createPeer } from '../src-core/threads/peer.ts'
import { type Simulator, startSimulator } from '../src-simulator/simulator.ts'

/** The simulator keeps its address where it can: accounts made by an earlier run then find it again. */
const PREFERRED_PORT = 17_070
const PORTS_TO_TRY = 20
/** A call of three minutes takes nine seconds, so that a newcomer sees a whole task within a minute. */
const SPEED = 20

function runSimulatorThread(): void {
  if (!parentPort) throw new Error('the simulator thread needs a parent')
  let running: Promise<Simulator> | null = null
  createPeer(parentPort, {
    async start(): Promise<RunningSimulator> {
      running ??= startOnFreePort()
      const { url, credentials } = await running
      return { url, ...credentials.callbot, ...credentials.nxlink }
    },
    async close() {
      await (await running)?.close()
    },
  })
}

async function startOnFreePort(): Promise<Simulator> {
  for (let port = PREFERRED_PORT; port < PREFERRED_PORT + PORTS_TO_TRY; port += 1) {
    try {
      return await startSimulator({ port, speed: SPEED })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw asRefusal(error)
    }
  }
  return startSimulator({ port: 0, speed: SPEED }).catch(error => Promise.reject(asRefusal(error)))
}

const asRefusal = (error: unknown) => new AppError('simulator_failed', { reason: error instanceof Error ? error.message : String(error) })

runSimulatorThread()
