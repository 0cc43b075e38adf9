import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Simulator } from '../../src-simulator/simulator.ts'

/** A client of the tests' own: it shares no code with the simulator, so that each checks the other. */

export type Json = Record<string, unknown>

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  raw: Buffer
  json: Json
}

const hex = (algorithm: 'md5' | 'sha256', ...parts: (string | Buffer)[]): string => {
  const hash = createHash(algorithm)
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

export function callbotSign(
  algorithm: 'md5' | 'sha256',
  secretKey: string,
  body: string | Buffer,
  headers: Record<string, unknown>,
): string {
  const tail = `&createTs=${headers.createts}&requestID=${headers.requestid}&uuid=${headers.uuid}`
  return hex(algorithm, `${secretKey}&body=`, body, tail).toUpperCase()
}

export function nxlinkSign(secret: string, body: string, headers: Record<string, unknown>): string {
  const head = `accessKey=${headers.accesskey}&action=${headers.action}&bizType=${headers.biztype}&ts=${headers.ts}`
  return hex('md5', `${head + (body === '' ? '' : `&body=${body}`)}&accessSecret=${secret}`)
}

export function post(url: string, headers: Record<string, string>, body: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const raw = Buffer.concat(chunks)
        const text = raw.toString('utf8')
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text,
          raw,
          json: text.startsWith('{') && text.endsWith('}') ? (JSON.parse(text) as Json) : {},
        })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

let serial = 0

export interface CallChanges {
  headers?: Record<string, string>
  without?: string[]
  algorithm?: 'MD5' | 'SHA256'
  /** What is signed, when it is not what is sent. */
  signed?: string
  sent?: Buffer
  createTs?: number
  secretKey?: string
}

/** One signed Callbot request. */
export function callbot(simulator: Simulator, endpoint: string, body: unknown, changes: CallChanges = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const { uuid, secretKey } = simulator.credentials.callbot
  const base: Record<string, string> = {
    requestid: `test-request-${++serial}`,
    uuid,
    createts: String(changes.createTs ?? Math.floor(Date.now() / 1000)),
    ...(changes.algorithm === undefined ? {} : { algorithm: changes.algorithm }),
    ...changes.headers,
  }
  const sign = callbotSign(changes.algorithm === 'SHA256' ? 'sha256' : 'md5', changes.secretKey ?? secretKey, changes.signed ?? text, base)
  const headers: Record<string, string> = { sign, ...base }
  for (const name of changes.without ?? []) delete headers[name]
  return post(`${simulator.url}/callcentre/api/v3/${endpoint}`, headers, changes.sent ?? text)
}

/** One signed NXLink request. */
export function nxlink(
  simulator: Simulator,
  endpoint: string,
  body: unknown,
  changes: { headers?: Record<string, string>; without?: string[] } = {},
): Promise<Answer> {
  const text = JSON.stringify(body)
  const { accessKey, accessSecret } = simulator.credentials.nxlink
  const base: Record<string, string> = { accesskey: accessKey, ts: String(Date.now()), biztype: '8', action: 'cc', ...changes.headers }
  const headers: Record<string, string> = { sign: nxlinkSign(accessSecret, text, base), ...base }
  for (const name of changes.without ?? []) delete headers[name]
  return post(`${simulator.url}/saas/cc/openapi/${endpoint}`, headers, text)
}

export interface Delivery {
  path: string
  headers: IncomingHttpHeaders
  text: string
  json: Json
}

export interface Receiver {
  url: string
  deliveries: Delivery[]
  of(path: string): Delivery[]
  close(): Promise<void>
}

/** A receiver of webhooks that keeps everything it hears. */
export async function openReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      deliveries.push({ path: incoming.url ?? '', headers: incoming.headers, text, json: JSON.parse(text) as Json })
      answer.end('{"retCode":0,"retMsg":"ok","responseID":"r"}')
    })
  })
  // Not closed under a webhook that comes after a standstill: it is sent once and would be lost.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliveries,
    of: path => deliveries.filter(each => each.path === path),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export interface Row {
  orderID: string
  userPhone: string
}

/** N rows with good numbers. */
export function rows(prefix: string, count: number, firstPhone = 85_261_000_000): Row[] {
  return Array.from({ length: count }, (_, index) => ({ orderID: `${prefix}-${index}`, userPhone: String(firstPhone + index) }))
}

export function callInfoList(list: Row[], receiver = ''): Json {
  return {
    orderCallbackUrl: receiver === '' ? '' : `${receiver}/order`,
    callCallbackUrl: receiver === '' ? '' : `${receiver}/call`,
    callList: list.map(row => ({
      ...row,
      other: `other of ${row.orderID}`,
      userName: '牛小信',
      customerName: '',
      params: [{ name: 'amount', value: '12' }],
    })),
  }
}

export interface TaskChanges {
  setting?: Json
  flags?: Json
  receiver?: string
}

/** A whole createAndCall body (callbot-v3.md 3.4). */
export function taskBody(userTaskID: string, list: Row[], changes: TaskChanges = {}): Json {
  const receiver = changes.receiver ?? ''
  return {
    productID: 'callbot',
    userTaskID,
    sceneID: 'scene-1',
    taskCreateSetting: {
      strategyName: 'Default Strategy',
      startupType: 3,
      startupAt: 0,
      zoneSecond: 28800,
      dialAtWeekDay: '1,2,3,4,5,6,7',
      dialAtUpHour: '9,10',
      dialAtDownHour: '9,10',
      maxCall: 20,
      taskName: `Task ${userTaskID}`,
      taskCallbackUrl: receiver === '' ? '' : `${receiver}/task`,
      maxRingTime: 30,
      routeID: '',
      ...changes.setting,
    },
    funcFlag: {
      taskKeep: false,
      roundRedial: false,
      wholeTTS: true,
      smsEnable: false,
      smsFuncFlag: [],
      phoneEncrypt: false,
      ...changes.flags,
    },
    callInfoList: callInfoList(list, receiver),
  }
}
