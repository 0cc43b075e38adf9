import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type SubmitApi, startSubmitApi } from './bench-submit-api.ts'
import { runPairs } from './harness.ts'
import { submitRaw } from './raw/submit-raw.ts'
import { BENCH_ACCOUNT } from './signed-door.ts'
import { submitOurs } from './submit-ours.ts'

// G19: orders to a local signed API that answers after a delay, 64 requests in flight, every order written down before and settled
// after; our submission service with every check on, from the launch's commit to the last outcome, against the smallest correct loop.
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    pairs: { type: 'string', default: '5' },
    delay: { type: 'string', default: '0,20,100' },
    'orders-per-request': { type: 'string', default: '500' },
    'in-flight': { type: 'string', default: '64' },
  },
})
const [rows, ordersPerRequest, inFlight] = [values.rows, values['orders-per-request'], values['in-flight']].map(Number) as [
  number,
  number,
  number,
]

async function measured(api: SubmitApi, work: (folder: string) => Promise<number>): Promise<{ value: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'))
  try {
    const seconds = await work(folder)
    const taken = await api.taken()
    if (taken !== rows) throw new Error(`the server took ${taken} of ${rows}`)
    return { value: rows / seconds }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

for (const delayMs of values.delay.split(',').map(Number)) {
  const api = await startSubmitApi(delayMs)
  const common = { url: api.url, account: BENCH_ACCOUNT, rows, ordersPerRequest, inFlight }
  const cacheBehind: number[] = []
  const notes = { rows, ordersPerRequest, inFlight, delayMs, cacheSecondsLater: 0 }
  await runPairs({
    id: 'G19',
    unit: 'orders/s',
    pairs: Number(values.pairs),
    better: 'higher',
    floor: delayMs >= 20 ? 0.8 : 0.5,
    notes,
    ours: () =>
      measured(api, async folder => {
        const { seconds, cacheSeconds } = await submitOurs({ ...common, folder })
        cacheBehind.push(cacheSeconds - seconds)
        notes.cacheSecondsLater = Number((cacheBehind.toSorted((a, b) => a - b)[cacheBehind.length >> 1] ?? 0).toFixed(2))
        return seconds
      }),
    raw: () => measured(api, folder => submitRaw({ ...common, path: join(folder, 'raw.db') })),
  })
  await api.close()
}
