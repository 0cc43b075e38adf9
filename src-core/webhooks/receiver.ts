import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TurnedAway } from '../../src-contract/model/webhook.ts'
import { newId } from '../ids.ts'
import { jsonProblem } from './check-json.ts'
import { decodeBody, MAX_BODY_BYTES } from './decode-body.ts'
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
  close(): Promise<void>
}

/** Headers and body of a request together; checked every half second, so nobody holds a connection longer than 10 s. */
const REQUEST_MS = 9_000
const CHECK_MS = 500
const MAX_HEADER_BYTES = 8 * 1024
const MAX_CONNECTIONS = 1_024
/** Connections that have not sent a whole request: above so many, those older than two seconds make room. */
const MAX_UNFINISHED = 256
const UNFINISHED_MS = 2_000
const PORTS_TO_TRY = 20
/** How long a commit may wait for connections that were just made, and for how many deliveries at most. */
const GATHER_MS = 5
const GATHER_MOST = 256

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
  /** Connections whose first request is not here yet, oldest first, by the moment they were made. */
  const fresh = new Map<Socket, number>()
  let gatheringSince = 0
  let connectedAt = 0

  const flush = () => {
    const now = performance.now()
    const moreToCome = fresh.size > 0 && now - connectedAt < GATHER_MS && now - gatheringSince < GATHER_MS
    if (moreToCome && waiting.length < GATHER_MOST) return void setImmediate(flush)
    commit()
  }
  const commit = () => {
    const batch = waiting
    waiting = []
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
  }
  const received = (incoming: Incoming, request: IncomingMessage, response: ServerResponse, since: number) => {
    const problem = bodyProblem(incoming)
    if (problem) return refuse(request, response, problem.status, problem.reason)
    // The table of seen signatures may be unreadable just now: what cannot be judged was not received.
    const failed = () => answer(response, 503, 5, 'not stored', newId())
    try {
      const judgement = deps.judge(incoming)
      if (judgement instanceof Promise) judgement.then(judged => take(incoming, judged, response, since), failed)
      else take(incoming, judgement, response, since)
    } catch {
      failed()
    }
  }
  const refuse = (request: IncomingMessage, response: ServerResponse, status: number, reason: TurnedAway) => {
    if (response.headersSent) return
    deps.turnedAway(reason)
    // Says no without reading the rest, and lets go of the connection.
    request.removeAllListeners('data')
    request.resume()
    response.setHeader('connection', 'close')
    response.once('finish', () => request.socket.destroySoon())
    answer(response, status, 3, reason, newId())
  }
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const since = performance.now()
    deps.tunnel?.arrived(request.headers.host)
    const probe = deps.tunnel?.probeAt(request.url ?? '') ?? null
    const address = addressOf(request.url ?? '', deps.accountOf)
    const problem = headProblem(request, probe ?? address)
    if (problem || (!address && !probe)) return refuse(request, response, problem?.status ?? 404, problem?.reason ?? 'path')
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_BODY_BYTES) return refuse(request, response, 413, 'tooLarge')
      chunks.push(chunk)
    })
    request.on('end', () => {
      fresh.delete(request.socket)
      if (response.headersSent) return
      const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
      if (address) return received({ receivedAt: deps.now(), ...address, headers: plainHeaders(request), body }, request, response, since)
      const proof = probe?.(body)
      if (proof) response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(proof) }).end(proof)
      else refuse(request, response, 401, 'probe')
    })
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
  server.maxConnections = MAX_CONNECTIONS
  let open = 0
  server.on('connection', socket => {
    open += 1
    connectedAt = performance.now()
    fresh.set(socket, connectedAt)
    socket.once('close', () => {
      open -= 1
      fresh.delete(socket)
    })
    if (fresh.size <= MAX_UNFINISHED) return
    const [oldest] = fresh
    if (oldest && connectedAt - oldest[1] > UNFINISHED_MS) {
      deps.turnedAway('tooSlow')
      oldest[0].destroy()
    }
  })
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
    connections: () => open,
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
