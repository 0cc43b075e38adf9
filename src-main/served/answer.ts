import type { ServerResponse } from 'node:http'
import { pageHeaders } from '../page-headers.ts'

/** Sends one JSON value. */
export function answerJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value))
  response
    .writeHead(status, { ...pageHeaders(null), 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
    .end(body)
}

/** Sends one sentence for a human. */
export function answerText(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...pageHeaders(null), 'content-type': 'text/plain; charset=utf-8', ...headers }).end(`${text}\n`)
}
