import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { benchOrder } from './bench-orders.ts'

export const BENCH_ACCOUNT = { uuid: 'bench', secretKey: 'bench-secret' }

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
  const md5 = (body: string, createTs: string, requestID: string) =>
    createHash('md5')
      .update(`${BENCH_ACCOUNT.secretKey}&body=${body}&createTs=${createTs}&requestID=${requestID}&uuid=${BENCH_ACCOUNT.uuid}`)
      .digest('hex')
      .toUpperCase()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request
      .on('data', (part: Buffer) => parts.push(part))
      .on('end', () => {
        const asked = Buffer.concat(parts).toString()
        const { requestid = '', createts = '', sign } = request.headers as Record<string, string>
        if (md5(asked, createts, requestid) !== sign) return void response.writeHead(401).end()
        const { page, size } = JSON.parse(asked) as { page: number; size: number }
        const body = pageOf(page, size)
        const now = String(Math.floor(Date.now() / 1000))
        response.writeHead(200, {
          'content-type': 'application/json',
          requestID: requestid,
          uuid: BENCH_ACCOUNT.uuid,
          createTs: now,
          algorithm: 'MD5',
          sign: md5(body, now, requestid),
        })
        response.end(body)
      })
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as { port: number }).port))
}

if (!isMainThread && typeof (workerData as { rows?: unknown } | null)?.rows === 'number') serve((workerData as { rows: number }).rows)
