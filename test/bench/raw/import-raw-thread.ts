import { parentPort, workerData } from 'node:worker_threads'
import { importRaw } from './import-raw.ts'

// Raw in a thread of its own, fresh for each run as ours is: a warm compiler would be worth a fifth to it.
const { dbPath, csvPath } = workerData as { dbPath: string; csvPath: string }
const from = performance.now()
const { ready } = await importRaw(dbPath, csvPath)
parentPort?.postMessage({ seconds: (performance.now() - from) / 1000, ready })
