import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A server that is not ours and would answer everything; what reaches it has left the console. */
export async function startElsewhere() {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`)
    response
      .writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' })
      .end('globalThis.__ran = (globalThis.__ran ?? 0) + 1')
  })
  server.on('upgrade', (request, socket) => {
    visits.push(`UPGRADE ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits }
}
