import { parentPort, workerData } from 'node:worker_threads'
import { openForReading } from '../db/open.ts'
import { createOrderReader } from '../orders/order-reader.ts'
import { createPeer } from './peer.ts'

/** What the pool tells a reader thread at its start. */
export interface ReaderThreadData {
  readonly cachePath: string
  /** Three counters of `SIGNAL`, shared with the pool. */
  readonly signals: SharedArrayBuffer
}

/** A reader thread: questions about orders, answered from a connection that cannot write. */
function runReaderThread(): void {
  if (!parentPort) throw new Error('a reader thread needs a parent')
  const { cachePath, signals } = workerData as ReaderThreadData
  const db = openForReading(cachePath)
  createPeer(parentPort, { ...createOrderReader(db, new Int32Array(signals)), close: () => db.close() })
}

runReaderThread()
