import type { NxlinkApi } from '../api/nxlink-types.ts'
import type { SubmissionRecord } from '../submissions/submission-store.ts'
import { RECORD_PAGE } from '../sync/pull-records.ts'
import type { ComparisonDeps } from './compare-with-callbot.ts'
import { judgeNxlinkOrder } from './judge-order.ts'

/** Orders judged at a time, so that the thread answers other calls in between. */
const SLICE = 2_000
/** Clocks differ: the records are asked for from a little before the launch to a little after now. */
const MARGIN_MS = 60_000

/** Compares a submission with the call records since its launch (cdr/page, nxlink-cc.md 5.2). Throws what the API client throws. */
export async function compareWithNxlink(api: NxlinkApi, submission: SubmissionRecord, deps: ComparisonDeps): Promise<void> {
  const { store, clock, patiently, signal, progress } = deps
  const startTime = Math.floor((submission.createdAt - MARGIN_MS) / 1000)
  const endTime = Math.ceil((clock.now() + MARGIN_MS) / 1000)
  const recorded = new Set<number>()
  const proven = new Set<number>()
  for (let page = 1; ; page += 1) {
    const { value } = await patiently(() => api.cdrPage({ startTime, endTime, page, size: RECORD_PAGE }, { signal }))
    for (const order of store.whose(value.map(record => record.orderId)).values()) {
      if (order.submissionId !== submission.id) continue
      recorded.add(order.seq)
      if (order.batch !== null) proven.add(order.batch)
    }
    progress()
    if (value.length < RECORD_PAGE) break
  }
  for (let seq = 0; ; ) {
    const ours = store.ourOrders(submission.id, seq, SLICE)
    const last = ours.at(-1)
    if (!last) return
    signal.throwIfAborted()
    const verdicts = ours.map(order => judgeNxlinkOrder(order, recorded.has(order.seq), order.batch !== null && proven.has(order.batch)))
    store.add(submission.id, {
      asked: ours.length,
      same: verdicts.filter(verdict => verdict.agrees).length,
      differences: verdicts.flatMap(verdict => verdict.differences),
    })
    progress()
    seq = last.seq
    await new Promise(resolve => setImmediate(resolve))
  }
}
