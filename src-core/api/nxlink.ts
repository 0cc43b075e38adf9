import type { Algorithm } from '../../src-contract/model/account.ts'
import { AppError } from '../app-error.ts'
import type { Clock } from '../clock.ts'
import { newId } from '../ids.ts'
import type { Timings } from '../ports.ts'
import type { Answer, CallOptions } from './answer.ts'
import { ShapeProblem } from './callbot-shapes.ts'
import { clockDifference, dateHeader, readEnvelope } from './envelope.ts'
import type { Fields } from './fields.ts'
import { nxlinkErrorCode } from './nxlink-codes.ts'
import { readRecords, serialiseCreate, serialiseQuery } from './nxlink-shapes.ts'
import type { NxlinkApi } from './nxlink-types.ts'
import { signNxlink } from './sign-nxlink.ts'
import type { Transport } from './transport.ts'

export interface NxlinkCredentials {
  /** Checked by `checkBaseUrl`, without a slash at the end. */
  readonly baseUrl: string
  readonly accessKey: string
  readonly accessSecret: string
  /** md5 is what the platform expects unless told otherwise. */
  readonly algorithm?: Algorithm
}

const PATH = '/saas/cc/openapi/'
const BIZ_TYPE = '8'
const ACTION = 'cc'

/**
 * The NXLink client of one account. Its answers carry no signature (nxlink-cc.md 4.1), so `responseSignature` is
 * always `absent`, and no request id of ours goes out: the id in errors is ours for the journal, `responseId` the platform's.
 */
export function createNxlinkApi(
  credentials: NxlinkCredentials,
  transport: Transport,
  clock: Clock,
  deadlines: Pick<Timings, 'readDeadlineMs' | 'submitDeadlineMs'>,
): NxlinkApi {
  const { baseUrl, accessKey, accessSecret, algorithm = 'MD5' } = credentials
  const ask =
    <B, T>(endpoint: string, deadlineMs: number, write: (body: B) => string, read: (fields: Fields) => T) =>
    async (body: B, options: CallOptions = {}): Promise<Answer<T>> => {
      const bytes = Buffer.from(write(body))
      const requestId = options.requestId ?? newId()
      const sentAt = clock.now()
      const ts = String(sentAt)
      const sign = signNxlink(algorithm, { accessKey, accessSecret, ts, bizType: BIZ_TYPE, action: ACTION, body: bytes })
      const answer = await transport.send({
        url: `${baseUrl}${PATH}${endpoint}`,
        body: bytes,
        deadlineMs,
        requestId,
        headers: { accessKey, ts, bizType: BIZ_TYPE, action: ACTION, sign, ...(algorithm === 'SHA256' ? { algorithm: 'sha256' } : {}) },
        ...(options.signal ? { signal: options.signal } : {}),
      })
      const { fields, code, rawText } = readEnvelope(answer, ['code', 'retCode'], requestId)
      const responseId = fields.textOrNull('reqId', 'traceId')
      const retMsg = fields.text('msg', 'message')
      const ids = { requestId, responseId, retCode: code, retMsg }
      const seconds = clockDifference(dateHeader(answer.headers), 1000, sentAt, answer.roundTripMs)
      if (code !== 0) throw new AppError(nxlinkErrorCode(code), { retCode: code, retMsg, ...(seconds === null ? {} : { seconds }) }, ids)
      try {
        return {
          value: read(fields),
          rawText,
          requestId,
          responseId,
          retCode: 0,
          retMsg,
          roundTripMs: answer.roundTripMs,
          clockDifferenceSeconds: seconds,
          bytesSent: bytes.length,
          responseSignature: 'absent',
        }
      } catch (error) {
        if (!(error instanceof ShapeProblem)) throw error
        throw new AppError(
          'not_json',
          { contentType: answer.headers['content-type'] ?? '', words: '', problem: `no ${error.missing}` },
          ids,
        )
      }
    }
  return {
    createAndCall: ask('ai/createandcall', deadlines.submitDeadlineMs, serialiseCreate, () => null),
    cdrPage: ask('cdr/page', deadlines.readDeadlineMs, JSON.stringify, readRecords),
    cdrQueryByOrderId: ask('cdr/queryByOrderId', deadlines.readDeadlineMs, serialiseQuery, readRecords),
  }
}
