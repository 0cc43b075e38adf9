import { afterEach } from 'vitest'
import type { Simulator, SimulatorOptions } from '../../src-simulator/simulator.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'
import type { Receiver } from './platform-client.ts'
import { openReceiver } from './platform-client.ts'

const open: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** A simulator that is closed after the test. */
export async function simulate(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ speed: 2000, ...options })
  open.push(simulator)
  return simulator
}

/** A receiver of webhooks that is closed after the test. */
export async function receive(): Promise<Receiver> {
  const receiver = await openReceiver()
  open.push(receiver)
  return receiver
}
