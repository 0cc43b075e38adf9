import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { workerData } from 'node:worker_threads'
import '../../src-core/threads/listener.ts'

// The listener's own program, and a fault: it ends at once when a file called "die" lies in its folder.
const file = join((workerData as { dataDir: string }).dataDir, 'die')
setInterval(() => {
  if (!existsSync(file)) return
  rmSync(file)
  throw new Error('a fault in the listener')
}, 10)
