import { ConsoleEvent, eventNames } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result, WireError } from '../../src-contract/result.ts'
import { refused } from '../../src-contract/result.ts'
import type { PageBridge } from './bridge.ts'

const hostGone = (detail: string): WireError => ({
  code: 'unreachable',
  params: { host: window.location.host, detail },
  requestId: null,
  responseId: null,
  retCode: null,
  retMsg: null,
})

/**
 * The bridge of a page served over local HTTP: POST /call, EventSource /events, POST /upload, GET /download/<id>.
 * After the event stream was cut, every name is announced once, because anything may have changed meanwhile.
 */
export function createHttpBridge(): PageBridge {
  return {
    host: 'browser',
    call: postCall,
    onEvent: createEventStream(),
    giveFile: (file, onProgress) => upload(file as File, onProgress),
    showExport: exportId => {
      const link = document.createElement('a')
      link.href = `/download/${encodeURIComponent(exportId)}`
      link.download = ''
      link.click()
    },
  }
}

async function postCall<M extends MethodName>(name: M, input: Input<M>): Promise<Result<Output<M>>> {
  try {
    const response = await fetch('/call', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name, input }),
    })
    const body: unknown = await response.json().catch(() => null)
    if (isResult<Output<M>>(body)) return body
    return refused(hostGone(`HTTP ${response.status}`))
  } catch (error) {
    return refused(hostGone(error instanceof Error ? error.message : ''))
  }
}

function isResult<T>(value: unknown): value is Result<T> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean'
}

/** One stream for all listeners of the page, opened with the first and closed with the last. */
function createEventStream(): PageBridge['onEvent'] {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  let source: EventSource | null = null
  let retry: number | undefined
  let wasCut = false

  const tell = (event: ConsoleEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  const open = () => {
    const stream = new EventSource('/events')
    source = stream
    stream.onopen = () => {
      if (wasCut) for (const name of eventNames) tell({ name, revision: 0 })
      wasCut = false
    }
    stream.onmessage = (message: MessageEvent<string>) => {
      const event = ConsoleEvent.safeParse(parseJson(message.data))
      if (event.success) tell(event.data)
    }
    stream.onerror = () => {
      wasCut = true
      // The browser tries again by itself unless it has given up on the stream.
      if (stream.readyState !== EventSource.CLOSED) return
      window.clearTimeout(retry)
      retry = window.setTimeout(open, 1000)
    }
  }

  return listener => {
    listeners.add(listener)
    if (!source) open()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      window.clearTimeout(retry)
      source?.close()
      source = null
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** XMLHttpRequest, because fetch cannot report how much of an upload has gone. */
function upload(file: File, onProgress: (share: number) => void): Promise<Result<{ fileId: string }>> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest()
    request.open('POST', '/upload')
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = event => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      const body = parseJson(request.responseText)
      resolve(isResult<{ fileId: string }>(body) ? body : refused(hostGone(`HTTP ${request.status}`)))
    }
    request.onerror = () => resolve(refused(hostGone('')))
    request.send(file)
  })
}
