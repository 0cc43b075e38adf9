import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { algorithmOf, checkCallbotCaller, isKnownAccount, readCaller, UUID_WITHOUT_PERMISSION } from './callbot-access.ts'
import type { CallbotEndpoint } from './callbot-tasks.ts'
import type { Clock } from './clock.ts'
import type { RequestFate } from './faults.ts'
import { fieldsOf, parseBody } from './fields.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal, RetCode } from './refusal.ts'
import { hexId } from './seeded.ts'
import { signCallbot } from './sign.ts'
import type { Json } from './wire.ts'

export const CALLBOT_PREFIX = '/callcentre/api/v3/'

/** Endpoints whose pages list Accept-Encoding or Content-Encoding gzip (callbot-v3.md 1.1). */
const GZIP_ANSWERS = ['listCall', 'exportBatchCall']
const GZIP_REQUESTS = ['importBatchCall']
const WITHOUT_PRODUCT = ['ping', 'routeList']

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** An answer ready to be sent. */
export interface Answer {
  code: number
  headers: Record<string, string>
  body: Buffer
}

export interface IncomingCall {
  endpoint: string
  headers: IncomingHttpHeaders
  body: Buffer
  /** The how-manieth request this is; makes the responseID. */
  count: number
  fate: RequestFate
  /** A refusal that comes before any work, such as rate limit or an injected code. */
  refusal: Refusal | undefined
}

export interface CallbotApi {
  knows(endpoint: string): boolean
  answer(call: IncomingCall): Promise<Answer>
}

/** The door of Callbot v3: checks the caller, does the work, wraps and signs the answer (callbot-v3.md 1, 2). */
export function createCallbotApi(options: SimulatorOptions, clock: Clock, endpoints: Map<string, CallbotEndpoint>): CallbotApi {
  const plainBody = async (call: IncomingCall): Promise<Buffer> => {
    const isGzip = String(call.headers['content-encoding'] ?? '').toLowerCase() === 'gzip'
    if (!isGzip || !GZIP_REQUESTS.includes(call.endpoint)) return call.body
    try {
      return await expand(call.body, { maxOutputLength: options.maxBodyMB * 1024 * 1024 })
    } catch {
      throw new Refusal(RetCode.format, 'Parameter format error: the body is not gzip, or too large')
    }
  }

  const work = async (call: IncomingCall): Promise<Json> => {
    if (call.refusal !== undefined) throw call.refusal
    const plain = await plainBody(call)
    const { gzipSigns } = options
    const bodies = plain === call.body || gzipSigns === 'plain' ? [plain] : gzipSigns === 'compressed' ? [call.body] : [plain, call.body]
    const caller = readCaller(call.headers)
    checkCallbotCaller(caller, bodies, options, clock)
    if (caller.uuid === UUID_WITHOUT_PERMISSION && call.endpoint !== 'ping')
      throw new Refusal(RetCode.noPermission, 'User does not have permission')
    const body = fieldsOf(parseBody(plain.toString('utf8')))
    if (call.endpoint === 'ping') return { data: body.text('data'), timestamp: Math.floor(clock.wallMs() / 1000) }
    if (!WITHOUT_PRODUCT.includes(call.endpoint) && body.text('productID') !== 'callbot')
      throw new Refusal(RetCode.value, 'Invalid parameter value: productID must be callbot')
    const endpoint = endpoints.get(call.endpoint)
    if (endpoint === undefined) throw new Refusal(RetCode.general, 'There is no such endpoint')
    const result = endpoint(body)
    if (call.fate.hits('wrongCounts') && typeof result.successCount === 'number') result.successCount--
    if (call.fate.answerCode !== null) throw new Refusal(call.fate.answerCode.code, 'Injected fault after the work')
    return result
  }

  const outcome = async (call: IncomingCall): Promise<{ code: number; message: string; fields: Json }> => {
    try {
      return { code: RetCode.ok, message: 'success', fields: await work(call) }
    } catch (error) {
      if (error instanceof Refusal) return { code: error.code, message: error.message, fields: {} }
      return {
        code: RetCode.internal,
        message: `Internal server error: ${error instanceof Error ? error.message : String(error)}`,
        fields: {},
      }
    }
  }

  /** Ping has an envelope of its own (callbot-v3.md 3.1). */
  const envelope = (call: IncomingCall, code: number, message: string, fields: Json): Json => {
    const id = hexId(`${options.seed}|response|${call.count}`)
    return call.endpoint === 'ping'
      ? { code, msg: message, reqId: id, ...fields }
      : { retCode: code, retMsg: message, responseID: id, ...fields }
  }

  /** Signed over the plain text with the answer's own createTs; an unknown account has no secret to sign with. */
  const signedHeaders = (call: IncomingCall, text: Buffer): Record<string, string> => {
    const caller = readCaller(call.headers)
    const createTs = String(Math.floor(clock.wallMs() / 1000))
    const headers: Record<string, string> = { requestID: caller.requestID, uuid: caller.uuid, createTs }
    if (caller.algorithm !== '') headers.algorithm = caller.algorithm
    if (!isKnownAccount(caller, options)) return headers
    const secretKey = call.fate.hits('wrongSignature') ? 'not-the-secret' : options.secretKey
    const sign = signCallbot(algorithmOf(caller), { secretKey, body: text, createTs, requestID: caller.requestID, uuid: caller.uuid })
    return { ...headers, sign: call.fate.hits('flipSignatureBit') ? flipOneBit(sign) : sign }
  }

  return {
    knows: endpoint => endpoint === 'ping' || endpoints.has(endpoint),
    answer: async call => {
      const { code, message, fields } = await outcome(call)
      const text = Buffer.from(JSON.stringify(envelope(call, code, message, fields)))
      const headers = { 'content-type': 'application/json;charset=UTF-8', ...signedHeaders(call, text) }
      const wantsGzip = GZIP_ANSWERS.includes(call.endpoint) && /\bgzip\b/i.test(String(call.headers['accept-encoding'] ?? ''))
      if (!wantsGzip) return { code, headers, body: text }
      return { code, headers: { ...headers, 'content-encoding': 'gzip' }, body: await compress(text) }
    },
  }
}

/** Another hex digit in the place of the first: the smallest change that must be noticed. */
function flipOneBit(sign: string): string {
  const first = Number.parseInt(sign.slice(0, 1), 16) ^ 1
  return first.toString(16).toUpperCase() + sign.slice(1)
}
