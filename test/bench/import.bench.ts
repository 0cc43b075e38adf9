import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { startContacts, whenEnded } from '../contacts/contacts-thread.ts'
import { writeContactFile } from './contact-file.ts'
import { benchOptions, runPairs } from './harness.ts'

// G17: rows per second from the call of `contacts.import` to the finished list, through the thread, against the smallest
// correct program, each run in a fresh thread on a fresh database.
const { rows, pairs } = benchOptions({ rows: 100_000, pairs: 5 })
const folder = mkdtempSync(join(tmpdir(), 'callboard-import-'))
const csv = join(folder, 'list.csv')
let run = 0

try {
  await writeContactFile(csv, rows)
  const sizeBytes = statSync(csv).size
  const counts = new Set<number>()
  const inFolder = async (work: (dataDir: string) => Promise<{ seconds: number; ready: number }>) => {
    run += 1
    const dataDir = mkdtempSync(join(folder, `run-${run}-`))
    const { seconds, ready } = await work(dataDir)
    counts.add(ready)
    rmSync(dataDir, { recursive: true })
    return { value: rows / seconds }
  }
  await runPairs({
    id: 'G17',
    unit: 'rows/s',
    pairs,
    better: 'higher',
    floor: 0.5,
    notes: { rows, sizeBytes },
    ours: () =>
      inFolder(async dataDir => {
        const contacts = startContacts(dataDir)
        const { fileId } = contacts.files.give({ path: csv, fileName: 'list.csv', sizeBytes })
        const reading = { encoding: 'auto', delimiter: 'auto', header: 'auto' } as const
        const { suggested } = await contacts.service.preview({ fileId, reading })
        const from = performance.now()
        const { id } = await contacts.service.import({ fileId, name: 'bench', reading, mapping: { ...suggested, defaultCountry: 'CL' } })
        const list = await whenEnded(contacts.service, id)
        const seconds = (performance.now() - from) / 1000
        await contacts.close()
        if (list.state !== 'ready' || list.rowCount !== rows) throw new Error(`import ended ${list.state} with ${list.rowCount} rows`)
        return { seconds, ready: list.readyCount }
      }),
    raw: () =>
      inFolder(async dataDir => {
        const worker = new Worker(new URL('./raw/import-raw-thread.ts', import.meta.url), {
          workerData: { dbPath: join(dataDir, 'raw.db'), csvPath: csv },
        })
        const [answer] = (await once(worker, 'message')) as [{ seconds: number; ready: number }]
        await worker.terminate()
        return answer
      }),
  })
  if (counts.size !== 1) throw new Error(`ours and raw disagree about the ready rows: ${[...counts].join(', ')}`)
  process.stderr.write(`peak RSS of both together: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
