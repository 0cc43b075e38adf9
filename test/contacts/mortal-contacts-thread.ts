import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import { openForReading } from '../../src-core/db/open.ts'

// The real contacts thread, in a process that is to be killed from outside somewhere in the middle of an import. Whoever kills it
// may come late on a busy machine: after `mostRows` committed rows it kills the process itself, so that the import never ends before.
const { dataDir, mostRows } = workerData as { dataDir: string; mostRows: number }
await import('../../src-core/threads/contacts.ts')
const rowCount = openForReading(join(dataDir, 'contacts.db')).prepare('SELECT coalesce(max(row_count), 0) FROM contact_list').pluck()

// The import reads the next slice from the disk meanwhile, so no more than one is written between two looks.
function look(): void {
  const rows = rowCount.get() as number
  if (rows >= mostRows) {
    writeSync(1, `${rows}\n`)
    process.kill(process.pid, 'SIGKILL')
  }
  setImmediate(look)
}
look()
