import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CoreLink } from '../core-link.ts'
import { invalidCall, readCall } from '../read-call.ts'
import { answerJson } from './answer.ts'

const MAX_BYTES = 4 * 1024 * 1024

/** `POST /call` with `{ name, input }`: answers a `Result`, whatever came. */
export async function answerCall(request: IncomingMessage, response: ServerResponse, core: CoreLink): Promise<void> {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    return answerJson(response, 415, invalidCall('not application/json'))
  const body = await readBody(request)
  if (body === null) {
    response.setHeader('connection', 'close')
    return answerJson(response, 413, invalidCall(`more than ${MAX_BYTES} bytes`))
  }
  const call = readCall(parse(body))
  if (!call.ok) return answerJson(response, 400, call)
  answerJson(response, 200, await core.call(call.value.name, call.value.input))
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return null
  }
}

/** The whole body, or null as soon as it is too long; the rest is then not read. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BYTES) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length
    if (bytes > MAX_BYTES) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}
