import { AppError } from '../app-error.ts'
import { exportsOf } from './common-js.ts'
import type { OpenProvider, OpenTunnel } from './provider.ts'

/** ngrok's own codes for a login, a plan or an address that somebody has to put right; every other failure is tried again. */
const NEEDS_OPERATOR: ReadonlySet<string> = new Set([
  'ERR_NGROK_105', // authtoken is none
  'ERR_NGROK_107', // authtoken was reset or revoked
  'ERR_NGROK_108', // too many sessions of the plan
  'ERR_NGROK_120', // client too old
  'ERR_NGROK_121',
  'ERR_NGROK_300', // account suspended
  'ERR_NGROK_302',
  'ERR_NGROK_320', // domain is reserved by another account
  'ERR_NGROK_4018', // no authtoken
  'ERR_NGROK_8012', // traffic policy of the plan
])

/** The agent connects to ngrok inside this process; it reconnects by itself, and probes tell when it does not. */
export const openNgrok: OpenProvider<'ngrok'> = async ({ settings, port, secret, connectWithinMs, signal }) => {
  if (secret === null) throw new AppError('tunnel_secret_missing')
  const ngrok = exportsOf(await import('@ngrok/ngrok'))
  signal.throwIfAborted()
  let fell: (reason: Error) => void = () => undefined
  const ended = new Promise<Error>(resolve => {
    fell = resolve
  })
  const opening = ngrok.forward({
    addr: `127.0.0.1:${port}`,
    authtoken: secret,
    ...(settings.domain === '' ? {} : { domain: settings.domain }),
    onStatusChange: status => {
      if (status === 'closed') fell(new AppError('tunnel_ended', { detail: 'ngrok closed it' }))
    },
  })
  const close = async (listener: Awaited<typeof opening>) => {
    await listener.close().catch(() => undefined)
  }
  try {
    const listener = await withinMs(opening, connectWithinMs, signal)
    const url = listener.url()
    if (!url) {
      await close(listener)
      throw new AppError('tunnel_ended', { detail: 'ngrok gave no address' })
    }
    return { url: url.replace(/\/+$/, ''), ended, close: () => close(listener) } satisfies OpenTunnel
  } catch (error) {
    // One that arrives too late is closed again.
    void opening.then(close, () => undefined)
    throw ngrokProblem(error, secret)
  }
}

/** Names a failure of the agent; its words may carry the authtoken, which is taken out. */
export function ngrokProblem(error: unknown, secret: string): Error {
  if (error instanceof AppError) return error
  if (error instanceof Error && error.name === 'AbortError') return error
  const words = (error instanceof Error ? error.message : String(error)).replaceAll(secret, '…')
  const own = error instanceof Error && 'errorCode' in error && typeof error.errorCode === 'string' ? error.errorCode : ''
  const code = /ERR_NGROK_\d+/.exec(`${own} ${words}`)?.[0] ?? ''
  const detail = `${code} ${words.replaceAll(code || '\0', '')}`.replace(/\s+/g, ' ').trim().slice(0, 200)
  return new AppError(NEEDS_OPERATOR.has(code) ? 'tunnel_login_refused' : 'tunnel_unreachable', { host: 'ngrok', detail })
}

function withinMs<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    const late = setTimeout(() => reject(new AppError('tunnel_unreachable', { host: 'ngrok', detail: 'ETIMEDOUT' })), ms)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => {
      clearTimeout(late)
      signal.removeEventListener('abort', stop)
    })
  })
}
