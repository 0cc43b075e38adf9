import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createNxlinkApi } from '../../src-core/api/nxlink.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { startSimulator } from '../../src-simulator/simulator.ts'

interface Message {
  what: string
  headers: Record<string, unknown>
  body: string
}

/** Passes everything on to `target` and writes down both directions, byte for byte. */
async function recordingProxy(target: string): Promise<{ url: string; requests: Message[]; answers: Message[] }> {
  const requests: Message[] = []
  const answers: Message[] = []
  const gather = (stream: NodeJS.ReadableStream, done: (body: Buffer) => void) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => done(Buffer.concat(chunks)))
  }
  const server = createServer((incoming, response) =>
    gather(incoming, body => {
      requests.push({ what: `request ${incoming.url}`, headers: incoming.headers, body: body.toString('base64') })
      const out = request(
        `${target}${incoming.url}`,
        { method: incoming.method, headers: { ...incoming.headers, host: new URL(target).host } },
        back =>
          gather(back, answer => {
            answers.push({ what: `answer ${incoming.url}`, headers: back.headers, body: answer.toString('base64') })
            response.writeHead(back.statusCode ?? 502, back.headers).end(answer)
          }),
      )
      out.end(body)
    }),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answers }
}

test("Python's hashlib accepts every signature of a recorded exchange, and none after one bit of a body changed", async () => {
  const simulator = await startSimulator()
  const transport = createTransport()
  const folder = mkdtempSync(join(tmpdir(), 'callboard-exchange-'))
  onTestFinished(async () => {
    await transport.close()
    await simulator.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const proxy = await recordingProxy(simulator.url)
  const deadlines = { readDeadlineMs: 120_000, submitDeadlineMs: 120_000 }
  for (const algorithm of ['MD5', 'SHA256'] as const) {
    const callbot = createCallbotApi({ baseUrl: proxy.url, ...simulator.credentials.callbot, algorithm }, transport, systemClock, deadlines)
    for (const data of ['plain', '牛信 "quoted" \\ / \u2028', '😀&createTs=1', '']) await callbot.ping({ data })
    await callbot.listTask({ productID: 'callbot', page: 1, size: 10, queryConditions: { taskName: ['ünï'] } })
    const nxlink = createNxlinkApi({ baseUrl: proxy.url, ...simulator.credentials.nxlink, algorithm }, transport, systemClock, deadlines)
    await nxlink.cdrPage({ startTime: 1, endTime: 2, page: 1, size: 1, name: '牛' })
  }
  const isNxlink = ({ what }: Message) => what.includes('/saas/')
  const callbotMessages = [...proxy.requests, ...proxy.answers].filter(message => !isNxlink(message))
  expect(callbotMessages).toHaveLength(20)
  const check = (messages: Message[]) => {
    const file = join(folder, 'exchange.json')
    writeFileSync(
      file,
      JSON.stringify({
        callbot: { secretKey: simulator.credentials.callbot.secretKey, messages },
        nxlink: { accessSecret: simulator.credentials.nxlink.accessSecret, messages: proxy.requests.filter(isNxlink) },
      }),
    )
    const { status, stdout, error } = spawnSync('python3', [join(import.meta.dirname, '../api/verify_recorded_exchange.py'), file], {
      encoding: 'utf8',
    })
    if (error) throw error
    return { status, last: stdout.trim().split('\n').at(-1) }
  }
  expect(check(callbotMessages)).toEqual({ status: 0, last: '22 checked, 0 wrong' })
  const flipped = callbotMessages.map(message => {
    const bytes = Buffer.from(message.body, 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    return { ...message, body: bytes.toString('base64') }
  })
  expect(check(flipped)).toEqual({ status: 1, last: '22 checked, 20 wrong' })
})
