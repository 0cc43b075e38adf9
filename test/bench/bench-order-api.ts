import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { benchOrder } from './bench-orders.ts'
import { openSignedDoor } from './signed-door.ts'

/** listOrder over ready-made pages, signed in both directions, in a thread of its own; answers its base URL. */
export async function startBenchApi(rows: number): Promise<{ url: string; close(): Promise<void> }> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { rows } })
  const [port] = (await once(worker, 'message')) as [number]
  return { url: `http://127.0.0.1:${port}`, close: async () => void (await worker.terminate()) }
}

function serve(rows: number): void {
  const pages = new Map<string, string>()
  const pageOf = (page: number, size: number) => {
    const key = `${page}/${size}`
    const known = pages.get(key)
    if (known !== undefined) return known
    const from = (page - 1) * size
    const orderList = Array.from({ length: Math.max(0, Math.min(size, rows - from)) }, (_, index) => benchOrder(from + index))
    const body = JSON.stringify({ retCode: 0, retMsg: 'success', responseID: 'r', totalCount: rows, orderList })
    pages.set(key, body)
    return body
  }
  for (let page = 1; (page - 1) * 500 < rows; page += 1) pageOf(page, 500)
  openSignedDoor(
    asked => {
      const { page, size } = JSON.parse(asked) as { page: number; size: number }
      return pageOf(page, size)
    },
    port => parentPort?.postMessage(port),
  )
}

if (!isMainThread && typeof (workerData as { rows?: unknown } | null)?.rows === 'number') serve((workerData as { rows: number }).rows)
