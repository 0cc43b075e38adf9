import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCallbotApi } from '../../src-core/api/callbot.ts'
import { createTransport } from '../../src-core/api/transport.ts'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { firstPage, pullOrders } from '../../src-core/sync/pull-orders.ts'
import { startBenchApi } from './bench-order-api.ts'
import { benchOptions, runPairs } from './harness.ts'
import { pullRaw } from './raw/sync-raw.ts'
import { BENCH_ACCOUNT } from './signed-door.ts'

// G21: orders from a local signed paged API into an empty cache, our client, sync and store; against the smallest correct loop.
const { rows, pairs } = benchOptions({ rows: 100_000, pairs: 5 })
const api = await startBenchApi(rows)

async function inFolder(work: (folder: string) => Promise<number>): Promise<{ value: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'))
  try {
    return { value: rows / (await work(folder)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const ours = () =>
  inFolder(async folder => {
    const db = openDatabase({ path: join(folder, 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
    const orders = createOrderStore(db)
    const transport = createTransport()
    const client = createCallbotApi({ baseUrl: api.url, ...BENCH_ACCOUNT, algorithm: 'MD5' }, transport, systemClock, {
      readDeadlineMs: 15_000,
      submitDeadlineMs: 30_000,
    })
    const startedAt = performance.now()
    const { done } = await pullOrders({ orders, clock: systemClock }, client, {
      accountId: 'account',
      userTaskID: 'all',
      from: firstPage,
      signal: new AbortController().signal,
      onPage: () => undefined,
    })
    const seconds = (performance.now() - startedAt) / 1000
    const kept = db.prepare('SELECT count(*) FROM orders').pluck().get()
    if (done !== rows || kept !== rows) throw new Error(`pulled ${done}, kept ${String(kept)}`)
    await transport.close()
    db.close()
    return seconds
  })
const raw = () => inFolder(folder => pullRaw(api.url, BENCH_ACCOUNT, join(folder, 'raw.db')))

await runPairs({ id: 'G21', unit: 'orders/s', pairs, better: 'higher', floor: 0.7, notes: { rows, pageSize: 500 }, ours, raw })
await api.close()
