import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TurnedAway } from '../../src-contract/model/webhook.ts'
import { newId } from '../ids.ts'
import { createBodyRoom } from './body-room.ts'
import { jsonProblem } from './check-json.ts'
import { createConnectionRoom, MAX_CONNECTIONS } from './connection-room.ts'
import { decodeBody } from './decode-body.ts'
import type { Incoming, Judgement } from './delivery.ts'
import type { ToStore } from './delivery-store.ts'
import { addressOf, headProblem, type Refusal } from './request-head.ts'
import type { TunnelDoor } from './tunnel-door.ts'

export interface ReceiverDeps {
  /** The account behind the unguessable part of a path. */
  accountOf(token: string): string | undefined
  /** At once, or when the secret is there. */
  judge(delivery: Incoming): Judgement | Promise<Judgement>
  /** False for bad ones when too many came: answered and not kept. */
  mayKeep(delivery: Incoming, judgement: Judgement): boolean
  /** Puts deliveries on disk and returns the first id; an error here means none of them is answered with a yes. */
  store(deliveries: readonly ToStore[]): number
  /** First half of every responseID; the second is the id. */
  nonce: string
  /** Called after the answers of one commit, with how long each took. */
  answered(firstId: number, answerMs: readonly number[]): void
  /** A request that did not become a delivery. */
  turnedAway(reason: TurnedAway): void
  /** Probes of our own tunnel are answered there and stored nowhere. */
  tunnel?: Pick<TunnelDoor, 'arrived' | 'probeAt'>
  now(): number
}

export interface Receiver {
  /** Takes the first free port from the preferred one on and returns it. */
  listen(preferredPort: number): Promise<number>
  connections(): number
  /** Stores and answers now what was taken and waits for others to share its commit. */
  commit(): void
  close(): Promise<void>
}

/** Headers and body of a request together; checked every half second, so nobody holds a connection longer than 10 s. */
const REQUEST_MS = 9_000
const CHECK_MS = 500
const MAX_HEADER_BYTES = 8 * 1024
/** Whatever comes beyond our own limit while connections that make room are still closing. */
const SPARE_CONNECTIONS = 64
const PORTS_TO_TRY = 20
/** How long a commit may wait for connections that were just made, and for how many deliveries at most. */
const GATHER_MS = 5
const GATHER_MOST = 256
/** Whole bodies in memory: so many bytes are committed at once, and no more wait for a secret. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024

interface Waiting {
  readonly delivery: ToStore
  readonly response: ServerResponse
  readonly since: number
}

/**
 * Receives webhooks on this computer's loopback address: limits first, then the signature on the raw bytes, then the bytes on disk,
 * then the answer. Everything that arrives within one turn of the event loop shares one commit; connections are accepted one a turn,
 * so a commit waits a moment for the requests of those that were just made.
 */
export function createReceiver(deps: ReceiverDeps): Receiver {
  let waiting: Waiting[] = []
  let waitingBytes = 0
  let unjudgedBytes = 0
  const bodies = createBodyRoom()
  const connections = createConnectionRoom(() => deps.turnedAway('tooSlow'))
  let gatheringSince = 0
  let connectedAt = 0

  const flush = () => {
    const now = performance.now()
    const moreToCome = connections.unfinished() > 0 && now - connectedAt < GATHER_MS && now - gatheringSince < GATHER_MS
    if (moreToCome && waiting.length < GATHER_MOST) return void setImmediate(flush)
    commit()
  }
  const commit = () => {
    const batch = waiting
    waiting = []
    waitingBytes = 0
    if (batch.length === 0) return
    let firstId: number
    try {
      firstId = deps.store(batch.map(entry => entry.delivery))
    } catch {
      // Not stored is not received: the sender must keep it. The reason is on the status of the listener.
      for (const { response } of batch) answer(response, 503, 5, 'not stored', newId())
      return
    }
    const done = performance.now()
    batch.forEach(({ delivery: { httpStatus, retCode, retMsg }, response }, place) => {
      answer(response, httpStatus, retCode, retMsg, responseIdOf(deps.nonce, firstId + place))
    })
    deps.answered(
      firstId,
      batch.map(({ since }) => done - since),
    )
  }
  const take = (incoming: Incoming, judgement: Judgement, response: ServerResponse, since: number) => {
    if (!deps.mayKeep(incoming, judgement)) return answer(response, judgement.httpStatus, judgement.retCode, judgement.retMsg, newId())
    if (waiting.length === 0) {
      gatheringSince = performance.now()
      setImmediate(flush)
    }
    waiting.push({ delivery: { ...incoming, ...judgement }, response, since })
    waitingBytes += incoming.body.length
    if (waitingBytes > MOST_WAITING_BYTES) commit()
  }
  const received = (incoming: Incoming, request: IncomingMessage, response: ServerResponse, since: number) => {
    const problem = bodyProblem(incoming)
    if (problem) return refuse(request, response, problem.status, problem.reason)
    // The table of seen signatures may be unreadable just now: what cannot be judged was not received.
    const failed = () => answer(response, 503, 5, 'not stored', newId())
    try {
      const judgement = deps.judge(incoming)
      if (!(judgement instanceof Promise)) return take(incoming, judgement, response, since)
      const bytes = incoming.body.length
      if (unjudgedBytes + bytes > MOST_WAITING_BYTES) return failed()
      unjudgedBytes += bytes
      judgement
        .finally(() => {
          unjudgedBytes -= bytes
        })
        .then(judged => take(incoming, judged, response, since), failed)
    } catch {
      failed()
    }
  }
  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, reason: TurnedAway) => {
    if (response.headersSent) return
    deps.turnedAway(reason)
    // Says no without reading the rest, and lets go of the connection.
    request.on('data', () => {})
    response.setHeader('connection', 'close')
    response.once('finish', () => request.socket.destroySoon())
    answer(response, status, 3, reason, newId())
  }
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const since = performance.now()
    if (!connections.began(request.socket, response)) return deps.turnedAway('notHttp')
    deps.tunnel?.arrived(request.headers.host)
    const probe = deps.tunnel?.probeAt(request.url ?? '') ?? null
    const address = addressOf(request.url ?? '', deps.accountOf)
    const problem = headProblem(request, probe ?? address)
    if (problem || (!address && !probe)) return refuse(request, response, problem?.status ?? 404, problem?.reason ?? 'path')
    if (request.headers.expect) response.writeContinue()
    const whole = (body: Buffer) => {
      connections.complete(request.socket)
      if (address) return received({ receivedAt: deps.now(), ...address, headers: plainHeaders(request), body }, request, response, since)
      const proof = probe?.(body)
      if (proof) response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(proof) }).end(proof)
      else refuse(request, response, 401, 'probe')
    }
    bodies.collect(request, whole, ({ status, reason }) => refuse(request, response, status, reason))
    request.on('error', () => response.destroy())
  }

  const server = createServer(
    {
      headersTimeout: REQUEST_MS,
      requestTimeout: REQUEST_MS,
      connectionsCheckingInterval: CHECK_MS,
      keepAliveTimeout: 15_000,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    handle,
  )
  server.maxConnections = MAX_CONNECTIONS + SPARE_CONNECTIONS
  server.on('connection', socket => {
    connectedAt = performance.now()
    connections.made(socket)
  })
  // Who asks whether to send a body is answered by the head alone.
  server.on('checkContinue', handle)
  server.on('checkExpectation', (request, response) => refuse(request, response, 417, 'notHttp'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const slow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    deps.turnedAway(slow ? 'tooSlow' : 'notHttp')
    const status = slow
      ? '408 Request Timeout'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request'
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
    else socket.destroy()
  })
  return {
    async listen(preferredPort) {
      for (let port = preferredPort; preferredPort !== 0 && port < Math.min(preferredPort + PORTS_TO_TRY, 65_536); port += 1) {
        if (await bind(server, port)) return port
      }
      if (!(await bind(server, 0))) throw new Error('no free port')
      return (server.address() as AddressInfo).port
    },
    connections: connections.open,
    commit,
    async close() {
      const closed = new Promise(resolve => server.close(resolve))
      if (waiting.length > 0) commit()
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), 500)
      await closed
      clearTimeout(late)
    },
  }
}

/** 32 hex digits that lead back to a delivery of this inbox. */
export const responseIdOf = (nonce: string, id: number): string => nonce + id.toString(16).padStart(16, '0')

/** The body of an answer, as the platform asks for it (callbot-v3.md 4). */
export const answerBody = (retCode: number, retMsg: string, responseID: string): string => JSON.stringify({ retCode, retMsg, responseID })

function bodyProblem(incoming: Incoming): Refusal | null {
  let decoded: Uint8Array | null
  try {
    decoded = decodeBody(incoming.headers, incoming.body)
  } catch {
    return { status: 400, reason: 'brokenCompression' }
  }
  if (!decoded) return { status: 413, reason: 'tooLarge' }
  const reason = jsonProblem(decoded)
  return reason && { status: 400, reason }
}

/** True when the port was free. */
function bind(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    const listening = () => {
      server.off('error', failed)
      resolve(true)
    }
    server.once('error', failed)
    server.once('listening', listening)
    server.listen(port, '127.0.0.1')
  })
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  const plain: Record<string, string> = {}
  for (const name in request.headers) {
    const value = request.headers[name]
    plain[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  return plain
}

function answer(response: ServerResponse, status: number, retCode: number, retMsg: string, responseID: string): void {
  const body = answerBody(retCode, retMsg, responseID)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}
