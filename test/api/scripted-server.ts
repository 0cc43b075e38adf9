import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** A server that answers as the test says and remembers what it was sent; it ends with the test. */
export async function startScripted(
  answer: (request: Asked, response: ServerResponse) => void,
  make: (handler: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const server = make((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) }
      asked.push(one)
      answer(one, response)
    })
  })
  // Not closed under a client that comes back to it after a standstill.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
