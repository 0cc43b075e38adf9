import type { ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { type CallbotCredentials, createCallbotApi } from '../../src-core/api/callbot.ts'
import type { CallbotApi } from '../../src-core/api/callbot-types.ts'
import { createTransport, type TransportOptions } from '../../src-core/api/transport.ts'
import { AppError } from '../../src-core/app-error.ts'
import { type Clock, systemClock } from '../../src-core/clock.ts'
import { signCallbot } from '../../src-simulator/sign.ts'
import type { Asked } from './scripted-server.ts'

export const keys = { uuid: 'uuid-of-a-test', secretKey: 'secret-of-a-test' }

/** A Callbot client on its own transport, closed with the test. */
export function clientOf(
  baseUrl: string,
  given: Partial<CallbotCredentials> & { clock?: Clock; readDeadlineMs?: number; transport?: TransportOptions } = {},
): CallbotApi {
  const transport = createTransport(given.transport)
  onTestFinished(() => transport.close())
  const { clock = systemClock, readDeadlineMs = 120_000, transport: _, ...credentials } = given
  return createCallbotApi({ baseUrl, ...keys, algorithm: 'SHA256', ...credentials }, transport, clock, {
    readDeadlineMs,
    submitDeadlineMs: 120_000,
  })
}

/** Headers of an honest answer to `asked`. */
export function signedHeaders(
  asked: Asked,
  body: string | Buffer,
  secretKey = keys.secretKey,
  createTs = String(Math.floor(Date.now() / 1000)),
): Record<string, string> {
  const requestID = String(asked.headers.requestid)
  const uuid = String(asked.headers.uuid)
  return {
    requestID,
    uuid,
    createTs,
    algorithm: 'SHA256',
    sign: signCallbot('SHA256', { secretKey, body, createTs, requestID, uuid }),
    'Content-Type': 'application/json',
  }
}

/** Answers honestly with this object. */
export function answerSigned(asked: Asked, response: ServerResponse, value: unknown): void {
  const body = typeof value === 'string' ? value : JSON.stringify(value)
  response.writeHead(200, signedHeaders(asked, body))
  response.end(body)
}

/** The AppError a call was refused with. */
export async function refusalOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('the call was not refused')
}

/** The refusal, and how well a difference of clocks can be known from it: to a second, and the time the answer took. */
export async function timedRefusal(call: Promise<unknown>): Promise<{ error: AppError; withinSeconds: number }> {
  const askedAt = Date.now()
  const error = await refusalOf(call)
  return { error, withinSeconds: 1 + (Date.now() - askedAt) / 1_000 }
}
