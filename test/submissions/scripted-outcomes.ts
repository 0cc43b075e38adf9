import type { CountsAnswer } from '../../src-core/api/callbot-types.ts'
import { AppError } from '../../src-core/app-error.ts'

/** What becomes of one submitting request. `Done`: the work was done although the answer does not say so. */
export const outcomes = [
  'answered',
  'cutDone',
  'cutNotDone',
  'cutThenDone',
  'unreachable',
  'timeoutDone',
  'timeoutNotDone',
  'maintenance',
  'busy',
  'http429',
  'internalDone',
  'internalNotDone',
  'http500Done',
  'http500NotDone',
  'signature',
  'permission',
  'generalError',
  'undocumentedDone',
  'wrongSignatureDone',
  'garbageDone',
  'garbageNotDone',
  'countsLow',
  'countsMissing',
  'strangersReported',
] as const
export type Outcome = (typeof outcomes)[number]

/** Outcomes in which the platform does nothing, or not before the connection was cut. */
export const undone: ReadonlySet<Outcome> = new Set([
  'cutNotDone',
  'cutThenDone',
  'unreachable',
  'timeoutNotDone',
  'maintenance',
  'busy',
  'http429',
  'internalNotDone',
  'http500NotDone',
  'signature',
  'permission',
  'generalError',
  'garbageNotDone',
])

/** A no to the whole request, as the API client throws it. */
export const refusal = (code: number, words: string, requestId: string): AppError => {
  const ids = { requestId, responseId: 'r', retCode: code, retMsg: words }
  const params = { retCode: code, retMsg: words }
  if (code === 4001) return new AppError('too_many_elements', params, ids)
  if (code === 1) return new AppError('platform_refused', params, ids)
  return new AppError('platform_parameters', params, ids)
}

/** What the client hears: an answer or an error. `done` is what the work made of the request, null when it was not done. */
export const hear = (outcome: Outcome, done: CountsAnswer | AppError | null, requestId: string): CountsAnswer | AppError => {
  const ids = { requestId }
  switch (outcome) {
    case 'cutDone':
    case 'cutNotDone':
    case 'cutThenDone':
      return new AppError('answer_truncated', { host: 'h', reason: 'ECONNRESET', received: 0 }, ids)
    case 'unreachable':
      return new AppError('unreachable', { host: 'h', reason: 'ECONNREFUSED' }, ids)
    case 'timeoutDone':
    case 'timeoutNotDone':
      return new AppError('timeout', { seconds: 30, host: 'h' }, ids)
    case 'maintenance':
      return new AppError('platform_maintenance', {}, { ...ids, retCode: 5, retMsg: 'maintenance' })
    case 'busy':
      return new AppError('platform_busy', {}, { ...ids, retCode: 7, retMsg: 'busy' })
    case 'http429':
      return new AppError('too_many_requests', { status: 429, words: '' }, ids)
    case 'internalDone':
    case 'internalNotDone':
      return new AppError('platform_internal', {}, { ...ids, retCode: 5001, retMsg: 'internal' })
    case 'http500Done':
    case 'http500NotDone':
      return new AppError('http_status', { status: 500, words: '' }, ids)
    case 'signature':
      return new AppError('auth_signature', {}, { ...ids, retCode: 6, retMsg: 'Incorrect signature' })
    case 'permission':
      return new AppError('auth_permission', {}, { ...ids, retCode: 6003, retMsg: 'no permission' })
    case 'generalError':
      return refusal(1, 'General error', requestId)
    case 'undocumentedDone':
      return new AppError('platform_unlisted', { retCode: 4711 }, { ...ids, retCode: 4711, retMsg: 'what' })
    case 'wrongSignatureDone':
      return new AppError('response_signature', { problem: 'wrong' }, ids)
    case 'garbageDone':
    case 'garbageNotDone':
      return new AppError('not_json', { contentType: 'text/html', words: '' }, ids)
    default: {
      if (done === null || done instanceof AppError || outcome === 'answered') return done ?? new AppError('timeout', {}, ids)
      if (outcome === 'countsLow') return { ...done, successCount: (done.successCount ?? 0) - 1 }
      if (outcome === 'countsMissing') return { ...done, totalCount: null, successCount: null }
      return { ...done, errList: [...done.errList, { phone: '999', orderID: '', errMsg: 'who is that' }] }
    }
  }
}
