import { createHash } from 'node:crypto'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { callbotAccount } from '../../webhooks/receiving-rig.ts'
import { asBytes } from '../../webhooks/sender.ts'

export interface Bomb {
  readonly name: string
  /** Bytes of one request, or of several on one connection. */
  readonly bytes: Buffer
  /** How it may be answered; 0 where the connection may be closed without a word. */
  readonly answers: readonly number[]
}

export interface SlowBomb {
  readonly name: string
  /** What is sent at once; then a byte a second, or nothing more. */
  readonly opening: Buffer
  readonly drips: boolean
}

const path = `/cb/${callbotAccount().webhookToken}/call`
const LIMIT = 262_144
const json = { 'content-type': 'application/json' }
const of = (body: string | Uint8Array, headers: Record<string, string> = {}) => asBytes(path, { ...json, ...headers }, body)
const bare = (head: string, body: string | Uint8Array = '') =>
  Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${head}\r\n`), Buffer.from(body)])
const gzip = { 'content-encoding': 'gzip' }
const chunk = (text: string | Uint8Array) =>
  Buffer.concat([Buffer.from(`${Buffer.byteLength(text).toString(16)}\r\n`), Buffer.from(text), Buffer.from('\r\n')])
const many = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at)).join(',')
/** Headers that look signed and are not, so that the body is hashed and the delivery kept apart. */
const forged = (body: string) => ({
  requestID: createHash('md5').update(body).digest('hex'),
  createTs: String(Math.floor(Date.now() / 1000)),
  uuid: 'uuid-1',
  sign: 'AB'.repeat(32),
})

/** What is meant to exhaust a receiver, each with the ways it may be answered. Made when it is asked for: a quarter of a gigabyte is zipped. */
export function bombKinds(): readonly Bomb[] {
  const zeros = Buffer.alloc(262_144_000, 97)
  const zipped = gzipSync(zeros, { level: 9 })
  const full = `{"a":"${'x'.repeat(LIMIT - 8)}"}`
  const million = `{"a":${'['.repeat(1_000_000)}`
  const tooLong = [413, 0]
  return [
    { name: 'gzip, a thousand times its size, 256 KB', bytes: of(zipped.subarray(0, LIMIT - 1), gzip), answers: [413] },
    { name: 'gzip, a thousand times its size, 4 KB', bytes: of(gzipSync(Buffer.alloc(4_096_000, 97), { level: 9 }), gzip), answers: [413] },
    {
      name: 'deflate, a thousand times its size',
      bytes: of(deflateSync(zeros.subarray(0, 50_000_000)), { 'content-encoding': 'deflate' }),
      answers: [413],
    },
    {
      name: 'deflate without its frame',
      bytes: of(deflateRawSync(zeros.subarray(0, 50_000_000)), { 'content-encoding': 'deflate' }),
      answers: [400],
    },
    {
      name: 'brotli, 10 KB for a gigabyte',
      bytes: of(brotliCompressSync(zeros.subarray(0, 50_000_000)), { 'content-encoding': 'br' }),
      answers: [415],
    },
    {
      name: 'gzip named twice',
      bytes: of(gzipSync(gzipSync(zeros.subarray(0, 50_000_000))), { 'content-encoding': 'gzip, gzip' }),
      answers: [415],
    },
    { name: 'gzip within gzip', bytes: of(gzipSync(gzipSync(zeros.subarray(0, 50_000_000))), gzip), answers: [400] },
    { name: 'gzip of a million levels', bytes: of(gzipSync(million), gzip), answers: [413] },
    { name: 'gzip of as many levels as fit', bytes: of(gzipSync(million.slice(0, LIMIT)), gzip), answers: [400] },
    {
      name: 'a hundred gzip members',
      bytes: of(Buffer.concat(Array.from({ length: 100 }, () => gzipSync(zeros.subarray(0, 2_000_000)))), gzip),
      answers: [413],
    },
    { name: '256 KB and a byte, with its length', bytes: of(`${full}x`), answers: tooLong },
    {
      name: '256 KB and a byte, in chunks',
      bytes: bare('transfer-encoding: chunked\r\n', Buffer.concat([chunk(`${full}x`), Buffer.from('0\r\n\r\n')])),
      answers: tooLong,
    },
    {
      name: '256 KB in chunks of one byte',
      bytes: bare('transfer-encoding: chunked\r\n', '1\r\n[\r\n'.repeat(LIMIT)),
      answers: [400, ...tooLong],
    },
    { name: 'a gigabyte announced', bytes: bare('content-length: 1073741824\r\n', 'x'.repeat(100_000)), answers: tooLong },
    {
      name: 'a gigabyte announced, asked whether it may',
      bytes: bare('content-length: 1073741824\r\nexpect: 100-continue\r\n'),
      answers: [413],
    },
    { name: 'another expectation', bytes: bare('content-length: 2\r\nexpect: 200-ok\r\n', '{}'), answers: [417] },
    { name: 'a million levels', bytes: of(million), answers: tooLong },
    { name: 'as many levels as fit', bytes: of(million.slice(0, LIMIT)), answers: [400] },
    { name: 'a hundred thousand keys', bytes: of(`{${many(100_000, at => `"${at}":1`)}}`), answers: tooLong },
    { name: 'as many keys as fit', bytes: of(`{${many(43_000, () => '"":1')}}`), answers: [400] },
    { name: 'a hundred thousand values', bytes: of(`{"a":[${many(100_000, () => '1')}]}`), answers: [400] },
    { name: 'ten thousand keys, wrongly signed', bytes: signedLike(`{${many(9_999, at => `"${at}":${at}`)}}`), answers: [401] },
    { name: '256 KB of text, wrongly signed', bytes: signedLike(full), answers: [401] },
    { name: 'a number of 200,000 digits', bytes: of(`{"a":${'9'.repeat(200_000)}}`), answers: [401] },
    { name: '40,000 escapes', bytes: of(`{"a":"${'\\u0000'.repeat(40_000)}"}`), answers: [401] },
    { name: 'headers of 64 KB', bytes: bare(`x-long: ${'y'.repeat(65_536)}\r\ncontent-length: 2\r\n`, '{}'), answers: [431, 0] },
    { name: 'a thousand headers', bytes: bare(`${'a:\r\n'.repeat(1_000)}content-length: 2\r\n`, '{}'), answers: [431] },
    { name: 'an address of 64 KB', bytes: Buffer.from(`POST /${'a'.repeat(65_536)} HTTP/1.1\r\nhost: x\r\n\r\n`), answers: [431, 0] },
    { name: 'chunks that are none', bytes: bare('transfer-encoding: chunked\r\n', 'zz\r\n'), answers: [400] },
    { name: 'a chunk longer than it says', bytes: bare('transfer-encoding: chunked\r\n', '2\r\n{}{}\r\n0\r\n\r\n'), answers: [400] },
    { name: 'a chunk of 2^64 bytes', bytes: bare('transfer-encoding: chunked\r\n', 'ffffffffffffffffff\r\n{}'), answers: [400] },
    {
      name: 'a chunk with 64 KB of extensions',
      bytes: bare('transfer-encoding: chunked\r\n', `2;${'a'.repeat(65_536)}\r\n{}\r\n`),
      answers: [413, 400, 0],
    },
    {
      name: 'trailers of 64 KB',
      bytes: bare('transfer-encoding: chunked\r\n', `2\r\n{}\r\n0\r\n${'a: b\r\n'.repeat(11_000)}\r\n`),
      answers: [401, 431, 0],
    },
    { name: 'two lengths', bytes: bare('content-length: 2\r\ncontent-length: 30\r\n', '{}'), answers: [400] },
    {
      name: 'a length and chunks',
      bytes: bare('content-length: 2\r\ntransfer-encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
      answers: [400],
    },
    { name: '500 refused ones in one go', bytes: Buffer.concat(Array.from({ length: 500 }, () => of('[]'))), answers: [400] },
    {
      name: '500 unsigned ones in one go',
      bytes: Buffer.concat(Array.from({ length: 500 }, (_, at) => of(`{"at":${at}}`))),
      answers: [401],
    },
    {
      name: '60 of 128 KB in one go',
      bytes: Buffer.concat(Array.from({ length: 60 }, () => of(full.slice(0, LIMIT / 2)))),
      answers: [400, 0],
    },
  ]
}

const signedLike = (body: string) => of(body, forged(body))

/** Heads sent ahead of the answers. Node makes an object of each before it can be stopped, so this one costs more than the others and is last. */
export const headsAhead = (): Bomb => ({
  name: '3,000 heads in one go',
  bytes: Buffer.from('GET / HTTP/1.1\r\nhost:\r\n\r\n'.repeat(3_000)),
  answers: [404],
})

/** Senders that never finish. */
export const slowKinds: readonly SlowBomb[] = [
  { name: 'a connection that says nothing', opening: Buffer.alloc(0), drips: false },
  { name: 'a head that never ends', opening: Buffer.from(`POST ${path} HTTP/1.1\r\nhost: x\r\nx-`), drips: true },
  {
    name: 'a head of 7 KB that never ends',
    opening: Buffer.from(`POST ${path} HTTP/1.1\r\nhost: x\r\nx-a: ${'y'.repeat(7_000)}`),
    drips: true,
  },
  { name: 'a body that never ends', opening: bare('content-length: 100000\r\n', '{"a":"'), drips: true },
  {
    name: 'a body of 256 KB that lacks its end',
    opening: bare(`content-length: ${LIMIT}\r\n`, `{"a":"${'x'.repeat(LIMIT - 100)}`),
    drips: true,
  },
  { name: 'chunks that never end', opening: bare('transfer-encoding: chunked\r\n', '1\r\n{\r\n'.repeat(20_000)), drips: true },
]
