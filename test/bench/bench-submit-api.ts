import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { openSignedDoor } from './signed-door.ts'

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
  parentPort?.on('message', () => {
    parentPort?.postMessage(taken)
    taken = 0
  })
  openSignedDoor(
    asked => {
      const { callInfoList } = JSON.parse(asked) as { callInfoList: { callList: unknown[] } }
      const count = callInfoList.callList.length
      taken += count
      const said = { retCode: 0, retMsg: 'success', responseID: 'r', taskID: '1', totalCount: count, successCount: count, errList: [] }
      return JSON.stringify(said)
    },
    port => parentPort?.postMessage(port),
    delayMs,
  )
}

const given = workerData as { delayMs?: unknown } | null
if (!isMainThread && typeof given?.delayMs === 'number') serve(given.delayMs)
