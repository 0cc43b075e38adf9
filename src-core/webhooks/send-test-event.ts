import { request } from 'node:http'
import type { TestAnswer, TestEvent } from '../../src-contract/model/webhook.ts'
import { newId } from '../ids.ts'
import { signatureOf, type WebhookSecret } from './check-delivery.ts'
import { TEST_REQUEST } from './judge-delivery.ts'

const DEADLINE_MS = 10_000

/** A callback as the platform would send it, with a requestID that says it is a test; the signature covers that. */
export function testDelivery(event: TestEvent, secret: WebhookSecret, now: number): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(testBody(event, now))
  const requestID = TEST_REQUEST + newId()
  const inputs =
    secret.kind === 'callbot'
      ? { requestid: requestID, createts: String(Math.floor(now / 1000)), uuid: secret.uuid }
      : { requestid: requestID, accesskey: secret.accessKey, ts: String(now), biztype: '8', action: 'callback' }
  const sign = signatureOf(inputs, body, secret, 'SHA256')
  return { headers: { ...inputs, sign }, body }
}

function testBody({ kind, status, orderID, userTaskID }: TestEvent, now: number): Record<string, unknown> {
  const seconds = Math.floor(now / 1000)
  const task = userTaskID || 'test-task'
  const order = orderID || `test-${newId().slice(-12)}`
  if (kind === 'task') {
    const taskStat = {
      answerOrderCount: 1,
      finishOrderCount: 2,
      totalOrderCount: 3,
      finishRate: 0.67,
      totalAnswerCall: 1,
      totalCall: 2,
      answerRate: 0.5,
    }
    return { callbackType: 1, userTaskID: task, taskID: 'test', sceneID: 'test', taskStatus: status, createTs: seconds, taskStat }
  }
  if (kind === 'nxlink')
    return {
      orderId: order,
      taskId: task,
      callId: `test-${seconds}`,
      caller: '00000000',
      callee: '0000000000',
      direction: 1,
      startTime: now - 60_000,
      endTime: now,
      callDuration: 30,
    }
  const callInfoDetail = {
    callID: `test-${seconds}`,
    callStatus: status,
    callStartTs: seconds - 60,
    callAnswerTs: status === 6 ? seconds - 50 : 0,
    callEndTs: status >= 6 ? seconds : 0,
    callDuration: status === 6 ? 50 : 0,
    callAudioUrl: '',
    hangupCause: '',
    termSipCode: '',
    intents: [],
    sms: [],
    params: [],
  }
  const head = { orderID: order, userPhone: '0000000000', userName: 'Test', sceneID: 'test', userTaskID: task, taskID: 'test' }
  return { callbackType: kind === 'order' ? 2 : 3, ...head, finish: status >= 6, other: '', callInfoDetail }
}

/** Sends it to an address of this computer and reads the answer; throws what the connection does. */
export function postTest(
  url: string,
  { headers, body }: { headers: Record<string, string>; body: string },
): Promise<Omit<TestAnswer, 'deliveryId'> & { responseID: string }> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const out = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      timeout: DEADLINE_MS,
    })
    out.on('response', response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answer = readAnswer(Buffer.concat(chunks).toString('utf8'))
        resolve({ httpStatus: response.statusCode ?? 0, ...answer, roundTripMs: Math.round((performance.now() - startedAt) * 10) / 10 })
      })
    })
    out.on('timeout', () => out.destroy(new Error('no answer')))
    out.on('error', reject)
    out.end(body)
  })
}

function readAnswer(text: string): { retCode: number | null; retMsg: string; responseID: string } {
  try {
    const { retCode, retMsg, responseID } = JSON.parse(text) as Record<string, unknown>
    return { retCode: typeof retCode === 'number' ? retCode : null, retMsg: String(retMsg ?? ''), responseID: String(responseID ?? '') }
  } catch {
    return { retCode: null, retMsg: '', responseID: '' }
  }
}
