import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a probe of the tunnel is known by: a path nobody guesses and a key of its own, new with every run. No account's secret is in it. */
export interface ProbeSecret {
  readonly token: string
  readonly key: string
}

export const newProbeSecret = (): ProbeSecret => ({
  token: randomBytes(16).toString('base64url'),
  key: randomBytes(32).toString('base64url'),
})

export const probePath = ({ token }: ProbeSecret): string => `/cb/${token}/probe`

const sign = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex')

/** Compares in constant time. */
function same(ours: string, given: unknown): boolean {
  const theirs = typeof given === 'string' ? given : ''
  return theirs.length === ours.length && timingSafeEqual(Buffer.from(ours), Buffer.from(theirs))
}

/** A probe to send, and whether an answer to it was given by our own listener. */
export function newProbe({ key }: ProbeSecret): { body: string; isAnswer(text: string): boolean } {
  const nonce = randomBytes(16).toString('hex')
  return {
    body: JSON.stringify({ probe: nonce, sign: sign(key, `probe ${nonce}`) }),
    isAnswer: text => same(sign(key, `answer ${nonce}`), fieldOf(text, 'probe')),
  }
}

/** The answer to a probe; null when it is not signed by us. */
export function answerProbe({ key }: ProbeSecret, body: Uint8Array): string | null {
  const text = Buffer.from(body).toString()
  const nonce = fieldOf(text, 'probe')
  if (typeof nonce !== 'string' || !/^[0-9a-f]{32}$/.test(nonce)) return null
  return same(sign(key, `probe ${nonce}`), fieldOf(text, 'sign')) ? JSON.stringify({ probe: sign(key, `answer ${nonce}`) }) : null
}

function fieldOf(text: string, name: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  } catch {
    return undefined
  }
}
