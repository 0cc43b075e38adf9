import { type ConsoleEvent, eventNames } from '../src-contract/events.ts'
import { type Result, refused } from '../src-contract/result.ts'
import { AppError, toWireError } from '../src-core/app-error.ts'
import type { Notice } from '../src-core/board/notice-words.ts'
import type { Log } from '../src-core/log.ts'
import type { RunningSimulator } from '../src-core/ports.ts'
import type { CoreThreadData } from '../src-core/threads/core.ts'
import { spawnThread, type Thread } from '../src-core/threads/spawn.ts'

/** A file the operator chose, where the core can read it. */
export interface GivenFile {
  readonly path: string
  readonly fileName: string
  readonly sizeBytes: number
}

/** The host's end of the core thread. */
export interface CoreLink {
  /** One call of the contract, as it came from the page; never throws. */
  call(name: unknown, input: unknown): Promise<Result<unknown>>
  giveFile(file: GivenFile): Promise<Result<{ fileId: string }>>
  /** Where a finished export lies. */
  exportFile(id: string): Promise<Result<{ path: string; fileName: string }>>
  onEvent(listener: (event: ConsoleEvent) => void): () => void
  close(): Promise<void>
}

export interface CoreLinkOptions {
  readonly data: CoreThreadData
  readonly log: Log
  startSimulator(): Promise<RunningSimulator>
  /** Shows a notification; left out by a host whose page does it. */
  notify?(notice: Notice): void
  /** Least time between two starts of the core, in milliseconds. */
  readonly restartGapMs?: number
}

/**
 * Starts the core thread and keeps it: when it dies, calls are refused with `internal` until it runs again,
 * and the page hears every event name once, because anything may have changed meanwhile.
 */
export function createCoreLink({ data, log, startSimulator, notify, restartGapMs = 10_000 }: CoreLinkOptions): CoreLink {
  const listeners = new Set<(event: ConsoleEvent) => void>()
  let thread: Thread | null = null
  let restart: NodeJS.Timeout | null = null
  let closing: Promise<void> | null = null

  const tell = (event: ConsoleEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  const start = () => {
    const startedAt = performance.now()
    thread = spawnThread(data.threadFiles.core, data, { 'simulator.start': startSimulator }, death => {
      thread = null
      log.write('error', 'the core thread died', { error: death })
      restart = setTimeout(startAgain, Math.max(0, startedAt + restartGapMs - performance.now()))
    })
    thread.peer.onNotify((topic, value) => {
      if (topic === 'event') tell(value as ConsoleEvent)
      if (topic === 'notice') notify?.(value as Notice)
    })
  }
  const startAgain = () => {
    restart = null
    if (closing) return
    start()
    log.write('info', 'the core thread was started again')
    for (const name of eventNames) tell({ name, revision: 0 })
  }
  const ask = async <T>(method: string, params: unknown): Promise<T> => {
    if (!thread) throw new Error('the core thread is not running')
    return thread.peer.call<T>(method, params)
  }
  const asResult = async <T>(answer: Promise<T>): Promise<Result<T>> => {
    try {
      return { ok: true, value: await answer }
    } catch (error) {
      if (!(error instanceof AppError)) log.write('error', 'the core thread did not answer', { error })
      return refused(toWireError(error))
    }
  }

  start()
  return {
    async call(name, input) {
      const answer = await asResult(ask<Result<unknown>>('dispatch', { name, input }))
      return answer.ok ? answer.value : answer
    },
    giveFile: file => asResult(ask<{ fileId: string }>('giveFile', file)),
    exportFile: id => asResult(ask<{ path: string; fileName: string }>('exportFile', { id })),
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (restart) clearTimeout(restart)
      closing ??= thread?.close() ?? Promise.resolve()
      return closing
    },
  }
}
