import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { ToStore } from '../../src-core/webhooks/delivery-store.ts'
import { createReceiver } from '../../src-core/webhooks/receiver.ts'

const taken = { verdict: 'verified', marks: 0, httpStatus: 200, retCode: 0, retMsg: 'success', repeatKey: null } as const

async function listening(store: (list: readonly ToStore[]) => void = () => {}) {
  const stored: ToStore[] = []
  const commits: number[] = []
  const turnedAway: string[] = []
  const receiver = createReceiver({
    judge: () => taken,
    mayKeep: () => true,
    nonce: '0123456789abcdef',
    answered: () => {},
    turnedAway: reason => void turnedAway.push(reason),
    accountOf: token => (token === 'good-token' ? 'account-1' : undefined),
    now: () => 1_700_000_000_000,
    store(list) {
      store(list)
      commits.push(list.length)
      stored.push(...list)
      return stored.length - list.length + 1
    },
  })
  const port = await receiver.listen(0)
  onTestFinished(() => receiver.close())
  return {
    receiver,
    port,
    stored,
    commits,
    turnedAway,
    post: (path: string, body: string | Buffer, more: { method?: string; headers?: Record<string, string> } = {}) =>
      send(port, path, body, more),
  }
}

function send(
  port: number,
  path: string,
  body: string | Buffer,
  { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> },
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const out = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        headers: { 'content-length': String(Buffer.byteLength(body)), ...headers },
      },
      response => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }))
        response.on('error', reject)
      },
    )
    out.on('error', reject)
    out.end(body)
  })
}

test('a delivery is stored as it came and answered in the documented form', async () => {
  const { post, stored } = await listening()
  const body = Buffer.from('{ "orderID":9007199254740993, "other":"牛信" }\n')
  const answer = await post('/cb/good-token/order', body, { headers: { requestID: 'r-1', sign: 'ABC' } })
  expect([answer.status, JSON.parse(answer.body)]).toEqual([
    200,
    // It leads back to the first delivery of this inbox.
    { retCode: 0, retMsg: 'success', responseID: '0123456789abcdef0000000000000001' },
  ])
  expect(stored).toMatchObject([
    { accountId: 'account-1', kind: 'order', receivedAt: 1_700_000_000_000, headers: { requestid: 'r-1', sign: 'ABC' } },
  ])
  expect(Buffer.from(stored[0]?.body ?? []).equals(body)).toBe(true)
})

test('the platform may append a path of its own or a query', async () => {
  const { post, stored } = await listening()
  for (const path of ['/cb/good-token/task/api/v3/taskCallback', '/cb/good-token/call?x=1', '/cb/good-token/nxlink'])
    expect((await post(path, '{}')).status).toBe(200)
  expect(stored.map(one => one.kind)).toEqual(['task', 'call', 'nxlink'])
})

test('what could not be stored is never answered with a yes', async () => {
  const { post } = await listening(() => {
    throw new Error('disk full')
  })
  expect((await post('/cb/good-token/order', '{}')).status).toBe(503)
})

test('requests that arrive together share a commit, and each is answered', async () => {
  // However long a turn of the event loop takes, to the receiver they come within one moment.
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { port, commits, stored } = await listening()
  const sockets = await Promise.all(
    Array.from(
      { length: 50 },
      () =>
        new Promise<Socket>(resolve => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket))
        }),
    ),
  )
  const answers = sockets.map(socket => new Promise<string>(resolve => socket.once('data', chunk => resolve(chunk.toString()))))
  sockets.forEach((socket, i) => {
    const body = `{"orderID":"o${i}"}`
    socket.write(`POST /cb/good-token/order HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  })
  expect((await Promise.all(answers)).every(answer => answer.startsWith('HTTP/1.1 200 '))).toBe(true)
  for (const socket of sockets) socket.destroy()
  expect(stored).toHaveLength(50)
  expect(commits.length).toBeLessThan(25)
})

test.each([
  ['an unknown token', '/cb/other-token/order', '{}', {}, 404],
  ['an unknown kind', '/cb/good-token/else', '{}', {}, 404],
  ['no path at all', '/', '{}', {}, 404],
  ['GET', '/cb/good-token/order', '', { method: 'GET' }, 405],
  ['PUT', '/cb/good-token/order', '{}', { method: 'PUT' }, 405],
  ['256 KB and one byte', '/cb/good-token/order', `{"a":"${'x'.repeat(256 * 1024 + 1 - 8)}"}`, {}, 413],
  ['broken gzip', '/cb/good-token/order', Buffer.from([0x1f, 0x8b, 8, 0]), { headers: { 'content-encoding': 'gzip' } }, 400],
  ['an encoding we do not read', '/cb/good-token/order', '{}', { headers: { 'content-encoding': 'br' } }, 415],
  [
    'gzip that becomes 100 MB',
    '/cb/good-token/order',
    gzipSync(Buffer.alloc(100_000_000, 32)),
    { headers: { 'content-encoding': 'gzip' } },
    413,
  ],
  ['a form', '/cb/good-token/order', '{}', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
  ['a web page', '/cb/good-token/order', '{}', { headers: { origin: 'https://attacker.example' } }, 403],
  ['9 KB of headers', '/cb/good-token/order', '{}', { headers: { 'x-long': 'x'.repeat(9_000) } }, 431],
  ['33 levels', '/cb/good-token/order', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`, {}, 400],
  ['40,000 keys', '/cb/good-token/order', `{${Array.from({ length: 40_000 }, () => '"":1').join(',')}}`, {}, 400],
  ['no JSON', '/cb/good-token/order', 'a=1&b=2', {}, 400],
  ['an array', '/cb/good-token/order', '[]', {}, 400],
  ['nothing', '/cb/good-token/order', '', {}, 400],
  ['20,000 levels', '/cb/good-token/order', `{"a":${'['.repeat(20_000)}`, {}, 400],
  ['garbage bytes', '/cb/good-token/order', Buffer.from([0, 255, 254, 1, 2, 3]), {}, 400],
])('%s is refused with its status and nothing is stored', async (_, path, body, more, status) => {
  const { post, stored } = await listening()
  expect((await post(path, body, more)).status).toBe(status)
  expect(stored).toEqual([])
  expect((await post('/cb/good-token/order', '{}')).status).toBe(200)
})

test.each([
  ['no content type', undefined],
  ['JSON with a charset', 'application/json; charset=utf-8'],
  ['JSON of a vendor', 'application/vnd.nxcloud+json'],
  ['plain text', 'text/plain'],
])('%s is read as JSON', async (_, type) => {
  const { port, stored } = await listening()
  const { status } = await send(port, '/cb/good-token/order', '{}', { headers: type === undefined ? {} : { 'content-type': type } })
  expect([status, stored.length]).toEqual([200, 1])
})

test('a compressed delivery is kept as the bytes that came', async () => {
  const { post, stored } = await listening()
  const body = gzipSync('{"orderID":"o1"}')
  expect((await post('/cb/good-token/order', body, { headers: { 'content-encoding': 'gzip' } })).status).toBe(200)
  expect(Buffer.from(stored[0]?.body ?? []).equals(body)).toBe(true)
})

test('32 levels are taken', async () => {
  const { post } = await listening()
  expect((await post('/cb/good-token/order', `{"a":${'['.repeat(31)}${']'.repeat(31)}}`)).status).toBe(200)
})

test('exactly 256 KB is taken', async () => {
  const { post } = await listening()
  const body = `{"a":"${'x'.repeat(256 * 1024 - 8)}"}`
  expect([body.length, (await post('/cb/good-token/order', body)).status]).toEqual([256 * 1024, 200])
})

test('an announced gigabyte, an endless chunked body and no HTTP at all end with the connection', async () => {
  const { port, stored } = await listening()
  const raw = (text: string, then?: (write: (more: string) => void) => void) =>
    new Promise<string>(resolve => {
      const socket = connect(port, '127.0.0.1')
      let got = ''
      socket.on('data', chunk => {
        got += chunk.toString()
      })
      socket.on('close', () => resolve(got))
      socket.on('error', () => {})
      socket.write(text)
      then?.(more => void (socket.writable && socket.write(more)))
    })
  expect(await raw('POST /cb/good-token/order HTTP/1.1\r\nHost: x\r\nContent-Length: 1073741824\r\n\r\n{')).toMatch(/^HTTP\/1.1 413 /)
  const endless = await raw('POST /cb/good-token/order HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n', write => {
    for (let i = 0; i < 20; i += 1) write(`4000\r\n${' '.repeat(0x4000)}\r\n`)
  })
  expect(endless).toMatch(/^HTTP\/1.1 413 |^$/)
  expect(await raw('\0\x01\x02 hello\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /)
  expect(stored).toEqual([])
})

test('a taken port gives the next free one', async () => {
  const first = await listening()
  const second = createReceiver({
    accountOf: () => undefined,
    judge: () => taken,
    mayKeep: () => true,
    nonce: '',
    answered: () => {},
    turnedAway: () => {},
    store: () => 1,
    now: () => 0,
  })
  onTestFinished(() => second.close())
  const port = await second.listen(first.port)
  expect(port).toBeGreaterThan(first.port)
})
