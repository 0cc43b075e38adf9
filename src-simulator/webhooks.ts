import { Agent, request } from 'node:http'
import type { Clock } from './clock.ts'
import type { FaultDice } from './faults.ts'
import type { Call, Order, Task } from './model.ts'
import { cdrOf } from './nxlink-records.ts'
import type { SimulatorOptions } from './options.ts'
import { createFifo } from './queues.ts'
import type { Ring, WebhookRecord } from './records.ts'
import { hexId } from './seeded.ts'
import { signCallbot, signNxlink } from './sign.ts'
import type { Json, Wire } from './wire.ts'

/** Five seconds, in steps: a computer that stands still gives nobody the time to answer. */
const TIMEOUT_STEPS = 10
const TIMEOUT_STEP_MS = 500

/** Sends webhooks: signed, to loopback addresses only, once, and without waiting for what becomes of them. */
export interface Webhooks {
  task(task: Task): void
  order(order: Order): void
  call(call: Call): void
  cdr(call: Call): void
  /** Nothing waits to be sent and nothing is under way. */
  isIdle(): boolean
  close(): void
}

interface Parcel {
  url: string
  kind: string
  key: string
  body: () => Json
  nxlink: boolean
}

/** The address to connect to, or the reason why nothing is sent there. */
export function loopbackTarget(url: string): URL | string {
  if (!URL.canParse(url)) return 'refused, not an address'
  const target = new URL(url)
  const host = target.hostname.toLowerCase()
  const isLoopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
  if (!isLoopback) return 'refused, not loopback'
  return target.protocol === 'http:' ? target : 'refused, not http'
}

export function createWebhooks(options: SimulatorOptions, clock: Clock, wire: Wire, dice: FaultDice, log: Ring<WebhookRecord>): Webhooks {
  const agent = new Agent({ keepAlive: true, maxSockets: options.webhookConcurrency })
  const waiting = createFifo<Parcel>()
  const timers = new Set<NodeJS.Timeout>()
  let underWay = 0
  let count = 0
  let closed = false

  const note = (parcel: Parcel, status: number | string): void =>
    log.add({ at: clock.wallMs(), url: parcel.url, kind: parcel.kind, status })

  const add = (url: string, path: string, kind: string, key: string, body: () => Json, nxlink = false): void => {
    if (!options.webhooks || url === '' || closed) return
    const whole = options.appendWebhookPath && !nxlink ? url.replace(/\/+$/, '') + path : url
    const parcel = { url: whole, kind, key, body, nxlink }
    const fate = dice.webhook(key)
    if (fate.hits('dropWebhook')) {
      note(parcel, 'dropped')
      return
    }
    if (fate.delayMs === 0) {
      enqueue(parcel)
      return
    }
    const timer = setTimeout(() => {
      timers.delete(timer)
      enqueue(parcel)
    }, fate.delayMs)
    timers.add(timer)
  }

  const enqueue = (parcel: Parcel): void => {
    waiting.push(parcel)
    pump()
  }

  const pump = (): void => {
    while (!closed && underWay < options.webhookConcurrency) {
      const parcel = waiting.take()
      if (parcel === undefined) return
      deliver(parcel)
    }
  }

  const deliver = (parcel: Parcel): void => {
    const target = loopbackTarget(parcel.url)
    if (typeof target === 'string') {
      note(parcel, target)
      return
    }
    const fate = dice.webhook(parcel.key)
    const body = Buffer.from(JSON.stringify(parcel.body()))
    const forged = fate.hits('badWebhookSignature')
    const headers = parcel.nxlink ? nxlinkHeaders(body, forged) : callbotHeaders(parcel.key, body, forged)
    const copies = fate.hits('duplicateWebhook') ? 2 : 1
    for (let copy = 0; copy < copies; copy++) post(parcel, target, headers, body)
  }

  const callbotHeaders = (key: string, body: Buffer, forged: boolean): Record<string, string> => {
    const requestID = hexId(`${options.seed}|webhook|${key}|${count++}`)
    const createTs = String(Math.floor(clock.wallMs() / 1000))
    const secretKey = forged ? 'not-the-secret' : options.secretKey
    const sign = signCallbot(options.algorithm, { secretKey, body, createTs, requestID, uuid: options.uuid })
    return { requestID, uuid: options.uuid, createTs, sign }
  }

  /** nxlink-cc.md section 6: a token, or signed with action `callback`. */
  const nxlinkHeaders = (body: Buffer, forged: boolean): Record<string, string> => {
    if (options.nxlinkWebhookToken !== '') return { token: forged ? 'not-the-token' : options.nxlinkWebhookToken }
    const ts = String(clock.wallMs())
    const { accessKey } = options
    const accessSecret = forged ? 'not-the-secret' : options.accessSecret
    const sign = signNxlink('MD5', { accessKey, accessSecret, ts, bizType: '8', action: 'callback', body })
    return { accessKey, ts, bizType: '8', action: 'callback', sign }
  }

  const post = (parcel: Parcel, target: URL, headers: Record<string, string>, body: Buffer): void => {
    underWay++
    let done = false
    const end = (status: number | string): void => {
      if (done) return
      done = true
      clearTimeout(deadline)
      timers.delete(deadline)
      underWay--
      note(parcel, status)
      pump()
    }
    const outgoing = request(
      {
        agent,
        // A name is not looked up: "localhost" in a hosts file could point anywhere.
        host: target.hostname === '[::1]' ? '::1' : target.hostname === 'localhost' ? '127.0.0.1' : target.hostname,
        port: target.port === '' ? 80 : target.port,
        path: target.pathname + target.search,
        method: 'POST',
        headers: { ...headers, host: target.host, 'content-type': 'application/json', 'content-length': body.length },
      },
      answer => {
        answer.resume()
        answer.once('end', () => end(answer.statusCode ?? 0))
        answer.once('close', () => end('connection lost'))
      },
    )
    let stepsLeft = TIMEOUT_STEPS
    const deadline = setInterval(() => {
      stepsLeft--
      if (stepsLeft > 0) return
      end('timeout')
      outgoing.destroy()
    }, TIMEOUT_STEP_MS)
    timers.add(deadline)
    outgoing.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    outgoing.end(body)
  }

  const type = (table: number | string, sample: number | string): number | string => (options.callbackTypes === 'enum' ? table : sample)

  return {
    task: task => {
      const { userTaskID, taskID, sceneID, status } = task
      const taskStat = wire.taskStat(task)
      const body = { callbackType: 1, userTaskID, taskID, sceneID, taskStatus: status, createTs: wire.seconds(task.createdAt), taskStat }
      add(task.taskCallbackUrl, '/api/v3/taskCallback', 'task', `task|${taskID}|${status}|${task.counters.totalCall}`, () => body)
    },
    order: order => {
      const last = order.calls.at(-1)
      const url = order.urls.order === '' ? order.task.orderCallbackUrl : order.urls.order
      add(url, '/api/v3/orderCallback', 'order', `order|${order.fateKey}`, () => ({
        callbackType: type('2', '1'),
        ...wire.order(order, last),
      }))
    },
    call: call => {
      const { order } = call
      // finish is what it was when the call ended; the rest of an ended call never changes.
      const { finish } = order
      add(order.urls.call, '/api/v3/callCallback', 'call', `call|${call.callID}`, () => ({
        callbackType: type(3, 1),
        ...wire.order(order, call),
        finish,
      }))
    },
    cdr: call => add(options.nxlinkWebhookUrl, '', 'cdr', `cdr|${call.callID}`, () => cdrOf(call, clock), true),
    isIdle: () => underWay === 0 && waiting.size() === 0 && timers.size === 0,
    close: () => {
      closed = true
      waiting.clear()
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
      agent.destroy()
    },
  }
}
