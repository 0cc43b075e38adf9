import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeCore, serveConsole } from './served-console.ts'

test('the printed address opens the console once, and the browser that used it stays in', async () => {
  const { host, token, ask } = await serveConsole(createFakeCore().core)
  expect(host.url).toBe(`http://127.0.0.1:${host.port}/?token=${token}`)
  expect((await ask('/')).status).toBe(401)
  expect((await ask('/?token=wrong')).status).toBe(401)

  const first = await ask(`/?token=${token}`)
  expect(first.status).toBe(200)
  expect(first.headers.refresh).toBe('0; url=/')
  expect(String(first.headers['set-cookie'])).toMatch(new RegExp(`^callboard-${host.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))

  const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
  expect((await ask(`/?token=${token}`)).status).toBe(401)
  expect((await ask(`/?token=${token}`, { headers: { cookie } })).headers.refresh).toBe('0; url=/')
  expect((await ask('/', { headers: { cookie } })).text).toContain('<title>Page</title>')
})

test('without the session nothing is answered, and the core hears nothing', async () => {
  const { core, calls, given } = createFakeCore()
  const { host, ask } = await serveConsole(core)
  const headers = {
    origin: `http://127.0.0.1:${host.port}`,
    'content-type': 'application/json',
    cookie: `callboard-${host.port}=${'x'.repeat(43)}`,
  }
  const statuses = await Promise.all([
    ask('/call', { method: 'POST', headers, body: '{"name":"accounts.list","input":{}}' }),
    ask('/upload', { method: 'POST', headers: { ...headers, 'x-file-name': 'a.csv' }, body: 'phone' }),
    ask('/events', { headers }),
    ask('/download/1', { headers }),
    ask('/assets/page-1a2b.js', { headers }),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
  expect([calls, given]).toEqual([[], []])
})

test('another name in Host and another site in Origin are refused, even with the session', async () => {
  const { core, calls } = createFakeCore()
  const { host, ask, enter } = await serveConsole(core)
  const { cookie, origin } = await enter()
  const post = (headers: Record<string, string>) =>
    ask('/call', {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', ...headers },
      body: '{"name":"accounts.list","input":{}}',
    })

  for (const name of [
    'evil.example',
    `evil.example:${host.port}`,
    `127.0.0.1.evil.example:${host.port}`,
    '127.0.0.1',
    '127.0.0.1:1',
    `[::1]:${host.port}`,
  ]) {
    expect((await ask('/', { headers: { host: name, cookie } })).status, name).toBe(403)
  }
  for (const site of [
    'http://evil.example',
    'null',
    `https://127.0.0.1:${host.port}`,
    `http://127.0.0.1:${host.port}.evil.example`,
    `http://127.0.0.1:${host.port + 1}`,
    'app://console',
  ]) {
    expect((await post({ origin: site })).status, site).toBe(403)
  }
  expect((await post({})).status).toBe(403)
  expect((await ask('/', { headers: { cookie, origin: 'http://evil.example' } })).status).toBe(403)
  expect(
    (await ask('/call', { method: 'OPTIONS', headers: { cookie, origin: 'http://evil.example', 'access-control-request-method': 'POST' } }))
      .status,
  ).toBe(403)
  expect(calls).toEqual([])

  const good = await post({ origin })
  expect(good.status).toBe(200)
  expect(Object.keys(good.headers).filter(name => name.startsWith('access-control'))).toEqual([])
})

test('a taken port is passed over, and the address says the one that is used', async () => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const { host, enter } = await serveConsole(createFakeCore().core, port)
  expect(host.port).toBeGreaterThan(port)
  expect((await enter()).cookie).toMatch(/^callboard-\d+=/)
})
