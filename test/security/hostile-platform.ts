import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { signCallbot } from '../../src-simulator/sign.ts'
import { hostileText } from './hostile-texts.ts'

/** Without these the console could not find its own orders and tasks again, or the text would not be one. */
const kept = new Set([
  'userTaskID',
  'orderID',
  'callID',
  'taskID',
  'userPhone',
  'phone',
  'createTs',
  'responseID',
  'requestID',
  'sceneID',
  'productID',
  'dialAtWeekDay',
  'dialAtUpHour',
  'dialAtDownHour',
])

/** Stands before the simulator and puts a hostile text into every string of its answers, signed as the platform would. */
export async function startHostilePlatform(target: string, { uuid, secretKey }: { uuid: string; secretKey: string }) {
  let count = 0
  const bend = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map(part => bend(part, key))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, bend(part, name)]))
    if (typeof value !== 'string' || kept.has(key)) return value
    count += 1
    return hostileText(count)
  }
  const gather = (stream: NodeJS.ReadableStream, done: (body: Buffer) => void) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => done(Buffer.concat(chunks)))
  }
  const server = createServer((incoming, response) =>
    gather(incoming, body => {
      const out = request(
        `${target}${incoming.url}`,
        { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host, 'accept-encoding': 'identity' } },
        back =>
          gather(back, answer => {
            // The echo of a ping is compared, so that connecting would fail before anything is shown.
            const text = /ping$/i.test(incoming.url ?? '') ? answer : Buffer.from(JSON.stringify(bend(JSON.parse(answer.toString('utf8')))))
            const { createts: createTs, ...headers } = back.headers
            const algorithm = String(headers.sign ?? '').length === 64 ? 'SHA256' : 'MD5'
            const sign = signCallbot(algorithm, {
              secretKey,
              uuid,
              body: text,
              createTs: String(createTs),
              requestID: String(incoming.headers.requestid),
            })
            response.writeHead(back.statusCode ?? 502, { ...headers, createts: createTs, sign, 'content-length': text.length }).end(text)
          }),
      )
      out.on('error', () => response.destroy())
      out.end(body)
    }),
  )
  // A connection kept for 5 s, as is usual, may be closed under a request after this machine stood still.
  server.keepAliveTimeout = 120_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, texts: () => count }
}
