import type { ConnectionReport } from '../../src-contract/model/account.ts'
import type { Answer } from '../api/answer.ts'
import { type CallbotCredentials, createCallbotApi } from '../api/callbot.ts'
import { createNxlinkApi, type NxlinkCredentials } from '../api/nxlink.ts'
import type { Transport } from '../api/transport.ts'
import { AppError, toWireError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Timings } from '../ports.ts'

export type Credentials = ({ kind: 'callbot' } & CallbotCredentials) | ({ kind: 'nxlink' } & NxlinkCredentials)

interface Deps {
  readonly transport: Transport
  readonly clock: Clock
  readonly timings: Pick<Timings, 'readDeadlineMs' | 'submitDeadlineMs'>
}

/** Failures after which nothing is known about the other end. */
const NOT_REACHED = new Set([
  'unreachable',
  'tls',
  'timeout',
  'base_url_refused',
  'secret_missing',
  'keychain_locked',
  'keychain_none',
  'invalid_input',
  'cancelled',
])
/** Refusals that mean our signature, or what it stands for, was not taken. */
const NOT_ACCEPTED = new Set(['auth_signature', 'auth_signature_missing', 'auth_unknown_account', 'auth_clock'])

/** One signed call that dials nobody, and what it says about reach, signature, clock and round trip. Throws nothing that was expected. */
export async function testConnection(credentials: () => Promise<Credentials>, deps: Deps): Promise<ConnectionReport> {
  const requestId = newId()
  let started = performance.now()
  try {
    const of = await credentials()
    started = performance.now()
    const answer = of.kind === 'callbot' ? await askCallbot(of, deps, requestId) : await askNxlink(of, deps, requestId)
    return {
      reachable: true,
      signatureAccepted: true,
      responseSignature: of.kind === 'callbot' ? answer.responseSignature : null,
      clockDifferenceSeconds: answer.clockDifferenceSeconds,
      roundTripMs: answer.roundTripMs,
      requestId,
      problem: null,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const reachable = !NOT_REACHED.has(error.code)
    return {
      reachable,
      signatureAccepted: accepted(error),
      responseSignature: signatureOf(error),
      clockDifferenceSeconds: typeof error.params.seconds === 'number' && reachable ? error.params.seconds : null,
      roundTripMs: reachable ? Math.round(performance.now() - started) : null,
      requestId: error.ids.requestId ?? null,
      problem: toWireError(error),
    }
  }
}

async function askCallbot(of: CallbotCredentials, { transport, clock, timings }: Deps, requestId: string): Promise<Answer<unknown>> {
  const data = `callboard-${newId()}`
  const answer = await createCallbotApi(of, transport, clock, timings).ping({ data }, { requestId })
  if (answer.value.data !== data)
    throw new AppError(
      'not_json',
      { problem: 'echo', contentType: '', words: answer.value.data.slice(0, 120) },
      { requestId, responseId: answer.responseId },
    )
  return answer
}

/** NXLink has no ping; the records of the last minute, one at most, cost nothing. */
async function askNxlink(of: NxlinkCredentials, { transport, clock, timings }: Deps, requestId: string): Promise<Answer<unknown>> {
  const endTime = Math.floor(clock.now() / 1000)
  return createNxlinkApi(of, transport, clock, timings).cdrPage({ startTime: endTime - 60, endTime, page: 1, size: 1 }, { requestId })
}

function accepted({ code, ids }: AppError): boolean | null {
  if (NOT_ACCEPTED.has(code)) return false
  // Any other word of the platform comes after it has looked at the signature.
  return ids.retCode === undefined || ids.retCode === null ? null : true
}

function signatureOf({ code, params }: AppError): ConnectionReport['responseSignature'] {
  const found = code === 'response_signature' ? params.problem : params.responseSignature
  return found === 'verified' || found === 'wrong' || found === 'absent' ? found : null
}
