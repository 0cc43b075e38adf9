import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer, STATUS_CODES } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, CallbotApi } from './callbot-api.ts'
import { CALLBOT_PREFIX } from './callbot-api.ts'
import type { Clock } from './clock.ts'
import type { FaultDice, RequestFate } from './faults.ts'
import type { NxlinkApi } from './nxlink-api.ts'
import { checkNxlinkCaller, NXLINK_PREFIX } from './nxlink-api.ts'
import type { SimulatorOptions } from './options.ts'
import type { RequestRecord, Ring } from './records.ts'
import { Refusal, RetCode } from './refusal.ts'
import type { AnswerScript } from './scripted-answers.ts'
import { chance, hexId } from './seeded.ts'

export interface DoorParts {
  options: SimulatorOptions
  clock: Clock
  dice: FaultDice
  script: AnswerScript
  log: Ring<RequestRecord>
  callbot: CallbotApi
  nxlink: NxlinkApi
  /** A recording by call id, or undefined when there is none. */
  recording(callID: string): Buffer | undefined
}

const RECORDING = /^\/recordings\/([0-9a-f-]{36})\.wav$/

/** The HTTP side: reads requests, injects faults before and after the work, and sends answers. */
export function createDoor(parts: DoorParts): Server {
  const { options, clock, dice, script, log, callbot, nxlink } = parts
  let count = 0
  let second = 0
  let inSecond = 0

  const isTooFast = (): boolean => {
    if (options.rateLimitPerSecond === 0) return false
    const now = Math.floor(clock.wallMs() / 1000)
    if (now !== second) inSecond = 0
    second = now
    return ++inSecond > options.rateLimitPerSecond
  }

  const answerNxlink = (
    endpoint: string,
    request: IncomingMessage,
    body: Buffer,
    refusal: Refusal | undefined,
    fate: RequestFate,
    number: number,
  ): Answer => {
    const reqId = hexId(`${options.seed}|response|${number}`)
    const make = (code: number, msg: string, data: unknown): Answer => ({
      code,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ reqId, code, msg, data })),
    })
    try {
      if (refusal !== undefined) throw refusal
      checkNxlinkCaller(request.headers, body, options, clock)
      const data = nxlink.answer(endpoint, body.toString('utf8'))
      if (fate.answerCode !== null) throw new Refusal(fate.answerCode.code, 'Injected fault after the work')
      return make(0, 'success', data)
    } catch (error) {
      if (error instanceof Refusal) return make(error.code, error.message, {})
      return make(99, `System error: ${error instanceof Error ? error.message : String(error)}`, {})
    }
  }

  const serveRecording = (path: string, response: ServerResponse): void => {
    const wav = parts.recording(RECORDING.exec(path)?.[1] ?? '')
    if (wav === undefined) {
      sendPlain(response, 404, 'There is no such recording.')
      return
    }
    response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': wav.length })
    response.end(wav)
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname
    if (request.method === 'GET' && RECORDING.test(path)) return serveRecording(path, response)
    const prefix = [CALLBOT_PREFIX, NXLINK_PREFIX].find(each => path.startsWith(each))
    const endpoint = prefix === undefined ? '' : path.slice(prefix.length)
    const isCallbot = prefix === CALLBOT_PREFIX && callbot.knows(endpoint)
    if (!isCallbot && !(prefix === NXLINK_PREFIX && nxlink.knows(endpoint)))
      return sendPlain(response, 404, 'The simulator has no such path.')
    if (request.method !== 'POST') return sendPlain(response, 405, 'Every endpoint is POST.')

    const number = ++count
    const rolled = dice.request(path, number)
    const requestID = String(request.headers.requestid ?? '')
    const note = (retCode: number | null, bytes: number): void => log.add({ at: clock.wallMs(), path, requestID, retCode, bytes })
    if (rolled.hits('resetBeforeWork')) {
      note(null, 0)
      request.socket.resetAndDestroy()
      return
    }
    const body = await readBody(request, options.maxBodyMB * 1024 * 1024)
    if (body === undefined) {
      note(null, 0)
      return sendPlain(response, 413, 'The request body is too large.')
    }
    const scripted = script.take(path, body)
    const status = scripted?.status ?? (rolled.hits('http500') ? 500 : rolled.hits('http429') ? 429 : null)
    if (status !== null || rolled.hits('redirect')) {
      note(null, body.length)
      if (status !== null) return sendPlain(response, status, STATUS_CODES[status] ?? 'Error')
      response.writeHead(302, { location: 'http://127.0.0.1:9/elsewhere', 'content-length': 0 })
      response.end()
      return
    }
    const fate =
      scripted?.code === undefined ? rolled : { ...rolled, answerCode: { code: scripted.code, afterWork: scripted.afterWork === true } }
    const refusal = refusalBefore(fate, isCallbot)
    const latencyMs = latencyOf(number)
    if (fate.hits('lateWork')) {
      request.socket.destroy()
      await pause(fate.lateWorkMs)
    } else {
      await pause(latencyMs * options.latencyBeforeWork)
    }
    const answer = isCallbot
      ? await callbot.answer({ endpoint, headers: request.headers, body, count: number, fate, refusal })
      : answerNxlink(endpoint, request, body, refusal, fate, number)
    note(answer.code, body.length)
    await pause(latencyMs * (1 - options.latencyBeforeWork) + fate.slowMs)
    send(request, response, answer, fate)
  }

  const refusalBefore = (fate: RequestFate, isCallbot: boolean): Refusal | undefined => {
    if (isTooFast()) return isCallbot ? new Refusal(RetCode.busy, 'System busy') : new Refusal(88, 'Request failed')
    if (fate.answerCode !== null && !fate.answerCode.afterWork) return new Refusal(fate.answerCode.code, 'Injected fault')
    return undefined
  }

  const latencyOf = (number: number): number => {
    const { min, max } = options.latencyMs
    return min + chance(`${options.seed}|latency|${number}`) * (max - min)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  server.keepAliveTimeout = 30_000
  return server
}

const pause = async (ms: number): Promise<void> => {
  if (ms > 0) await sleep(ms, undefined, { ref: false })
}

function send(request: IncomingMessage, response: ServerResponse, answer: Answer, fate: RequestFate): void {
  if (fate.hits('lateWork') || fate.hits('neverAnswer')) return
  if (fate.hits('dropAnswerAfterWork')) {
    request.socket.destroy()
    return
  }
  if (fate.hits('htmlBody')) {
    const page = '<!doctype html><html><head><title>Please sign in</title></head><body><h1>Gateway</h1></body></html>'
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length })
    response.end(page)
    return
  }
  if (fate.hugeBody > 0) {
    sendHuge(response, answer.headers, fate.hugeBody)
    return
  }
  response.writeHead(200, { ...answer.headers, 'content-length': answer.body.length })
  if (!fate.hits('truncateBody')) {
    response.end(answer.body)
    return
  }
  response.write(answer.body.subarray(0, answer.body.length >> 1), () => request.socket.destroy())
}

/** A stream of JSON that never ends in anything useful, written only as fast as it is read. */
function sendHuge(response: ServerResponse, headers: Record<string, string>, bytes: number): void {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  let left = bytes
  response.writeHead(200, headers)
  response.write('{"retCode":0,"retMsg":"')
  const more = (): void => {
    while (left > 0) {
      const part = chunk.subarray(0, Math.min(left, chunk.length))
      left -= part.length
      if (response.destroyed) return
      if (!response.write(part)) {
        response.once('drain', more)
        return
      }
    }
    response.end('"}')
  }
  more()
}

function sendPlain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}

/** The exact bytes of the body, or undefined when there are too many. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size <= limit) chunks.push(chunk as Buffer)
  }
  return size <= limit ? Buffer.concat(chunks) : undefined
}
