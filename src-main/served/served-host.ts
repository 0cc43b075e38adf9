import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Log } from '../../src-core/log.ts'
import type { CoreLink } from '../core-link.ts'
import { readPageFile } from '../page-files.ts'
import { pageHeaders } from '../page-headers.ts'
import { type Access, createAccess } from './access.ts'
import { answerText } from './answer.ts'
import { answerCall } from './call-route.ts'
import { streamEvents } from './event-route.ts'
import { removeOldUploads, sendExport, takeUpload } from './file-routes.ts'

export interface ServedHostOptions {
  readonly core: CoreLink
  readonly log: Log
  readonly rendererDir: string
  readonly dataDir: string
  /** The port to try first; the next free one is taken. 0 takes any. */
  readonly port: number
}

export interface ServedHost {
  /** The address to print, with the token that works once. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const PORTS_TO_TRY = 50
const NO_SESSION =
  'This console belongs to the browser that opened the address printed at its start. Start Callboard again for a new address.'

/** Serves the console to a browser on this machine, and to nobody else. */
export async function startServedHost(options: ServedHostOptions): Promise<ServedHost> {
  const uploadDir = join(options.dataDir, 'uploads')
  await removeOldUploads(uploadDir, Date.now())
  let access: Access | null = null
  const server = createServer({ requestTimeout: 0, headersTimeout: 10_000 }, (request, response) => {
    if (!access) return void response.destroy()
    answer(request, response, access, options, uploadDir).catch(error => {
      options.log.write('error', 'a request could not be answered', { error })
      if (response.headersSent) response.destroy()
      else answerText(response, 500, 'Something went wrong. See the log.')
    })
  })
  const port = await listenOnFreePort(server, options.port)
  access = createAccess(port)
  return {
    url: access.firstUrl,
    port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  access: Access,
  { core, rendererDir }: ServedHostOptions,
  uploadDir: string,
): Promise<void> {
  if (!access.isAddressed(request)) return answerText(response, 403, 'Refused.', { connection: 'close' })
  const path = request.url ?? '/'
  const token = path.startsWith('/?token=') ? path.slice('/?token='.length) : null
  if (request.method === 'GET' && token !== null) return openSession(request, response, access, token)
  if (!access.hasSession(request)) return answerText(response, 401, NO_SESSION, { connection: 'close' })

  if (request.method === 'POST' && path === '/call') return answerCall(request, response, core)
  if (request.method === 'POST' && path === '/upload') return takeUpload(request, response, core, uploadDir)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answerText(response, 405, 'Not possible.', { allow: 'GET, HEAD', connection: 'close' })
  if (path === '/events') return streamEvents(request, response, core)
  const exportId = /^\/download\/([\w-]{1,64})$/.exec(path)?.[1]
  if (exportId) return sendExport(response, core, exportId)

  // Browsers ask for it whatever the page says.
  if (path === '/favicon.ico') return void response.writeHead(204, pageHeaders(null)).end()
  const file = await readPageFile(rendererDir, path)
  if (!file) return answerText(response, 404, 'There is no such page.')
  response.writeHead(200, { ...file.headers, 'content-length': file.body.length }).end(request.method === 'HEAD' ? undefined : file.body)
}

function openSession(request: IncomingMessage, response: ServerResponse, access: Access, token: string): void {
  const cookie = access.exchange(token)
  if (!cookie && !access.hasSession(request)) return answerText(response, 401, NO_SESSION, { connection: 'close' })
  // `Refresh` instead of a redirect: after a click in another site's page a redirect would not carry the strict cookie.
  answerText(response, 200, 'Callboard opens.', { refresh: '0; url=/', ...(cookie ? { 'set-cookie': cookie } : {}) })
}

async function listenOnFreePort(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + PORTS_TO_TRY; port += 1) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      const refuse = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error))
      server.once('error', refuse)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', refuse)
        resolve(false)
      })
    })
    if (!taken) return (server.address() as AddressInfo).port
  }
  throw new Error(`no free port from ${first} to ${first + PORTS_TO_TRY - 1}`)
}
