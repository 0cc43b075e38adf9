import type { Algorithm } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Timings } from '../ports.ts'
import type { Answer, CallOptions } from './answer.ts'
import { callbotErrorCode, isBeforeAuth } from './callbot-codes.ts'
import * as shapes from './callbot-shapes.ts'
import type { CallbotApi } from './callbot-types.ts'
import { clockDifference, dateHeader, type Envelope, readEnvelope } from './envelope.ts'
import type { Fields } from './fields.ts'
import { sameSignature, signCallbot } from './sign-callbot.ts'
import type { Transport, TransportAnswer } from './transport.ts'

export interface CallbotCredentials {
  /** Checked by `checkBaseUrl`, without a slash at the end. */
  readonly baseUrl: string
  readonly uuid: string
  readonly secretKey: string
  readonly algorithm: Algorithm
  /** An answer without a signature is refused unless this is false. */
  readonly requireResponseSignature?: boolean
}

type Deadlines = Pick<Timings, 'readDeadlineMs' | 'submitDeadlineMs'>

const PATH = '/callcentre/api/v3/'
/** From this difference on a refused signature is put down to the clock. */
const CLOCK_SUSPECT_SECONDS = 60

/** The Callbot v3 client of one account: serialises once, signs and sends those bytes, believes only signed answers. */
export function createCallbotApi(credentials: CallbotCredentials, transport: Transport, clock: Clock, deadlines: Deadlines): CallbotApi {
  const ask =
    <B extends object, T>(endpoint: string, deadlineMs: number, read: (fields: Fields) => T) =>
    async (body: B, options: CallOptions = {}): Promise<Answer<T>> => {
      const bytes = Buffer.from(JSON.stringify(body))
      const requestID = options.requestId ?? newId()
      const sentAt = clock.now()
      const createTs = String(Math.floor(sentAt / 1000))
      const { uuid, secretKey, algorithm } = credentials
      const sign = signCallbot(algorithm, { secretKey, body: bytes, createTs, requestID, uuid })
      const answer = await transport.send({
        url: `${credentials.baseUrl}${PATH}${endpoint}`,
        headers: { requestID, uuid, createTs, sign, algorithm },
        body: bytes,
        deadlineMs,
        requestId: requestID,
        ...(options.signal ? { signal: options.signal } : {}),
      })
      const envelope = readEnvelope(answer, ['retCode', 'code'], requestID)
      const responseId = envelope.fields.textOrNull('responseID', 'responseId', 'reqId')
      const retMsg = envelope.fields.text('retMsg', 'msg')
      const ids = { requestId: requestID, responseId, retCode: envelope.code, retMsg }
      const responseSignature = checkAnswer(credentials, answer, requestID)
      const stamp = Number(answer.headers.createts)
      const seconds = clockDifference(stamp > 0 ? stamp * 1000 : dateHeader(answer.headers), 1000, sentAt, answer.roundTripMs)
      refuseUnsigned(credentials, envelope, responseSignature, ids)
      if (envelope.code !== 0) throw asRefusal(envelope.code, seconds, responseSignature, ids)
      return {
        value: readValue(read, envelope.fields, answer, ids),
        rawText: envelope.rawText,
        requestId: requestID,
        responseId,
        retCode: 0,
        retMsg,
        roundTripMs: answer.roundTripMs,
        clockDifferenceSeconds: seconds,
        bytesSent: bytes.length,
        responseSignature,
      }
    }
  const { readDeadlineMs: reading, submitDeadlineMs: submitting } = deadlines
  return {
    ping: ask('ping', reading, shapes.readPing),
    createTask: ask('createTask', submitting, shapes.readTaskId),
    createAndCall: ask('createAndCall', submitting, shapes.readCounts),
    addBatchCall: ask('addBatchCall', submitting, shapes.readCounts),
    mgrTaskStatus: ask('mgrTaskStatus', submitting, shapes.readTaskStatus),
    updateTask: ask('updateTask', submitting, shapes.readTaskId),
    listTask: ask('listTask', reading, shapes.readTaskPage),
    listCall: ask('listCall', reading, shapes.readCallPage),
    listOrder: ask('listOrder', reading, shapes.readOrderPage),
    listOrderDetail: ask('listOrderDetail', reading, shapes.readOrderDetails),
    stopOrder: ask('stopOrder', submitting, shapes.readCounts),
    importBatchCall: ask('importBatchCall', submitting, shapes.readCounts),
    exportBatchCall: ask('exportBatchCall', reading, shapes.readBatchExport),
    routeList: ask('routeList', reading, shapes.readRoutes),
    // Known from a third party only (callbot-v3.md 3.14), which names the scene; productID is what every other endpoint wants.
    intentList: (body, options) => ask('intentList', reading, shapes.readIntents)({ productID: 'callbot', ...body }, options),
    strategyList: (body, options) => ask('strategyList', reading, shapes.readStrategies)({ productID: 'callbot', ...body }, options),
  }
}

type Ids = { requestId: string; responseId: string | null; retCode: number; retMsg: string }
type Checked = 'verified' | 'wrong' | 'absent'

/** Over the raw bytes and with the answer's own createTs (callbot-v3.md 1.2); the answer must be to our request. */
function checkAnswer({ uuid, secretKey, algorithm }: CallbotCredentials, answer: TransportAnswer, requestID: string): Checked {
  const given = answer.headers.sign
  const createTs = answer.headers.createts
  if (!given || !createTs) return 'absent'
  const named = answer.headers.algorithm?.toUpperCase()
  const used: Algorithm = named === 'SHA256' || named === 'MD5' ? named : given.length === 64 ? 'SHA256' : 'MD5'
  // An account set to SHA256 does not take the weaker one from an answer.
  if (algorithm === 'SHA256' && used === 'MD5') return 'wrong'
  return sameSignature(signCallbot(used, { secretKey, body: answer.body, createTs, requestID, uuid }), given) ? 'verified' : 'wrong'
}

function refuseUnsigned({ requireResponseSignature = true }: CallbotCredentials, { code }: Envelope, checked: Checked, ids: Ids): void {
  if (checked === 'verified' || isBeforeAuth(code)) return
  if (checked === 'absent' && !requireResponseSignature) return
  throw new AppError('response_signature', { problem: checked }, ids)
}

function asRefusal(retCode: number, seconds: number | null, responseSignature: Checked, ids: Ids): AppError {
  const code = callbotErrorCode(retCode)
  if (code !== 'auth_signature') return new AppError(code, { retCode, retMsg: ids.retMsg }, ids)
  const params = { retCode, retMsg: ids.retMsg, responseSignature, ...(seconds === null ? {} : { seconds }) }
  return new AppError(seconds !== null && Math.abs(seconds) > CLOCK_SUSPECT_SECONDS ? 'auth_clock' : 'auth_signature', params, ids)
}

function readValue<T>(read: (fields: Fields) => T, fields: Fields, answer: TransportAnswer, ids: Ids): T {
  try {
    return read(fields)
  } catch (error) {
    if (!(error instanceof shapes.ShapeProblem)) throw error
    throw new AppError('not_json', { contentType: answer.headers['content-type'] ?? '', words: '', problem: `no ${error.missing}` }, ids)
  }
}
