import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { newProbe, type ProbeSecret, probePath } from '../webhooks/tunnel-probe.ts'

const MAX_ANSWER_BYTES = 4_096

/**
 * Sends one signed probe to the public address and waits for our own listener's answer, on a connection of its own. Resolves with how
 * long it took, milliseconds; throws an error in plain words otherwise, at the latest after `deadlineMs`.
 */
export function sendProbe(url: string, secret: ProbeSecret, deadlineMs: number, signal: AbortSignal): Promise<number> {
  const probe = newProbe(secret)
  const target = `${url}${probePath(secret)}`
  const send = target.startsWith('https:') ? httpsRequest : httpRequest
  const since = performance.now()
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail(new Error(`no answer within ${deadlineMs / 1000} s`)), deadlineMs)
    const out = send(target, {
      method: 'POST',
      agent: false,
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(probe.body),
        // Without it the page that warns visitors of a free plan is what answers.
        'ngrok-skip-browser-warning': '1',
      },
    })
    const fail = (error: Error) => {
      clearTimeout(late)
      out.destroy()
      reject(error)
    }
    out.on('error', error => fail(new Error((error as NodeJS.ErrnoException).code ?? error.message)))
    out.on('response', response => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX_ANSWER_BYTES) fail(new Error('something else answers there'))
        else chunks.push(chunk)
      })
      response.on('error', fail)
      response.on('aborted', () => fail(new Error('the answer was cut off')))
      response.on('end', () => {
        if (response.statusCode !== 200) return fail(new Error(`HTTP ${response.statusCode}`))
        if (!probe.isAnswer(Buffer.concat(chunks).toString())) return fail(new Error('something else answers there'))
        clearTimeout(late)
        resolve(Math.round(performance.now() - since))
      })
    })
    out.end(probe.body)
  })
}
