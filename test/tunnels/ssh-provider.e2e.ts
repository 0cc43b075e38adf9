import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { AppError } from '../../src-core/app-error.ts'
import { HostKeyError } from '../../src-core/tunnels/provider.ts'
import { openSsh } from '../../src-core/tunnels/ssh-provider.ts'
import { until } from '../core/open-test-core.ts'
import { freePort, type Sshd, startSshd } from './sshd.ts'

type SshSettings = Extract<TunnelSettings, { provider: 'ssh' }>
let sshd: Sshd
let listener: Server
let listenerPort = 0

beforeAll(async () => {
  sshd = await startSshd()
  listener = createServer((_request, response) => response.end('the listener'))
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  listenerPort = (listener.address() as AddressInfo).port
})
afterAll(async () => {
  listener.close()
  await sshd.close()
})

const settingsOf = (more: Partial<SshSettings> = {}): SshSettings => ({
  provider: 'ssh',
  host: '127.0.0.1',
  port: sshd.port,
  user: sshd.user,
  auth: 'key',
  keyFile: sshd.keyFile,
  remoteAddress: '127.0.0.1',
  remotePort: 0,
  publicUrl: 'http://127.0.0.1:{port}',
  monthlyQuota: null,
  ...more,
})

async function open(more: Partial<SshSettings> = {}, given: { secret?: string; pinned?: string | null } = {}) {
  const tunnel = await openSsh({
    settings: settingsOf(more),
    port: listenerPort,
    secret: given.secret ?? null,
    pinned: given.pinned === undefined ? sshd.fingerprint() : given.pinned,
    connectWithinMs: 60_000,
    keepAliveMs: 10_000,
    signal: new AbortController().signal,
  })
  onTestFinished(() => tunnel.close())
  return tunnel
}
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  )
const codeOf = async (work: Promise<unknown>) => {
  const error = await failure(work)
  return error instanceof AppError ? error.code : error
}
const ask = async (url: string) => (await fetch(url)).text()

test('the server listens for us and leads to the listener, at its own port and at a given one, and stops with the tunnel', async () => {
  const chosen = await open()
  expect(await ask(chosen.url)).toBe('the listener')
  const port = await freePort()
  const fixed = await open({ remotePort: port, publicUrl: '' })
  expect([fixed.url, await ask(fixed.url)]).toEqual([`http://127.0.0.1:${port}`, 'the listener'])
  await fixed.close()
  await expect(fetch(fixed.url)).rejects.toThrow()
  expect(await fixed.ended).toMatchObject({ code: 'tunnel_ended' })
})

test('an unknown key is shown as OpenSSH prints it, a changed one is told from it, and neither gets as far as a login', async () => {
  const before = sshd.log().filter(line => /Accepted|Failed|userauth/.test(line)).length
  const unknown = await failure(open({}, { pinned: null }))
  expect(unknown).toBeInstanceOf(HostKeyError)
  expect(unknown).toMatchObject({ fingerprint: sshd.fingerprint(), pinned: null })
  const changed = await failure(open({ auth: 'password' }, { pinned: 'SHA256:another', secret: 'do not send this' }))
  expect(changed).toMatchObject({ fingerprint: sshd.fingerprint(), pinned: 'SHA256:another' })
  expect(sshd.log().filter(line => /Accepted|Failed|userauth/.test(line)).length).toBe(before)
})

test('a key with a passphrase opens with it; wrong ones, a missing file and a public key are refused by name', async () => {
  expect(await ask((await open({ keyFile: sshd.lockedKeyFile }, { secret: 'sesame' })).url)).toBe('the listener')
  expect([
    await codeOf(open({ keyFile: sshd.lockedKeyFile })),
    await codeOf(open({ keyFile: sshd.lockedKeyFile }, { secret: 'wrong' })),
    await codeOf(open({ keyFile: join(sshd.folder, 'nothing') })),
    await codeOf(open({ keyFile: `${sshd.keyFile}.pub` })),
    await codeOf(open({ keyFile: join(sshd.folder, 'config') })),
    await codeOf(open({ keyFile: sshd.strangerKeyFile })),
  ]).toEqual(['tunnel_key_file', 'tunnel_key_file', 'tunnel_key_file', 'tunnel_key_file', 'tunnel_key_file', 'tunnel_login_refused'])
})

test('a wrong password and a missing one are refused', async () => {
  const refused = await failure(open({ auth: 'password' }, { secret: 'wrong password 9f2' }))
  expect(refused).toMatchObject({ code: 'tunnel_login_refused' })
  expect(JSON.stringify(refused)).not.toContain('wrong password 9f2')
  expect(await codeOf(open({ auth: 'password' }))).toBe('tunnel_secret_missing')
})

test('an agent logs in with the key it holds; without one it is said', async () => {
  const socket = join(sshd.folder, 'agent')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  const before = process.env['SSH_AUTH_SOCK']
  onTestFinished(() => {
    agent.kill()
    if (before === undefined) delete process.env['SSH_AUTH_SOCK']
    else process.env['SSH_AUTH_SOCK'] = before
  })
  process.env['SSH_AUTH_SOCK'] = socket
  const add = () =>
    new Promise<number | null>(resolve => spawn('ssh-add', ['-q', sshd.keyFile], { stdio: 'ignore' }).once('exit', code => resolve(code)))
  await until(async () => ((await add()) === 0 ? true : null))
  expect(await ask((await open({ auth: 'agent', keyFile: '' })).url)).toBe('the listener')
  process.env['SSH_AUTH_SOCK'] = join(sshd.folder, 'no-agent')
  expect(await codeOf(open({ auth: 'agent', keyFile: '' }))).toBe('tunnel_login_refused')
})

test('a port that is taken, a server that is not there and a cut connection are each told apart', async () => {
  const port = await freePort()
  const first = await open({ remotePort: port })
  expect(await codeOf(open({ remotePort: port }))).toBe('tunnel_forward_refused')
  expect(await codeOf(open({ port: await freePort() }))).toBe('tunnel_unreachable')
  sshd.cutSessions()
  expect(await first.ended).toMatchObject({ code: 'tunnel_ended' })
  // The port is free again as soon as the server's process is gone.
  const again = await until(() => open({ remotePort: port }).catch(() => null))
  expect(await ask(again.url)).toBe('the listener')
})
