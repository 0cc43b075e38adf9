import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CoreLink } from '../core-link.ts'
import { pageHeaders } from '../page-headers.ts'

const HEARTBEAT_MS = 20_000
const MAX_WAITING_BYTES = 1_000_000

/** `GET /events`: the events as they happen (Server-Sent Events), until the page goes. */
export function streamEvents(request: IncomingMessage, response: ServerResponse, core: CoreLink): void {
  response.writeHead(200, { ...pageHeaders(null), 'content-type': 'text/event-stream; charset=utf-8' })
  response.write('retry: 1000\n\n')
  const send = (text: string) => {
    // A page that does not read (a suspended tab) is let go; it connects again and asks anew.
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy()
    else response.write(text)
  }
  const stop = core.onEvent(event => send(`data: ${JSON.stringify(event)}\n\n`))
  const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS)
  request.once('close', () => {
    clearInterval(heartbeat)
    stop()
  })
}
