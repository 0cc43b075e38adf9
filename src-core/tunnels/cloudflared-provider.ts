import { type ChildProcess, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '../app-error.ts'
import { readCloudflaredLine } from './cloudflared-output.ts'
import type { ProgramRecord } from './program-record.ts'
import type { OpenTunnel, ProviderAsk } from './provider.ts'
import { readPublicUrl } from './public-url.ts'

type Ask = ProviderAsk<'cloudflared'>

/** It asks Cloudflare for an address first, so it needs longer than a connection. */
const LONGER = 3
const STOP_MS = 2_000
/** What a program needs to find its home, its network and its certificates, and nothing else of ours. */
const PASSED_ON = [
  'HOME',
  'PATH',
  'LANG',
  'TMPDIR',
  'SystemRoot',
  'USERPROFILE',
  'TEMP',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]

/**
 * Runs the installed program: by its absolute path, without a shell, the token in its environment where no list of processes shows it. It is
 * written down while it runs, because it outlives a console that is killed hard.
 */
export async function openCloudflared(ask: Ask, programs: Pick<ProgramRecord, 'remember' | 'forget'>): Promise<OpenTunnel> {
  const { settings, signal } = ask
  const path = settings.program
  await checkProgram(path)
  if (settings.mode === 'named' && ask.secret === null) throw new AppError('tunnel_secret_missing')
  const fixed = settings.mode === 'named' ? readPublicUrl(settings.publicUrl) : null
  if (settings.mode === 'named' && fixed === null)
    throw new AppError('invalid_input', { field: 'settings.publicUrl', problem: 'no address' })
  signal.throwIfAborted()

  const child = spawn(path, argumentsOf(ask), {
    shell: false,
    windowsHide: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(ask),
  })
  let said = ''
  const exited = new Promise<Error>(resolve => {
    child.once('error', error => resolve(new AppError('tunnel_program', { path, detail: codeOf(error) })))
    child.once('exit', (code, by) => resolve(new AppError('tunnel_ended', { detail: said || `cloudflared ended with ${code ?? by}` })))
  })
  const written = child.pid === undefined ? Promise.resolve() : programs.remember(child.pid, path)
  const crossedOut = exited.then(() => written).then(() => programs.forget())
  const close = async () => {
    await endProgram(child)
    await crossedOut
  }
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let quick: string | null = null
      let registered = false
      const late = setTimeout(
        () => reject(new AppError('tunnel_unreachable', { host: 'Cloudflare', detail: said || 'ETIMEDOUT' })),
        ask.connectWithinMs * LONGER,
      )
      const stop = () => reject(signal.reason)
      signal.addEventListener('abort', stop, { once: true })
      const over = () => {
        clearTimeout(late)
        signal.removeEventListener('abort', stop)
      }
      createInterface({ input: child.stderr }).on('line', line => {
        const told = readCloudflaredLine(line)
        quick = told.url ?? quick
        registered ||= told.registered
        if (told.failure !== null) said = ask.secret === null ? told.failure : told.failure.replaceAll(ask.secret, '…')
        const address = fixed ?? quick
        if (!registered || address === null) return
        over()
        resolve(address)
      })
      void exited.then(error => {
        over()
        reject(
          /token is not valid|Unauthorized|invalid tunnel secret/i.test(said)
            ? new AppError('tunnel_login_refused', { host: 'Cloudflare', detail: said })
            : error,
        )
      })
    })
    return { url, ended: exited, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function checkProgram(path: string): Promise<void> {
  // A batch file would be run by a shell.
  if (!isAbsolute(path) || /\.(?:bat|cmd)$/i.test(path))
    throw new AppError('tunnel_program', { path: path || 'cloudflared', detail: 'The whole path of the program is needed' })
  await access(path, constants.X_OK).catch((error: unknown) => {
    throw new AppError('tunnel_program', { path, detail: codeOf(error) })
  })
}

function argumentsOf({ settings, port }: Ask): string[] {
  const common = ['tunnel', '--no-autoupdate']
  // A named tunnel knows from Cloudflare where to lead; the address here counts where nothing is set there.
  return settings.mode === 'quick'
    ? [...common, '--url', `http://127.0.0.1:${port}`]
    : [...common, 'run', '--url', `http://127.0.0.1:${port}`]
}

function environment({ settings, secret }: Ask): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {}
  for (const name of PASSED_ON) if (process.env[name] !== undefined) env[name] = process.env[name]
  if (settings.mode === 'named' && secret !== null) env['TUNNEL_TOKEN'] = secret
  return env
}

async function endProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
  await gone
  clearTimeout(late)
}

const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.message).slice(0, 200) : ''
