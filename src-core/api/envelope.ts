import { AppError } from '../app-error.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { JsonProblem, parseLossless } from './lossless-json.ts'
import type { TransportAnswer } from './transport.ts'

export interface Envelope {
  readonly rawText: string
  readonly fields: Fields
  /** The platform's own code; never absent here. */
  readonly code: number
}

/**
 * Reads the JSON object of an answer whatever its HTTP status, because business codes come with any status.
 * Throws `http_status`, `too_many_requests`, `not_json`, `answer_truncated`.
 */
export function readEnvelope(answer: TransportAnswer, codeNames: readonly string[], requestId: string): Envelope {
  const rawText = answer.body.toString('utf8')
  const isGood = answer.status >= 200 && answer.status < 300
  // 429 says by itself that the request was not taken in.
  const status = () =>
    new AppError(
      answer.status === 429 ? 'too_many_requests' : 'http_status',
      { status: answer.status, words: firstWords(rawText) },
      { requestId },
    )
  const notJson = (problem: string) =>
    new AppError('not_json', { contentType: answer.headers['content-type'] ?? '', words: firstWords(rawText), problem }, { requestId })
  let parsed: unknown
  try {
    parsed = parseLossless(rawText)
  } catch (error) {
    if (!isGood) throw status()
    const kind = error instanceof JsonProblem ? error.kind : 'not_json'
    if (kind === 'truncated') throw new AppError('answer_truncated', { received: answer.body.length, reason: 'json' }, { requestId })
    throw notJson(kind)
  }
  const fields = fieldsOf(parsed)
  const code = fields.number(...codeNames)
  if (code === null) throw isGood ? notJson('no_code') : status()
  // A "yes" beside a bad status is no yes.
  if (code === 0 && !isGood) throw status()
  return { rawText, fields, code }
}

/** What a page that is no JSON begins with: tags taken out, 120 characters, enough to recognise a login page. */
export function firstWords(text: string): string {
  return text
    .slice(0, 4000)
    .replace(/<(script|style)[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
}

/**
 * Platform clock minus ours in whole seconds, half the round trip taken off. Nobody knows when within the round trip the
 * platform read its clock: what that alone explains, as after a slow way or while this computer stood still, is no difference.
 * `stampMs` is the platform's time, `resolutionMs` what it is rounded down to.
 */
export function clockDifference(stampMs: number | null, resolutionMs: number, sentAt: number, roundTripMs: number): number | null {
  if (stampMs === null || !Number.isFinite(stampMs)) return null
  // Seconds are rounded down, so on average the stamp is half a second old. `+ 0` turns -0 into 0.
  const difference = stampMs + resolutionMs / 2 - (sentAt + roundTripMs / 2)
  return Math.abs(difference) <= (roundTripMs + resolutionMs) / 2 ? 0 : Math.round(difference / 1000) + 0
}

/** Time of the HTTP `Date` header in milliseconds; null when it is absent or no date. */
export function dateHeader(headers: Readonly<Record<string, string>>): number | null {
  const time = Date.parse(headers.date ?? '')
  return Number.isNaN(time) ? null : time
}
