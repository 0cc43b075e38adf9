import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { outcomeOf } from '../../src-core/api/outcome.ts'
import { answerSigned, clientOf, refusalOf, signedHeaders } from './callbot-rig.ts'
import { startScripted } from './scripted-server.ts'
import { selfSigned } from './self-signed.ts'

const ping = { data: 'x' }
const requestId = 'r'.repeat(32)
const yes = '{"code":0,"msg":"ok","reqId":"q","data":"x","timestamp":1}'

test('an address where nobody listens is unreachable, and provably nothing was done', async () => {
  const error = await refusalOf(clientOf('http://127.0.0.1:1').ping(ping, { requestId }))
  expect(error).toMatchObject({ code: 'unreachable', params: { host: '127.0.0.1:1', reason: 'ECONNREFUSED' }, ids: { requestId } })
  expect(outcomeOf(error)).toBe('not_done')
})

test('a name that does not exist is unreachable', async () => {
  const error = await refusalOf(clientOf('https://nobody.invalid').ping(ping, { requestId }))
  expect(error).toMatchObject({ code: 'unreachable', ids: { requestId } })
  expect(outcomeOf(error)).toBe('not_done')
})

test('a certificate nobody vouches for is a TLS error, and the request never left', async () => {
  const { url, asked } = await startScripted(
    (one, response) => answerSigned(one, response, yes),
    handler => createTlsServer(selfSigned, handler),
  )
  const error = await refusalOf(clientOf(url.replace('http:', 'https:')).ping(ping, { requestId }))
  expect(error).toMatchObject({ code: 'tls', params: { reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, ids: { requestId } })
  expect(outcomeOf(error)).toBe('not_done')
  expect(asked).toHaveLength(0)
  const answer = await clientOf(url.replace('http:', 'https:').replace('127.0.0.1', 'localhost'), {
    transport: { ca: selfSigned.cert },
  }).ping(ping)
  expect(answer.value.data).toBe('x')
})

test('https to a plain http port is a TLS error', async () => {
  const { url } = await startScripted((_, response) => response.end('{}'))
  expect(await refusalOf(clientOf(url.replace('http:', 'https:')).ping(ping))).toMatchObject({ code: 'tls' })
})

test('a redirect is not followed and names where it points', async () => {
  const { url, asked } = await startScripted((_, response) =>
    response.writeHead(302, { location: 'https://elsewhere.example/login' }).end(),
  )
  expect(await refusalOf(clientOf(url).ping(ping, { requestId }))).toMatchObject({
    code: 'redirect',
    params: { status: 302, location: 'elsewhere.example' },
    ids: { requestId },
  })
  expect(asked).toHaveLength(1)
})

test('a web page instead of JSON is shown by its first words', async () => {
  const { url } = await startScripted((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><head><style>p{}</style></head><h1>Please   log in</h1>'),
  )
  expect(await refusalOf(clientOf(url).ping(ping, { requestId }))).toMatchObject({
    code: 'not_json',
    params: { contentType: 'text/html', words: 'Please log in' },
    ids: { requestId },
  })
})

test.each([429, 500, 502, 404])('HTTP %i without an envelope keeps its number', async status => {
  const { url } = await startScripted((_, response) => response.writeHead(status).end('nothing here'))
  const error = await refusalOf(clientOf(url).ping(ping, { requestId }))
  const code = status === 429 ? 'too_many_requests' : 'http_status'
  expect(error).toMatchObject({ code, params: { status, words: 'nothing here' }, ids: { requestId } })
  expect(outcomeOf(error)).toBe(status === 429 ? 'not_done' : 'unknown')
})

test('an answer of 200 MB is cut off at 32 MB, announced or not', async () => {
  let sent = 0
  const { url } = await startScripted((one, response) => {
    const megabyte = Buffer.alloc(1 << 20, 0x20)
    if (one.path.endsWith('ping')) return void response.writeHead(200, { 'content-length': 200 << 20 }).write(megabyte)
    response.writeHead(200)
    const more = () => {
      while (sent < 200 && !response.destroyed) {
        sent += 1
        if (!response.write(megabyte)) return void response.once('drain', more)
      }
    }
    more()
  })
  expect(await refusalOf(clientOf(url).ping(ping, { requestId }))).toMatchObject({
    code: 'answer_too_large',
    params: { bytes: 200 << 20 },
    ids: { requestId },
  })
  expect(await refusalOf(clientOf(url).routeList({}, { requestId }))).toMatchObject({
    code: 'answer_too_large',
    params: { limitBytes: 32 << 20 },
    ids: { requestId },
  })
  expect(sent).toBeLessThan(60)
})

test('an answer that breaks off is truncated, by its length or by its JSON, and the outcome is unknown', async () => {
  const { url } = await startScripted((one, response) => {
    if (one.path.endsWith('routeList')) {
      const half = yes.slice(0, 30)
      return void response.writeHead(200, signedHeaders(one, half)).end(half)
    }
    response.writeHead(200, { 'content-length': 500 })
    response.write(yes, () => response.destroy())
  })
  const cut = await refusalOf(clientOf(url).ping(ping, { requestId }))
  expect(cut).toMatchObject({ code: 'answer_truncated', params: { received: yes.length }, ids: { requestId } })
  expect(outcomeOf(cut)).toBe('unknown')
  expect(await refusalOf(clientOf(url).routeList({}, { requestId }))).toMatchObject({
    code: 'answer_truncated',
    params: { reason: 'json' },
    ids: { requestId },
  })
})

test('a connection reset after the request was sent is never called unreachable', async () => {
  const server = createTcpServer(socket => socket.once('data', () => socket.resetAndDestroy()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const error = await refusalOf(clientOf(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`).ping(ping, { requestId }))
  expect(error).toMatchObject({ code: 'answer_truncated', params: { reason: 'ECONNRESET', received: 0 }, ids: { requestId } })
  expect(outcomeOf(error)).toBe('unknown')
})

test('a silent platform ends at the deadline, and a caller may stop earlier', async () => {
  const { url } = await startScripted(() => {})
  const late = await refusalOf(clientOf(url, { readDeadlineMs: 50 }).ping(ping, { requestId }))
  expect(late).toMatchObject({ code: 'timeout', ids: { requestId } })
  expect(outcomeOf(late)).toBe('unknown')
  const stopped = await refusalOf(clientOf(url).ping(ping, { requestId, signal: AbortSignal.timeout(30) }))
  expect(stopped).toMatchObject({ code: 'cancelled', ids: { requestId } })
  expect(outcomeOf(stopped)).toBe('unknown')
  expect(outcomeOf(await refusalOf(clientOf(url).ping(ping, { signal: AbortSignal.abort() })))).toBe('not_done')
})

test('the bytes that are signed are the bytes that are sent, and connections are used again', async () => {
  const sockets = new Set<unknown>()
  const { url, asked } = await startScripted((one, response) => {
    sockets.add(response.socket)
    answerSigned(one, response, yes)
  })
  const api = clientOf(url)
  for (const data of ['牛信', '\ud83d\ude00"\\', 'a&createTs=1', '\ud800', '', '\u0000']) {
    const answer = await api.ping({ data })
    expect(answer.bytesSent).toBe(asked.at(-1)?.body.length)
  }
  for (const one of asked) {
    const { requestID, uuid, createTs, sign } = {
      requestID: String(one.headers.requestid),
      uuid: String(one.headers.uuid),
      createTs: String(one.headers.createts),
      sign: one.headers.sign,
    }
    expect(signedHeaders({ ...one, headers: { requestid: requestID, uuid } }, one.body, undefined, createTs).sign).toBe(sign)
  }
  expect(sockets.size).toBeLessThan(asked.length)
})

test('a uuid that cannot stand in a header is refused before anything is sent', async () => {
  const { url, asked } = await startScripted((_, response) => response.end())
  const error = await refusalOf(clientOf(url, { uuid: 'ключ\n' }).ping(ping))
  expect(error).toMatchObject({ code: 'invalid_input' })
  expect(asked).toHaveLength(0)
})
