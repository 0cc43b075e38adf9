import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createCallbotApi } from './callbot-api.ts'
import { callbotListEndpoints } from './callbot-lists.ts'
import { callbotTaskEndpoints } from './callbot-tasks.ts'
import { createClock } from './clock.ts'
import { createFate } from './fate.ts'
import type { Faults } from './faults.ts'
import { createFaultDice } from './faults.ts'
import { createDoor } from './http-door.ts'
import type { LoadTask } from './load-task.ts'
import { loadTask } from './load-task.ts'
import { CallStatus } from './model.ts'
import { createNetwork } from './network.ts'
import { createNxlinkApi } from './nxlink-api.ts'
import type { SimulatorOptions } from './options.ts'
import { completeOptions } from './options.ts'
import { createRecords } from './platform-records.ts'
import type { RequestRecord, SimulatorRecords, WebhookRecord } from './records.ts'
import { createRing } from './records.ts'
import type { ScriptedAnswer } from './scripted-answers.ts'
import { createAnswerScript } from './scripted-answers.ts'
import { createStore } from './store.ts'
import { addOrders, forgetOrders } from './tamper.ts'
import { recordingWav } from './wav.ts'
import { createWebhooks } from './webhooks.ts'
import { createWire } from './wire.ts'

export type { Faults } from './faults.ts'
export type { LoadTask } from './load-task.ts'
export type { SimulatorOptions } from './options.ts'
export { OptionError } from './options.ts'
export type { OrderRecord, RequestRecord, SimulatorRecords, TaskRecord, WebhookRecord } from './records.ts'
export type { ScriptedAnswer } from './scripted-answers.ts'

const LOG_SIZE = 10_000
const SETTLE_LOOK_MS = 5

/** The platform's double, running. */
export interface Simulator {
  readonly url: string
  readonly port: number
  readonly credentials: { callbot: { uuid: string; secretKey: string }; nxlink: { accessKey: string; accessSecret: string } }
  /** The platform's own truth, for tests. */
  readonly records: SimulatorRecords
  /** Changes the faults that are named and leaves the others as they are. */
  setFaults(faults: Partial<Faults>): void
  /** Answers this instead of what the next fitting requests would get: once, `times` times, or only to requests with given orders. */
  answerNext(answer: ScriptedAnswer): void
  /** The platform no longer has these orders, dialled or not; answers how many there were. */
  forgetOrders(orderIDs: readonly string[]): number
  /** Somebody else adds orders to a task. A known orderID is then there, and listed, twice; another one with a known phone rings it twice. */
  addOrders(userTaskID: string, rows: readonly { orderID: string; userPhone: string }[]): void
  /** Puts N made-up orders into a new task at once, for benches; answers the platform's taskID. */
  loadTask(load: LoadTask): string
  /** Someone presses start in the platform's own console; by taskID or userTaskID (NXLink has no API for it). */
  startTask(id: string): boolean
  /** Waits until no call, redial, scheduled start or webhook is left; false when that took too long. */
  settled(timeoutMs?: number): Promise<boolean>
  close(): Promise<void>
}

/**
 * Starts the simulator on 127.0.0.1: Callbot v3 (callbot-v3.md) and the NXLink call-center endpoints
 * createandcall, cdr/page and cdr/queryByOrderId (nxlink-cc.md 5.1 to 5.3).
 */
export async function startSimulator(given: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const options = completeOptions(given)
  const clock = createClock({ speed: options.speed, offsetSeconds: options.clockOffsetSeconds, stamps: options.stamps })
  const store = createStore(options.seed, () => clock.wallMs())
  const dice = createFaultDice(options)
  const requests = createRing<RequestRecord>(LOG_SIZE)
  const script = createAnswerScript()
  const webhookLog = createRing<WebhookRecord>(LOG_SIZE)
  let url = ''
  const wire = createWire(clock, options, call => `${url}/recordings/${call.callID}.wav`)
  const webhooks = createWebhooks(options, clock, wire, dice, webhookLog)
  const fate = createFate(options.seed)
  const network = createNetwork(options, clock, store, fate, {
    taskChanged: task => {
      if (task.kind === 'callbot') webhooks.task(task)
    },
    orderDone: order => {
      if (order.task.kind === 'callbot') webhooks.order(order)
    },
    callEnded: call => (call.order.task.kind === 'callbot' ? webhooks.call(call) : webhooks.cdr(call)),
  })
  const endpoints = new Map([
    ...callbotTaskEndpoints(options, clock, store, network, dice),
    ...callbotListEndpoints(options, clock, store, wire),
  ])
  const server = createDoor({
    options,
    clock,
    dice,
    script,
    log: requests,
    callbot: createCallbotApi(options, clock, endpoints),
    nxlink: createNxlinkApi(options, clock, store, network, dice),
    recording: callID => {
      const call = store.call(callID)
      return call?.ended === true && call.finalStatus === CallStatus.answered ? recordingWav(callID, call.talkSeconds) : undefined
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  url = `http://${options.host}:${port}`
  const isSettled = (): boolean => network.isIdle() && webhooks.isIdle()

  return {
    url,
    port,
    credentials: {
      callbot: { uuid: options.uuid, secretKey: options.secretKey },
      nxlink: { accessKey: options.accessKey, accessSecret: options.accessSecret },
    },
    records: createRecords(store, wire, requests, webhookLog),
    setFaults: faults => dice.set(faults),
    answerNext: answer => script.add(answer),
    forgetOrders: orderIDs => forgetOrders(orderIDs, store),
    addOrders: (userTaskID, rows) => addOrders(userTaskID, rows, store, network),
    loadTask: load => loadTask(load, clock, store, network, fate).taskID,
    startTask: id => {
      const task = store.task(id) ?? store.taskByPlatformID(id)
      if (task === undefined || task.status !== 1) return false
      network.start(task)
      return true
    },
    settled: async (timeoutMs = 30_000) => {
      // Looks are counted: a computer that stands still for a while settles nothing meanwhile.
      for (let looks = 0; !isSettled() && looks < timeoutMs / SETTLE_LOOK_MS; looks++) await sleep(SETTLE_LOOK_MS)
      return isSettled()
    },
    close: async () => {
      network.close()
      webhooks.close()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
