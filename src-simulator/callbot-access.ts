import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from './clock.ts'
import type { SimulatorOptions } from './options.ts'
import { Refusal, RetCode } from './refusal.ts'
import type { Algorithm } from './sign.ts'
import { sameSign, signCallbot } from './sign.ts'

/** An account that exists and may do nothing: for retCode 6003. Its secret is that of the main account. */
export const UUID_WITHOUT_PERMISSION = 'SIMuuidWithoutPermission00000demo'

/** What a request says about its caller, before any of it is believed. */
export interface Caller {
  requestID: string
  uuid: string
  createTs: string
  sign: string
  algorithm: string
}

/** Headers of callbot-v3.md 1.1; names ignore case. */
export function readCaller(headers: IncomingHttpHeaders): Caller {
  const header = (name: string): string => String(headers[name] ?? '')
  return {
    requestID: header('requestid'),
    uuid: header('uuid'),
    createTs: header('createts'),
    sign: header('sign'),
    algorithm: header('algorithm'),
  }
}

export function isKnownAccount(caller: Caller, options: SimulatorOptions): boolean {
  return caller.uuid === options.uuid || caller.uuid === UUID_WITHOUT_PERMISSION
}

/** The algorithm of the request, which the answer echoes; empty or missing means MD5. */
export function algorithmOf(caller: Caller): Algorithm {
  return caller.algorithm.toUpperCase() === 'SHA256' ? 'SHA256' : 'MD5'
}

/**
 * Checks of callbot-v3.md sections 1.1, 2 and 5.1, over the exact bytes. `bodies` holds the texts whose
 * signature is accepted: one, or two for gzip bodies where the documents do not say which is signed.
 */
export function checkCallbotCaller(caller: Caller, bodies: Buffer[], options: SimulatorOptions, clock: Clock): void {
  for (const name of ['requestID', 'uuid', 'createTs'] as const) {
    if (caller[name] === '') throw new Refusal(RetCode.missing, `Missing parameter: header ${name}`)
  }
  if (caller.sign === '') throw new Refusal(RetCode.noSign, 'Missing signature')
  if (!isKnownAccount(caller, options)) throw new Refusal(RetCode.noAccount, 'Account does not exist')
  if (!['', 'MD5', 'SHA256'].includes(caller.algorithm.toUpperCase()))
    throw new Refusal(RetCode.value, 'Invalid parameter value: algorithm must be MD5 or SHA256')
  if (!/^\d{1,12}$/.test(caller.createTs)) throw new Refusal(RetCode.format, 'Parameter format error: createTs must be Unix seconds')
  const apart = Math.round(clock.wallMs() / 1000) - Number(caller.createTs)
  if (Math.abs(apart) > options.clockToleranceSeconds) {
    throw new Refusal(
      RetCode.wrongSign,
      `Incorrect signature: createTs is ${Math.abs(apart)} seconds ${apart > 0 ? 'behind' : 'ahead of'} the server time`,
    )
  }
  const parts = { secretKey: options.secretKey, createTs: caller.createTs, requestID: caller.requestID, uuid: caller.uuid }
  const fits = bodies.some(body => sameSign(signCallbot(algorithmOf(caller), { ...parts, body }), caller.sign))
  if (!fits) throw new Refusal(RetCode.wrongSign, 'Incorrect signature')
}
