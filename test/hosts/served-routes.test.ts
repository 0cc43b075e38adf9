import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeOldUploads } from '../../src-main/served/file-routes.ts'
import { createFakeCore, serveConsole } from './served-console.ts'

const escapes = [
  '/../secret.json',
  '/..%2fsecret.json',
  '/%2e%2e/secret.json',
  '/%2e%2e%2fsecret.json',
  '/%252e%252e%252fsecret.json',
  '/assets/../../secret.json',
  '/assets/..%5c..%5csecret.json',
  '/..\\secret.json',
  '//etc/passwd',
  '/%2fetc%2fpasswd',
  '/secret.json%00.html',
  '/index.html%00',
  '/C:%5csecret.json',
  '/C:/secret.json',
  '/%',
  '/%ff',
  '/.',
  '/assets',
  '/assets/',
  '/.../secret.json',
  '/..;/secret.json',
  '/file:///etc/passwd',
  '/%c0%ae%c0%ae/secret.json',
]

test('the page comes with the strict policy, a nonce of its own each time, and nothing from outside its folder', async () => {
  const { ask, enter } = await serveConsole(createFakeCore().core)
  const headers = await enter()
  const [first, second] = [await ask('/', { headers }), await ask('/', { headers })]
  const nonceOf = (text: string) => /<meta name="style-nonce" content="([^"]+)">/.exec(text)?.[1] ?? ''
  expect(nonceOf(first.text)).not.toBe(nonceOf(second.text))
  expect(first.headers['content-security-policy']).toBe(
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonceOf(first.text)}'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; ` +
      `base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types default`,
  )
  expect(first.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  })
  expect((await ask('/assets/page-1a2b.js', { headers })).headers['content-type']).toBe('text/javascript; charset=utf-8')

  for (const path of escapes) expect((await ask(path, { headers })).status, path).toBe(404)
})

test('a call reaches the core as it was written, and what is no call gets a refusal', async () => {
  const { core, calls } = createFakeCore()
  const { ask, enter } = await serveConsole(core)
  const headers = { ...(await enter()), 'content-type': 'application/json' }
  const post = async (body: string, more = {}) => {
    const { status, text } = await ask('/call', { method: 'POST', headers: { ...headers, ...more }, body })
    return { status, answer: JSON.parse(text) as { ok: boolean } }
  }
  expect(await post('{"name":"tasks.list","input":{"accountId":"a"}}')).toEqual({
    status: 200,
    answer: { ok: true, value: { name: 'tasks.list', input: { accountId: 'a' } } },
  })
  expect(calls).toEqual([{ name: 'tasks.list', input: { accountId: 'a' } }])

  const deep = `{"name":"tasks.list","input":${'['.repeat(10_000)}${']'.repeat(10_000)}}`
  for (const body of ['', 'null', '[]', '{', '{"input":{}}', '{"name":7}', deep])
    expect(await post(body), body.slice(0, 20)).toMatchObject({ status: 400, answer: { ok: false } })
  expect(await post('{}', { 'content-type': 'text/plain' })).toMatchObject({ status: 415, answer: { ok: false } })
  expect(calls).toHaveLength(1)
})

test('a call of more than 4 MB is refused, with and without a stated length', async () => {
  const { core, calls } = createFakeCore()
  const { ask, enter } = await serveConsole(core)
  const headers = { ...(await enter()), 'content-type': 'application/json' }
  const body = JSON.stringify({ name: 'tasks.list', input: 'x'.repeat(4 * 1024 * 1024) })
  for (const more of [{ 'content-length': String(body.length) }, { 'transfer-encoding': 'chunked' }]) {
    // The answer comes before everything was sent; the connection may be gone by the time it is.
    const status = await ask('/call', { method: 'POST', headers: { ...headers, ...more }, body }).then(
      answer => answer.status,
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect([413, 'EPIPE', 'ECONNRESET']).toContain(status)
  }
  expect(calls).toEqual([])
})

test('an upload is on disk byte for byte when the core hears of it, under a name that is never a path', async () => {
  const { core, given } = createFakeCore()
  const { folder, ask, enter } = await serveConsole(core)
  const headers = await enter()
  const bytes = Buffer.alloc(3_000_000, 'phone,name\n')
  const answer = await ask('/upload', {
    method: 'POST',
    headers: { ...headers, 'x-file-name': encodeURIComponent('../../etc/señal.csv') },
    body: bytes,
  })
  expect(JSON.parse(answer.text)).toEqual({ ok: true, value: { fileId: 'file-1' } })
  expect(given).toMatchObject([{ fileName: 'señal.csv', sizeBytes: bytes.length }])
  expect(given[0]?.path.startsWith(join(folder, 'uploads'))).toBe(true)
  expect(readFileSync(given[0]?.path ?? '').equals(bytes)).toBe(true)
  for (const name of ['', '%', '%2f'])
    expect((await ask('/upload', { method: 'POST', headers: { ...headers, 'x-file-name': name }, body: 'a' })).status, name).toBe(400)
})

test('an upload that breaks off leaves nothing behind', async () => {
  const { core, given } = createFakeCore()
  const { host, folder, enter } = await serveConsole(core)
  const headers = { ...(await enter()), host: `127.0.0.1:${host.port}`, 'x-file-name': 'a.csv', 'content-length': '1000000' }
  const sent = request({ host: '127.0.0.1', port: host.port, path: '/upload', method: 'POST', headers })
  sent.on('error', () => undefined)
  sent.write(Buffer.alloc(100_000))
  await expect.poll(() => readdirSync(join(folder, 'uploads'))).toHaveLength(1)
  sent.destroy()
  await expect.poll(() => readdirSync(join(folder, 'uploads'))).toEqual([])
  expect(given).toEqual([])
})

test('uploads older than a day are removed at the start, younger ones stay', async () => {
  const { folder, ask, enter } = await serveConsole(createFakeCore().core)
  const headers = await enter()
  for (const name of ['a.csv', 'b.csv'])
    await ask('/upload', { method: 'POST', headers: { ...headers, 'x-file-name': name }, body: 'phone' })
  const [old = '', young = ''] = readdirSync(join(folder, 'uploads')).map(name => join(folder, 'uploads', name))
  const yesterday = Date.now() / 1000 - 25 * 3600
  utimesSync(old, yesterday, yesterday)
  await removeOldUploads(join(folder, 'uploads'), Date.now())
  expect([existsSync(old), existsSync(young)]).toEqual([false, true])
})

test('a finished export is downloaded as a file, and no other id gives one', async () => {
  const exports: Record<string, { path: string; fileName: string }> = {}
  const { folder, ask, enter } = await serveConsole(createFakeCore(exports).core)
  const headers = await enter()
  writeFileSync(join(folder, 'out.csv'), 'phone\n+56978971330\n')
  exports['export-1'] = { path: join(folder, 'out.csv'), fileName: 'Órdenes "marzo".csv' }
  const answer = await ask('/download/export-1', { headers })
  expect(answer.text).toBe('phone\n+56978971330\n')
  expect(answer.headers['content-disposition']).toBe(
    `attachment; filename="_rdenes__marzo_.csv"; filename*=UTF-8''%C3%93rdenes%20%22marzo%22.csv`,
  )
  for (const id of ['export-2', '../secret.json', '..%2fsecret.json', ''])
    expect((await ask(`/download/${id}`, { headers })).status, id).toBe(404)
})

test('events reach the page while it listens, and the host lets go of a page that left', async () => {
  const { core, emit, listening } = createFakeCore()
  const { host, enter } = await serveConsole(core)
  const headers = { ...(await enter()), host: `127.0.0.1:${host.port}` }
  let heard = ''
  const sent = request({ host: '127.0.0.1', port: host.port, path: '/events', headers }, response => {
    response.on('error', () => undefined)
    response.on('data', (chunk: Buffer) => {
      heard += chunk
    })
  })
  sent.on('error', () => undefined)
  sent.end()
  await expect.poll(listening).toBe(1)
  emit({ name: 'orders', revision: 7 })
  await expect.poll(() => heard).toContain('data: {"name":"orders","revision":7}\n\n')
  sent.destroy()
  await expect.poll(listening).toBe(0)
})
