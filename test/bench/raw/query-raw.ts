import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'

export interface RawQueries {
  page(name: string): Promise<unknown[]>
  close(): Promise<void>
}

/** The best hand-written SQL for each case, prepared once, in a worker: one hop there and back with the rows. */
export function startRawQueries(cachePath: string, queries: Readonly<Record<string, string>>): RawQueries {
  const worker = new Worker(new URL(import.meta.url), { workerData: { cachePath, queries } })
  const waiting: ((rows: unknown[]) => void)[] = []
  worker.on('message', (rows: unknown[]) => waiting.shift()?.(rows))
  return {
    page: name =>
      new Promise(resolve => {
        waiting.push(resolve)
        worker.postMessage(name)
      }),
    close: async () => void (await worker.terminate()),
  }
}

function answer({ cachePath, queries }: { cachePath: string; queries: Record<string, string> }): void {
  const db = new Database(cachePath, { readonly: true })
  db.pragma('cache_size = -32000')
  const statements = new Map(Object.entries(queries).map(([name, sql]) => [name, db.prepare(sql)]))
  parentPort?.on('message', (name: string) => parentPort?.postMessage(statements.get(name)?.all()))
}

if (!isMainThread && typeof (workerData as { queries?: unknown } | null)?.queries === 'object')
  answer(workerData as { cachePath: string; queries: Record<string, string> })
