import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { readCloudflaredLine } from '../../src-core/tunnels/cloudflared-output.ts'
import { openCloudflared } from '../../src-core/tunnels/cloudflared-provider.ts'
import { emptyFolder } from '../db/with-folder.ts'

type Settings = Extract<TunnelSettings, { provider: 'cloudflared' }>
const program = fileURLToPath(new URL('./cloudflared-stand-in.mjs', import.meta.url))

interface Started {
  readonly pid: number
  readonly port: number
  readonly args: readonly string[]
  readonly env: readonly string[]
  readonly token: string | null
}

/** The stand-in with a home of its own, and the program's opening with what is given. */
function withProgram(behave = '') {
  const home = emptyFolder()
  writeFileSync(join(home, 'behave'), behave)
  const before = { HOME: process.env['HOME'], CALLBOARD_CANARY: process.env['CALLBOARD_CANARY'] }
  process.env['HOME'] = home
  process.env['CALLBOARD_CANARY'] = 'not for a tunnel program'
  onTestFinished(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  })
  return {
    /** Tells one that `ends` to do so. */
    end: () => writeFileSync(join(home, 'end'), ''),
    started: () => JSON.parse(readFileSync(join(home, 'started.json'), 'utf8')) as Started,
    open: (more: Partial<Settings> = {}, secret: string | null = null, port = 1) =>
      openCloudflared(
        {
          settings: { provider: 'cloudflared', program, mode: 'quick', publicUrl: '', monthlyQuota: null, ...more },
          port,
          secret,
          pinned: null,
          connectWithinMs: 60_000,
          keepAliveMs: 10_000,
          signal: new AbortController().signal,
        },
        { remember: async () => undefined, forget: async () => undefined },
      ),
  }
}
const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a quick tunnel: the address is read from the log, the way leads to the listener, and nothing is left after closing', async () => {
  const listener = createServer((_request, response) => response.end('the listener'))
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void listener.close())
  const { open, started } = withProgram()
  const { port } = listener.address() as AddressInfo
  const tunnel = await open({}, null, port)
  const { pid, args, env, port: outer } = started()
  expect(tunnel.url).toBe('https://seasonal-deck-organisms-sf.trycloudflare.com')
  expect(await (await fetch(`http://127.0.0.1:${outer}`)).text()).toBe('the listener')
  expect(args).toEqual(['tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${port}`])
  expect(env).not.toContain('CALLBOARD_CANARY')
  await tunnel.close()
  expect(isRunning(pid)).toBe(false)
})

test('the token of a named tunnel goes by the environment, never among the arguments that every process list shows', async () => {
  const { open, started } = withProgram()
  const tunnel = await open({ mode: 'named', publicUrl: 'https://hooks.example.com/' }, 'token-of-the-tunnel')
  expect(tunnel.url).toBe('https://hooks.example.com')
  expect(started().token).toBe('token-of-the-tunnel')
  expect(started().args.join(' ')).not.toContain('token-of-the-tunnel')
  await tunnel.close()
})

test('a program that ends is told, one that does not listen to a request to end is ended', async () => {
  const ending = withProgram('ends')
  const { ended } = await ending.open()
  ending.end()
  expect(await ended).toMatchObject({ code: 'tunnel_ended' })
  const stubborn = withProgram('stubborn')
  const tunnel = await stubborn.open()
  await tunnel.close()
  expect(isRunning(stubborn.started().pid)).toBe(false)
})

test('what is wrong is named: no token, a refused one, no network, no program, and one that a shell would have to run', async () => {
  const { open } = withProgram()
  await expect(open({ mode: 'named', publicUrl: 'https://hooks.example.com' })).rejects.toMatchObject({ code: 'tunnel_secret_missing' })
  await expect(withProgram('no token').open({ mode: 'named', publicUrl: 'https://h.example.com' }, 'bad')).rejects.toMatchObject({
    code: 'tunnel_login_refused',
  })
  await expect(withProgram('no network').open()).rejects.toMatchObject({
    code: 'tunnel_ended',
    params: { detail: expect.stringContaining('no such host') },
  })
  for (const path of ['cloudflared', '/nonexistent/cloudflared', '/tmp/cloudflared.bat'])
    await expect(open({ program: path })).rejects.toMatchObject({ code: 'tunnel_program', params: { path } })
})

test('of its log only the address, the connection and failures are read', () => {
  expect([
    readCloudflaredLine('2026-11-21T10:00:00Z INF |  https://seasonal-deck-organisms-sf.trycloudflare.com   |'),
    readCloudflaredLine('2026-11-21T10:00:00Z INF Registered tunnel connection connIndex=0 location=SCL01 protocol=quic'),
    readCloudflaredLine('2026-11-21T10:00:00Z ERR failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": EOF'),
    readCloudflaredLine('2026-11-21T10:00:00Z INF visit https://a.trycloudflare.com.evil.example now'),
  ]).toEqual([
    { url: 'https://seasonal-deck-organisms-sf.trycloudflare.com', registered: false, failure: null },
    { url: null, registered: true, failure: null },
    { url: null, registered: false, failure: 'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": EOF' },
    { url: null, registered: false, failure: null },
  ])
})
