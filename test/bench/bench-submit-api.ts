import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { BENCH_ACCOUNT } from './bench-order-api.ts'

export interface SubmitApi {
  readonly url: string
  /** Orders taken since the last question. */
  taken(): Promise<number>
  close(): Promise<void>
}

/** createAndCall and addBatchCall in a thread of its own, signed in both directions, each answered `delayMs` after it was read. */
export async function startSubmitApi(delayMs: number): Promise<SubmitApi> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { delayMs } })
  const [port] = (await once(worker, 'message')) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    taken: async () => {
      worker.postMessage('taken')
      return ((await once(worker, 'message')) as [number])[0]
    },
    close: async () => void (await worker.terminate()),
  }
}

function serve(delayMs: number): void {
  let taken = 0
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
        const { callInfoList } = JSON.parse(asked) as { callInfoList: { callList: unknown[] } }
        const count = callInfoList.callList.length
        taken += count
        const said = { retCode: 0, retMsg: 'success', responseID: 'r', taskID: '1', totalCount: count, successCount: count, errList: [] }
        const body = JSON.stringify(said)
        const answer = () => {
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
        }
        if (delayMs === 0) answer()
        else setTimeout(answer, delayMs)
      })
  })
  parentPort?.on('message', () => {
    parentPort?.postMessage(taken)
    taken = 0
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as { port: number }).port))
}

const given = workerData as { delayMs?: unknown } | null
if (!isMainThread && typeof given?.delayMs === 'number') serve(given.delayMs)
