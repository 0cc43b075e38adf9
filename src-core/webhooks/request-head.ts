import type { IncomingMessage } from 'node:http'
import { DeliveryKind, type TurnedAway } from '../../src-contract/model/webhook.ts'
import { knowsEncoding, MAX_BODY_BYTES } from './decode-body.ts'

export interface Address {
  readonly accountId: string
  readonly kind: DeliveryKind
}

/** `/cb/<token>/<kind>`; the platform may append a path of its own to the address it was given (callbot-v3.md 4). */
export function addressOf(url: string, accountOf: (token: string) => string | undefined): Address | null {
  const end = url.indexOf('?')
  const [, prefix, token = '', name] = (end === -1 ? url : url.slice(0, end)).split('/', 5)
  const kind = DeliveryKind.options.find(known => known === name)
  const accountId = prefix === 'cb' && kind ? accountOf(token) : undefined
  return kind && accountId !== undefined ? { accountId, kind } : null
}

/** The platform sends some ten; a tunnel adds as many. */
const MAX_HEADERS = 100

export interface Refusal {
  readonly status: number
  readonly reason: TurnedAway
}

/** Why a request is refused by its head alone, before a byte of its body is looked at. `goal`: what its path leads to. */
export function headProblem({ method, headers, rawHeaders }: IncomingMessage, goal: object | null): Refusal | null {
  // Names and values in turns.
  if (rawHeaders.length > 2 * MAX_HEADERS) return { status: 431, reason: 'notHttp' }
  if (!goal) return { status: 404, reason: 'path' }
  if (method !== 'POST') return { status: 405, reason: 'method' }
  // Browsers name the page a request comes from; the platform has none. A page that guessed the path is kept out all the same.
  if (headers.origin !== undefined) return { status: 403, reason: 'webPage' }
  if (!isJsonType(headers['content-type'])) return { status: 415, reason: 'contentType' }
  if (!knowsEncoding(headers['content-encoding'] ?? '')) return { status: 415, reason: 'encoding' }
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) return { status: 413, reason: 'tooLarge' }
  return null
}

/** Leniently: no page documents the header of webhooks, so anything that does not say it is something else will do. */
function isJsonType(type: string | undefined): boolean {
  if (type === undefined || type.trim() === '') return true
  const name = (type.split(';')[0] ?? '').trim().toLowerCase()
  return name.includes('json') || ['text/plain', 'application/octet-stream', '*/*'].includes(name)
}
