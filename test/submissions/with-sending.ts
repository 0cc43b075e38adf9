import { onTestFinished } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src-simulator/simulator.ts'
import { openSendingRig, type RigOptions, type SendingRig } from './sending-rig.ts'

/** A simulator and a sending side for one test; both end with it. */
export async function withSending(
  rig: Omit<RigOptions, 'url' | 'callbot' | 'nxlink'>,
  simulator: Partial<SimulatorOptions> = {},
): Promise<{ sim: Simulator; rig: SendingRig }> {
  const sim = await startSimulator({ webhooks: false, ...simulator })
  const opened = openSendingRig({ url: sim.url, callbot: sim.credentials.callbot, nxlink: sim.credentials.nxlink, ...rig })
  onTestFinished(async () => {
    await opened.close()
    await sim.close()
  })
  return { sim, rig: opened }
}

/** What the platform itself says: how many orders it has, and how many of them it would dial twice. */
export function platformTruth(sim: Simulator): { orders: number; doubled: number } {
  const orders = sim.records.orders()
  return { orders: orders.length, doubled: orders.filter(order => order.timesCreated !== 1).length }
}
