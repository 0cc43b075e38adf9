import { Agent, buildConnector, request } from 'undici'
import { AppError } from '../app-error.ts'
import { ConnectFailure, nameFailure } from './transport-failure.ts'

export interface TransportRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Sent as it is: the very bytes that were signed. */
  readonly body: Uint8Array
  /** Whole exchange, in milliseconds. */
  readonly deadlineMs: number
  readonly requestId: string
  readonly signal?: AbortSignal
}

/** What came back, whatever it says. Header names are in lower case. */
export interface TransportAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly roundTripMs: number
}

export interface Transport {
  /**
   * One POST, once. Throws `AppError` with the requestId: `unreachable` and `tls` only while connecting, so nothing
   * had left; `redirect`, `answer_too_large`, `answer_truncated`, `timeout`, `cancelled` afterwards.
   */
  send(request: TransportRequest): Promise<TransportAnswer>
  close(): Promise<void>
}

export interface TransportOptions {
  /** Most bytes of one answer. */
  readonly maxAnswerBytes?: number
  /** PEM of a further authority, for tests; verification itself cannot be switched off. */
  readonly ca?: string
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024
/** As many as an account may have requests under way (64), and a few for reading beside them. */
const CONNECTIONS_PER_ORIGIN = 72

/** The one way out to the platform: connections pooled per origin, no redirect followed, nothing repeated. */
export function createTransport({ maxAnswerBytes = MAX_ANSWER_BYTES, ca }: TransportOptions = {}): Transport {
  const connector = buildConnector({ timeout: 10_000, ...(ca ? { ca } : {}) })
  const agent = new Agent({
    connections: CONNECTIONS_PER_ORIGIN,
    pipelining: 1,
    // The deadline of the whole exchange rules; these two would only add a second opinion.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) =>
      connector(options, (error, socket) => {
        if (error) callback(new ConnectFailure(error), null)
        else if (socket) callback(null, socket)
      }),
  })

  return {
    async send({ url, headers, body, deadlineMs, requestId, signal }) {
      if (signal?.aborted) throw new AppError('cancelled', { sent: 0 }, { requestId })
      // One controller of our own: signals made by AbortSignal.any may be collected before they fire in Node 20.
      const stopper = new AbortController()
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        stopper.abort()
      }, deadlineMs)
      const cancel = () => stopper.abort()
      signal?.addEventListener('abort', cancel, { once: true })
      const started = performance.now()
      let received = 0
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
          signal: stopper.signal,
        })
        const plain = plainHeaders(answer.headers)
        const stop = (error: AppError) => {
          answer.body.on('error', () => {})
          answer.body.destroy()
          return error
        }
        if (answer.statusCode >= 300 && answer.statusCode < 400) {
          throw stop(new AppError('redirect', { status: answer.statusCode, location: hostOf(plain.location, url) }, { requestId }))
        }
        const announced = Number(plain['content-length'] ?? 0)
        const chunks: Buffer[] = []
        if (announced > maxAnswerBytes)
          throw stop(new AppError('answer_too_large', { limitBytes: maxAnswerBytes, bytes: announced }, { requestId }))
        for await (const chunk of answer.body as AsyncIterable<Buffer>) {
          received += chunk.length
          if (received > maxAnswerBytes)
            throw stop(new AppError('answer_too_large', { limitBytes: maxAnswerBytes, bytes: received }, { requestId }))
          chunks.push(chunk)
        }
        return {
          status: answer.statusCode,
          headers: plain,
          body: Buffer.concat(chunks),
          roundTripMs: Math.round(performance.now() - started),
        }
      } catch (error) {
        if (error instanceof AppError) throw error
        if (signal?.aborted) throw new AppError('cancelled', {}, { requestId })
        if (isLate) throw new AppError('timeout', { seconds: Math.round(deadlineMs / 1000), host: new URL(url).host }, { requestId })
        throw nameFailure(error, { host: new URL(url).host, received, requestId })
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', cancel)
      }
    },
    close: () => agent.destroy(),
  }
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function hostOf(location: string | undefined, base: string): string {
  return location !== undefined && URL.canParse(location, base) ? new URL(location, base).host : ''
}
