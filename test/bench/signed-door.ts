import { createHash } from 'node:crypto'
import { createServer } from 'node:http'

/** The account every bench calls with. */
export const BENCH_ACCOUNT = { uuid: 'bench', secretKey: 'bench-secret' }

const sign = (body: string, createTs: string, requestID: string) =>
  createHash('md5')
    .update(`${BENCH_ACCOUNT.secretKey}&body=${body}&createTs=${createTs}&requestID=${requestID}&uuid=${BENCH_ACCOUNT.uuid}`)
    .digest('hex')
    .toUpperCase()

/**
 * A Callbot server of one answer, signed in both directions (callbot-v3.md 2): `answer` gets the body it was asked with and says the
 * body to answer. Listens on a free port, which it tells once; `delayMs` after a request was read its answer leaves.
 */
export function openSignedDoor(answer: (asked: string) => string, onPort: (port: number) => void, delayMs = 0): void {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        const asked = Buffer.concat(parts).toString()
        const { requestid = '', createts = '', sign: signed } = request.headers as Record<string, string>
        if (sign(asked, createts, requestid) !== signed) return void response.writeHead(401).end()
        const body = answer(asked)
        const tell = () => {
          const now = String(Math.floor(Date.now() / 1000))
          response.writeHead(200, {
            'content-type': 'application/json',
            requestID: requestid,
            uuid: BENCH_ACCOUNT.uuid,
            createTs: now,
            algorithm: 'MD5',
            sign: sign(body, now, requestid),
          })
          response.end(body)
        }
        if (delayMs === 0) tell()
        else setTimeout(tell, delayMs)
      })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address === 'object') onPort(address.port)
  })
}
