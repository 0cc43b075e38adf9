import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import type { Log } from '../../src-core/log.ts'
import type { CoreLink, GivenFile } from '../../src-main/core-link.ts'
import { type ServedHost, startServedHost } from '../../src-main/served/served-host.ts'

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface Ask {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** A core that answers what it was asked, and keeps what it was given. */
export function createFakeCore(exports: Readonly<Record<string, { path: string; fileName: string }>> = {}) {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  const calls: { name: unknown; input: unknown }[] = []
  const given: GivenFile[] = []
  const core: CoreLink = {
    call(name, input) {
      calls.push({ name, input })
      return Promise.resolve({ ok: true, value: { name, input } })
    },
    giveFile(file) {
      given.push(file)
      return Promise.resolve({ ok: true, value: { fileId: `file-${given.length}` } })
    },
    exportFile(id) {
      const found = exports[id]
      const notFound = { code: 'not_found' as const, params: {}, requestId: null, responseId: null, retCode: null, retMsg: null }
      return Promise.resolve(found ? { ok: true, value: found } : { ok: false, error: notFound })
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
  const emit = (event: ConsoleEvent) => {
    for (const listener of listeners) listener(event)
  }
  return { core, calls, given, emit, listening: () => listeners.size }
}

/** A served host on a free port, with a small page, over real HTTP; all of it is gone after the test. */
export async function serveConsole(core: CoreLink, port = 0) {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-served-'))
  const rendererDir = join(folder, 'renderer')
  mkdirSync(join(rendererDir, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'secret.json'), '{"outside":true}')
  writeFileSync(
    join(rendererDir, 'index.html'),
    '<!doctype html><html><head><meta name="style-nonce" content="" /><title>Page</title></head></html>',
  )
  writeFileSync(join(rendererDir, 'assets', 'page-1a2b.js'), 'globalThis.page = true')
  const problems: string[] = []
  const log: Log = { write: (_level, message) => void problems.push(message), hide: () => undefined }
  const host: ServedHost = await startServedHost({ core, log, rendererDir, dataDir: folder, port })
  onTestFinished(async () => {
    await host.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Sends exactly this path: `fetch` would tidy it up first. */
  const ask = (path: string, { method = 'GET', headers = {}, body }: Ask = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: host.port, path, method, headers: { host: `127.0.0.1:${host.port}`, ...headers }, agent: false },
        response => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', reject)
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  const token = new URL(host.url).searchParams.get('token') ?? ''
  /** Opens the printed address and answers the headers of a page that did. */
  const enter = async () => {
    const { headers } = await ask(`/?token=${token}`)
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    return { cookie, origin: `http://127.0.0.1:${host.port}` }
  }
  return { host, folder, token, ask, enter, problems }
}
