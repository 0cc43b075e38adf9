import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createLog } from '../../src-core/log.ts'
import { createOrderStore } from '../../src-core/orders/order-store.ts'
import { createCacheFeeder } from '../../src-core/submissions/cache-feeder.ts'
import type { SubmissionSink } from '../../src-core/submissions/deps.ts'
import { createSubmissionSink } from '../../src-core/submissions/submission-sink.ts'
import { createTaskStore } from '../../src-core/tasks/task-store.ts'
import { emptyFolder } from '../db/with-folder.ts'
import { withSending } from './with-sending.ts'

/** A batch of 300 in the ledger whose first 100 orders are in `state`, and a feeder into an empty cache that stops at its slices. */
async function withFeeder(state: 'unknown' | 'refused') {
  const { rig } = await withSending({ rows: 300, rules: { startSize: 300, largestSize: 300 } })
  const { id } = rig.launch()
  const { userTaskID } = await rig.until(id, submission => submission.state === 'done')
  await rig.cached()
  rig.withLedger(db => {
    db.prepare('UPDATE submission_order SET state = ? WHERE submission_id = ? AND seq <= 100').run(state, id)
    const batch = db.prepare('UPDATE batch SET cached_at = NULL, accepted = 200, state = ?, refused = ?, found = ?, unknown_since = ?')
    if (state === 'unknown') batch.run('unknown', 0, 200, 1)
    else batch.run('accepted', 100, 0, null)
  })
  const log = createLog(rig.dataDir)
  const cache = openDatabase({ path: join(emptyFolder(), 'cache.db'), migrations: cacheMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void cache.close())
  const orders = createOrderStore(cache)
  const shown = createSubmissionSink({ orders, tasks: createTaskStore(cache), bus: rig.bus, log })
  const behind = { firstSlice: () => {} }
  const sink: Pick<SubmissionSink, 'accepted'> = {
    accepted(submission, slice, at) {
      shown.accepted(submission, slice, at)
      behind.firstSlice()
      behind.firstSlice = () => {}
    },
  }
  const feeder = rig.withLedger(ledger =>
    createCacheFeeder({ ledger, submissions: rig.stores.submissions, account: () => ({}), sink, clock: systemClock, log }),
  )
  onTestFinished(() => feeder.close())
  const inCache = () => orders.taskCounts('cb').get(userTaskID)?.total
  return { rig, id, feeder, behind, inCache }
}

const seqs = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }))

test('orders that a later round finds before those already brought into the cache are brought there too', async () => {
  const { rig, id, feeder, behind, inCache } = await withFeeder('unknown')
  behind.firstSlice = () => {
    rig.stores.batches.apply(id, 1, { event: 'asked', found: 300, rounds: 2, nextAt: null }, seqs(1, 100))
    rig.stores.batches.apply(id, 1, { event: 'found_all' })
  }
  feeder.feed(0)
  await feeder.idle()
  expect(inCache()).toBe(300)
})

test('a settlement that gives as many orders back as it takes over leaves none of them out', async () => {
  const { rig, id, feeder, behind, inCache } = await withFeeder('refused')
  behind.firstSlice = () => {
    rig.stores.batches.apply(id, 1, { event: 'settled', accepted: 200, refused: 0 }, [...seqs(1, 100), ...seqs(201, 300)])
  }
  feeder.feed(0)
  await feeder.idle()
  expect(inCache()).toBe(200)
})
