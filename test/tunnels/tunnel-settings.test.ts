import { generateKeyPairSync } from 'node:crypto'
import { type AddressInfo, connect, createServer } from 'node:net'
import ssh2 from 'ssh2'
import { expect, onTestFinished, test } from 'vitest'
import type { TunnelSettings } from '../../src-contract/model/tunnel.ts'
import { defaultTimings } from '../../src-core/ports.ts'
import { openTestCore } from '../core/open-test-core.ts'
import { quickTunnel, untilTunnel } from './tunnel-console.ts'

const openConsole = () => openTestCore(undefined, { timings: { ...defaultTimings, pollMs: 100, tunnel: quickTunnel } })
const ssh = (more: Partial<Extract<TunnelSettings, { provider: 'ssh' }>> = {}): TunnelSettings => ({
  provider: 'ssh',
  host: '127.0.0.1',
  port: 1,
  user: 'hooks',
  auth: 'password',
  keyFile: '',
  remoteAddress: '127.0.0.1',
  remotePort: 0,
  publicUrl: '',
  monthlyQuota: null,
  ...more,
})

/** A server in this process that takes one password, and forwards; what it was shown is kept. */
async function passwordServer(password: string, by: 'password' | 'keyboard-interactive') {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const shown: string[] = []
  const server = new ssh2.Server({ hostKeys: [privateKey] }, client => {
    client.on('error', () => undefined)
    client.on('authentication', context => {
      if (context.method === by && context.method === 'password') {
        shown.push(context.password)
        return context.password === password ? context.accept() : context.reject()
      }
      if (context.method === by && context.method === 'keyboard-interactive')
        return context.prompt([{ prompt: 'Password: ', echo: false }], answers => {
          shown.push(answers[0] ?? '')
          if (answers[0] === password) context.accept()
          else context.reject()
        })
      context.reject([by])
    })
    client.on('ready', () => {
      client.on('request', (accept, reject, name, info) => {
        if (name !== 'tcpip-forward') return reject?.()
        const outer = createServer(socket => {
          const { port } = outer.address() as AddressInfo
          client.forwardOut(info.bindAddr, port, '127.0.0.1', 1, (error, channel) => {
            if (error) return void socket.destroy()
            socket.on('error', () => undefined)
            channel.pipe(socket).pipe(channel)
          })
        })
        client.on('close', () => outer.close())
        outer.listen(0, '127.0.0.1', () => accept?.((outer.address() as AddressInfo).port))
      })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, shown }
}

test.each(['password', 'keyboard-interactive'] as const)(
  'the right password opens the tunnel, asked by %s, and only after the key was trusted',
  async by => {
    const { port, shown } = await passwordServer('the right one', by)
    const { ask } = await openConsole()
    await ask('tunnel.save', { settings: ssh({ port, publicUrl: 'http://127.0.0.1:{port}' }), secret: 'the right one' })
    const { state } = await untilTunnel(ask, view => view.state.state === 'hostKeyNew')
    expect(shown).toEqual([])
    await ask('tunnel.trustHostKey', { fingerprint: state.state === 'hostKeyNew' ? state.fingerprint : '' })
    await untilTunnel(ask, view => view.state.state === 'live')
    expect(shown).toEqual(['the right one'])
  },
)

test('settings that cannot work are refused by their field before anything is touched', async () => {
  const { ask, call } = await openConsole()
  const cloudflared = {
    provider: 'cloudflared' as const,
    program: '/usr/bin/cloudflared',
    mode: 'named' as const,
    publicUrl: '',
    monthlyQuota: null,
  }
  const wrong: [TunnelSettings, string][] = [
    [ssh({ auth: 'key', keyFile: 'id_ed25519' }), 'settings.keyFile'],
    [ssh({ publicUrl: 'hooks.example.com' }), 'settings.publicUrl'],
    [{ provider: 'own', publicUrl: '', monthlyQuota: null }, 'settings.publicUrl'],
    [{ provider: 'own', publicUrl: 'https://user:pass@hooks.example.com', monthlyQuota: null }, 'settings.publicUrl'],
    [{ provider: 'own', publicUrl: 'ftp://hooks.example.com', monthlyQuota: null }, 'settings.publicUrl'],
    [cloudflared, 'settings.publicUrl'],
    [{ ...cloudflared, program: 'cloudflared' }, 'settings.program'],
    [{ provider: 'ngrok', domain: 'a domain', monthlyQuota: null }, 'settings.domain'],
  ]
  for (const [settings, field] of wrong)
    expect(await call('tunnel.save', { settings })).toMatchObject({ ok: false, error: { code: 'invalid_input', params: { field } } })
  expect((await ask('tunnel.get', {})).settings).toEqual({ provider: 'none' })
})

test('a change is in the audit without its secret, another provider forgets the secret, and nothing carries it out', async () => {
  const { ask } = await openConsole()
  const secret = 'passphrase-71c0de'
  const saved = await ask('tunnel.save', { settings: ssh({ auth: 'password' }), secret })
  expect(saved).toMatchObject({ hasSecret: true, settings: { provider: 'ssh' } })
  expect((await ask('tunnel.save', { settings: ssh({ user: 'other' }) })).hasSecret).toBe(true)
  const moved = await ask('tunnel.save', { settings: { provider: 'ngrok', domain: '', monthlyQuota: 20_000 } })
  expect(moved.hasSecret).toBe(false)
  await untilTunnel(ask, ({ state }) => state.state === 'refused' && state.problem.code === 'tunnel_secret_missing')
  const { rows } = await ask('audit.list', {
    filter: { text: '', accountId: null, actions: ['setting.changed'], from: null, to: null },
    before: null,
    count: 50,
  })
  const lines = rows.filter(row => row.subject === 'tunnel')
  expect(lines.length).toBe(3)
  expect(JSON.stringify([lines, saved, moved])).not.toContain(secret)
  expect(lines.at(-1)).toMatchObject({ before: { provider: 'none' }, after: { provider: 'ssh', secret: 'given' } })
})

test('closing leaves no connection behind', async () => {
  const { port } = await passwordServer('the right one', 'password')
  const { ask, core } = await openConsole()
  await ask('tunnel.save', { settings: ssh({ port, publicUrl: 'http://127.0.0.1:{port}' }), secret: 'the right one' })
  const { state } = await untilTunnel(ask, view => view.state.state === 'hostKeyNew')
  await ask('tunnel.trustHostKey', { fingerprint: state.state === 'hostKeyNew' ? state.fingerprint : '' })
  const live = await untilTunnel(ask, view => view.state.state === 'live')
  let looks = 0
  const looking = setInterval(() => {
    looks += 1
  }, 20)
  await core.close()
  clearInterval(looking)
  // Nothing was waited for until its limit, of which the shortest is 20 s; counted, because a machine may stand still meanwhile.
  expect(looks).toBeLessThan(750)
  const outer = Number(new URL(live.state.state === 'live' ? live.state.url : '').port)
  const answer = await new Promise(resolve => {
    const socket = connect(outer, '127.0.0.1')
    socket.once('connect', () => resolve('somebody listens'))
    socket.once('error', () => resolve('nobody'))
  })
  expect(answer).toBe('nobody')
})
