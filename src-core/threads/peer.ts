import type { MessagePort, Worker } from 'node:worker_threads'
import { WireError } from '../../src-contract/result.ts'
import { fromWireError, toWireError } from '../app-error.ts'

/** What one side of a thread answers: a name and one plain value in, one plain value out. */
export type PeerHandlers = Readonly<Record<string, (params: never) => unknown>>

/** The other end of a thread, asked by name. Every value that crosses is plain data. */
export interface Peer {
  call<T>(method: string, params?: unknown): Promise<T>
  /** Says something without waiting for an answer. */
  notify(topic: string, value: unknown): void
  onNotify(listener: (topic: string, value: unknown) => void): void
  /** Refuses everything under way; the thread is gone. */
  fail(error: Error): void
}

type Port = Pick<MessagePort, 'postMessage'> & { on(event: 'message', listener: (value: unknown) => void): unknown }
type Message =
  | { kind: 'call'; id: number; method: string; params: unknown }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failure'; id: number; error: WireError; message: string }
  | { kind: 'notify'; topic: string; value: unknown }

/** Connects to the thread on the other side of `port`; both sides may call. */
export function createPeer(port: MessagePort | Worker, handlers: PeerHandlers): Peer {
  const open: Port = port
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners: ((topic: string, value: unknown) => void)[] = []
  let lastId = 0
  let dead: Error | null = null

  const answer = async (id: number, method: string, params: unknown) => {
    try {
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
      if (!handler) throw new Error(`no thread method ${method}`)
      open.postMessage({ kind: 'answer', id, value: await (handler as (params: unknown) => unknown)(params) } satisfies Message)
    } catch (error) {
      open.postMessage({
        kind: 'failure',
        id,
        error: toWireError(error),
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies Message)
    }
  }
  open.on('message', raw => {
    const message = raw as Message
    if (message.kind === 'call') return void answer(message.id, message.method, message.params)
    if (message.kind === 'notify') {
      for (const listener of listeners) listener(message.topic, message.value)
      return
    }
    const call = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') call?.resolve(message.value)
    else call?.reject(message.error.code === 'internal' ? new Error(message.message) : fromWireError(WireError.parse(message.error)))
  })
  return {
    call<T>(method: string, params: unknown = {}) {
      if (dead) return Promise.reject(dead)
      lastId += 1
      const id = lastId
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: value => resolve(value as T), reject })
        open.postMessage({ kind: 'call', id, method, params } satisfies Message)
      })
    },
    notify(topic, value) {
      open.postMessage({ kind: 'notify', topic, value } satisfies Message)
    },
    onNotify(listener) {
      listeners.push(listener)
    },
    fail(error) {
      dead = error
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}
