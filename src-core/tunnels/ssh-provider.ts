import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import type { Client, ConnectConfig } from 'ssh2'
import { AppError, asSystemError } from '../app-error.ts'
import { startAwakeTimer } from '../awake-timer.ts'
import { exportsOf } from './common-js.ts'
import { HostKeyError, type OpenProvider, type OpenTunnel, type ProviderAsk } from './provider.ts'
import { PORT_MARK, readPublicUrl } from './public-url.ts'

type Ask = ProviderAsk<'ssh'>
type Ssh = typeof import('ssh2')

/** A TCP connection that takes longer is tried anew: a network that came back answers a fresh try sooner than an old one. */
const DIAL_MS = 3_000
const KEEP_ALIVES_MISSED = 3
const MAX_KEY_BYTES = 100_000

/**
 * A remote forward over SSH: the server listens for us and each connection to it is carried to the listener. The server's key is compared
 * before anything is proved to it, so no password reaches an impostor.
 */
export const openSsh: OpenProvider<'ssh'> = async ask => {
  const { settings, signal } = ask
  const ssh = exportsOf(await import('ssh2'))
  const login = await loginOf(ssh, ask)
  signal.throwIfAborted()
  const socket = await dial(settings.host, settings.port, signal)
  const client = new ssh.Client()
  // What comes after the connection was given up is of no interest, and without a listener it would be fatal.
  client.on('error', () => undefined)
  const giveUp = () => client.destroy()
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await ready(client, socket, ask, login)
    const port = await forward(client, settings)
    const url = readPublicUrl(settings.publicUrl || `http://${bracketed(settings.host)}:${PORT_MARK}`, port)
    if (url === null) throw new AppError('invalid_input', { field: 'settings.publicUrl', problem: 'no address' })
    return openTunnel(client, url, ask.port)
  } catch (error) {
    client.destroy()
    socket.destroy()
    throw error
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** The server's key as OpenSSH prints it: `SHA256:` and base64 without padding. */
export const fingerprintOf = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`

function openTunnel(client: Client, url: string, listenerPort: number): OpenTunnel {
  const carried = new Set<Socket>()
  client.on('tcp connection', (_info, accept) => {
    const channel = accept()
    const inner = connect(listenerPort, '127.0.0.1')
    carried.add(inner)
    inner.on('close', () => {
      carried.delete(inner)
      channel.destroy()
    })
    inner.on('error', () => channel.destroy())
    channel.on('error', () => inner.destroy())
    channel.on('close', () => inner.destroy())
    channel.pipe(inner).pipe(channel)
  })
  let failure: Error | null = null
  client.on('error', error => {
    failure = error
  })
  const ended = new Promise<Error>(resolve => {
    client.on('close', () => resolve(new AppError('tunnel_ended', { detail: failure?.message ?? '' })))
  })
  return {
    url,
    ended,
    async close() {
      for (const inner of carried) inner.destroy()
      client.end()
      const late = setTimeout(() => client.destroy(), 500)
      await ended
      clearTimeout(late)
    },
  }
}

async function loginOf(ssh: Ssh, { settings, secret }: Ask): Promise<ConnectConfig> {
  if (settings.auth === 'password') {
    if (secret === null) throw new AppError('tunnel_secret_missing')
    return { password: secret, tryKeyboard: true, authHandler: ['password', 'keyboard-interactive'] }
  }
  if (settings.auth === 'agent') {
    const agent = process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : '')
    if (agent === '') throw new AppError('tunnel_login_refused', { host: settings.host, detail: 'No SSH agent runs here' })
    return { agent, authHandler: ['agent'] }
  }
  const path = settings.keyFile
  const privateKey = await readFile(path).catch((error: unknown) => {
    throw new AppError('tunnel_key_file', { path, detail: asSystemError(error)?.code ?? codeOf(error) })
  })
  const parsed = privateKey.length > MAX_KEY_BYTES ? new Error('too large') : ssh.utils.parseKey(privateKey, secret ?? undefined)
  const problem = parsed instanceof Error ? parsed.message : !isPrivate(parsed) ? 'It is a public key' : null
  if (problem !== null) throw new AppError('tunnel_key_file', { path, detail: problem })
  return { privateKey, ...(secret === null ? {} : { passphrase: secret }), authHandler: ['publickey'] }
}

function isPrivate(parsed: unknown): boolean {
  const keys = Array.isArray(parsed) ? parsed : [parsed]
  return keys.every(key => (key as { isPrivateKey(): boolean }).isPrivateKey())
}

function dial(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true, signal })
    const fail = (detail: string) => {
      socket.destroy()
      reject(new AppError('tunnel_unreachable', { host: `${host}:${port}`, detail }))
    }
    const callOff = startAwakeTimer(DIAL_MS, () => fail('ETIMEDOUT'))
    socket.once('error', error => {
      callOff()
      fail(codeOf(error))
    })
    socket.once('connect', () => {
      callOff()
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

function ready(client: Client, sock: Socket, { settings, pinned, connectWithinMs, keepAliveMs }: Ask, login: ConnectConfig): Promise<void> {
  const host = `${settings.host}:${settings.port}`
  let shown: string | null = null
  return new Promise((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', error => {
      const { level = '' } = error as { level?: string }
      if (shown !== null && shown !== pinned) reject(new HostKeyError(shown, pinned))
      else if (level === 'client-authentication') reject(new AppError('tunnel_login_refused', { host, detail: '' }))
      else if (level === 'agent') reject(new AppError('tunnel_login_refused', { host, detail: 'The SSH agent does not answer' }))
      else reject(new AppError('tunnel_unreachable', { host, detail: error.message.slice(0, 200) }))
    })
    client.once('close', () => reject(new AppError('tunnel_unreachable', { host, detail: 'The server closed the connection' })))
    client.on('keyboard-interactive', (_name, _instructions, _lang, prompts, finish) => {
      // One hidden question is the password; anything else is not for a program to answer.
      finish(prompts.length === 1 && prompts[0]?.echo === false && login.password !== undefined ? [login.password] : [])
    })
    client.connect({
      ...login,
      sock,
      username: settings.user,
      readyTimeout: connectWithinMs,
      keepaliveInterval: keepAliveMs,
      keepaliveCountMax: KEEP_ALIVES_MISSED,
      hostVerifier: (key: Buffer) => {
        shown = fingerprintOf(key)
        return shown === pinned
      },
    })
  })
}

function forward(client: Client, { remoteAddress, remotePort, host }: Ask['settings']): Promise<number> {
  return new Promise((resolve, reject) => {
    const cut = () => reject(new AppError('tunnel_ended', { detail: '' }))
    client.once('close', cut)
    client.forwardIn(remoteAddress, remotePort, (error, port) => {
      client.off('close', cut)
      if (error) reject(new AppError('tunnel_forward_refused', { host, address: `${remoteAddress}:${remotePort}` }))
      else resolve(remotePort === 0 ? port : remotePort)
    })
  })
}

const bracketed = (host: string) => (host.includes(':') ? `[${host}]` : host)
const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.message).slice(0, 200) : ''
