import { type ResourceLimits, Worker } from 'node:worker_threads'
import { startAwakeTimer } from '../awake-timer.ts'
import { createPeer, type Peer, type PeerHandlers } from './peer.ts'

export type ThreadName = 'core' | 'listener' | 'contacts' | 'reader'
/** Where each thread's program lies: TypeScript in the sources, bundled files in a build. The host knows. */
export type ThreadFiles = Readonly<Record<ThreadName, string>>

export interface Thread {
  readonly peer: Peer
  /** Asks the thread to close its files, then ends it; one that does not answer in 20 s is ended anyway. */
  close(): Promise<void>
}

/** Ending a thread inside a call of SQLite can take the whole process with it, so a busy disk gets its time; hosts have limits of their own. */
const CLOSE_LIMIT_MS = 20_000

/** Starts a thread with plain start values and connects to it. `limits`: of its heap, where Node's own are too large. */
export function spawnThread(
  file: string,
  data: unknown,
  handlers: PeerHandlers = {},
  onDeath?: (error: Error) => void,
  limits: ResourceLimits = {},
): Thread {
  const worker = new Worker(new URL(file), { workerData: data, resourceLimits: limits })
  const peer = createPeer(worker, handlers)
  let closing = false
  worker.on('error', error => peer.fail(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', code => {
    const error = new Error(`thread ${file} ended with ${code}`)
    peer.fail(error)
    if (!closing) onDeath?.(error)
  })
  return {
    peer,
    async close() {
      closing = true
      let callOff = () => {}
      const late = new Promise<void>(resolve => {
        callOff = startAwakeTimer(CLOSE_LIMIT_MS, resolve)
      })
      await Promise.race([
        peer.call('close').then(
          () => undefined,
          () => undefined,
        ),
        late,
      ])
      callOff()
      await worker.terminate()
    },
  }
}
