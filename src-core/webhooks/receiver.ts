import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { parseLossless } from '../api/lossless-json.ts'
import { newId } from '../ids.ts'
import { type DeliveryKind, deliveryKinds, type StoredDelivery } from './delivery.ts'

export type Received = Omit<StoredDelivery, 'id' | 'verdict'>

export interface ReceiverDeps {
  /** The account behind the unguessable part of a path. */
  accountOf(token: string): string | undefined
  /** Puts deliveries on disk; an error here means none of them is answered with a yes. */
  store(deliveries: readonly Received[]): void
  now(): number
}

export interface Receiver {
  /** Takes the first free port from the preferred one on and returns it. */
  listen(preferredPort: number): Promise<number>
  close(): Promise<void>
}

const MAX_BODY_BYTES = 256 * 1024
const REQUEST_MS = 10_000
const MAX_CONNECTIONS = 512
const PORTS_TO_TRY = 20
/** How long a commit may wait for connections that were just made, and for how many deliveries at most. */
const GATHER_MS = 5
const GATHER_MOST = 256

/**
 * Receives webhooks on this computer's loopback address: limits first, then the bytes on disk, then the answer.
 * Everything that arrives within one turn of the event loop shares one commit; connections are accepted one a turn,
 * so a commit waits a moment for the requests of those that were just made.
 */
export function createReceiver({ accountOf, store, now }: ReceiverDeps): Receiver {
  let waiting: { delivery: Received; response: ServerResponse }[] = []

  /** Connections whose first request is not here yet. */
  const fresh = new Set<Socket>()
  let since = 0

  const flush = () => {
    if (fresh.size > 0 && waiting.length < GATHER_MOST && performance.now() - since < GATHER_MS) return void setImmediate(flush)
    commit()
  }
  const commit = () => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      store(batch.map(entry => entry.delivery))
      for (const { response } of batch) answer(response, 200, 0, 'success')
    } catch {
      // Not stored is not received: the sender must keep it. The reason is on the status of the listener.
      for (const { response } of batch) answer(response, 503, 5, 'not stored')
    }
  }
  const take = (delivery: Received, response: ServerResponse) => {
    if (waiting.length === 0) {
      since = performance.now()
      setImmediate(flush)
    }
    waiting.push({ delivery, response })
  }
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    const address = addressOf(request.url ?? '', accountOf)
    if (!address) return refuse(request, response, 404, 'not found')
    if (request.method !== 'POST') return refuse(request, response, 405, 'POST only')
    if (!['', 'identity'].includes(request.headers['content-encoding'] ?? '')) return refuse(request, response, 415, 'no content encoding')
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return refuse(request, response, 413, 'too large')
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > MAX_BODY_BYTES) return refuse(request, response, 413, 'too large')
      chunks.push(chunk)
    })
    request.on('end', () => {
      fresh.delete(request.socket)
      if (response.headersSent) return
      const body = Buffer.concat(chunks)
      if (!isJsonObject(body)) return refuse(request, response, 400, 'not a JSON object')
      take({ receivedAt: now(), ...address, headers: plainHeaders(request), body }, response)
    })
    request.on('error', () => response.destroy())
  }

  const server = createServer(
    { headersTimeout: REQUEST_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 1_000, keepAliveTimeout: 15_000 },
    handle,
  )
  server.maxConnections = MAX_CONNECTIONS
  server.on('connection', socket => {
    fresh.add(socket)
    socket.once('close', () => fresh.delete(socket))
  })
  return {
    async listen(preferredPort) {
      for (let port = preferredPort; preferredPort !== 0 && port < Math.min(preferredPort + PORTS_TO_TRY, 65_536); port += 1) {
        if (await bind(server, port)) return port
      }
      if (!(await bind(server, 0))) throw new Error('no free port')
      return (server.address() as AddressInfo).port
    },
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

/** `/cb/<token>/<kind>`; the platform may append a path of its own to the address it was given (callbot-v3.md 4). */
function addressOf(url: string, accountOf: ReceiverDeps['accountOf']): { accountId: string; kind: DeliveryKind } | null {
  const [, prefix, token = '', name] = (url.split('?')[0] ?? '').split('/')
  const kind = deliveryKinds.find(known => known === name)
  const accountId = prefix === 'cb' && kind ? accountOf(token) : undefined
  return kind && accountId !== undefined ? { accountId, kind } : null
}

function isJsonObject(body: Buffer): boolean {
  try {
    const value = parseLossless(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function answer(response: ServerResponse, status: number, retCode: number, retMsg: string): void {
  const body = JSON.stringify({ retCode, retMsg, responseID: newId() })
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

/** Says no without reading the rest, and lets go of the connection. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, words: string): void {
  if (response.headersSent) return
  request.removeAllListeners('data')
  request.resume()
  response.setHeader('connection', 'close')
  response.once('finish', () => request.socket.destroySoon())
  answer(response, status, 3, words)
}
