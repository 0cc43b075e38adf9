import type { ReplayPreview, ReplayRange, ReplayReport, RowChange } from '../../src-contract/model/webhook.ts'
import type { Db } from '../db/open.ts'
import { isToApply, type StoredDelivery, TAKEN_LATER, type Verdict } from './delivery.ts'
import type { DeliveryLog } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'
import type { Settle } from './settle-deliveries.ts'
import { openShadowCache } from './shadow-cache.ts'

export interface ReplayDeps {
  readonly inbox: Pick<InboxReader, 'one'>
  readonly log: Pick<DeliveryLog, 'idsIn' | 'get'>
  readonly settle: Pick<Settle, 'again'>
  readonly cache: Db
  /** What the signature check says with the present secret. */
  judge(delivery: StoredDelivery): Promise<{ verdict: Verdict; marks: number }>
  setVerdicts(verdicts: readonly { id: number; verdict: Verdict; marks: number }[]): Promise<void>
  isClosed(): boolean
}

const SLICE = 200
/** A preview tries no more than this; a replay has no limit. */
const PREVIEWED = 20_000
const SHOWN = 200

const breathe = () => new Promise<void>(resolve => setImmediate(resolve))

/** Applies kept deliveries once more: after a secret was corrected, an account came back, or rows were lost. It never counts anything twice. */
export function createReplay({ inbox, log, settle, cache, judge, setVerdicts, isClosed }: ReplayDeps) {
  /** Slices of what a range means, each delivery as the present secret sees it. */
  async function* slices(range: ReplayRange): AsyncGenerator<{ delivery: StoredDelivery; before: StoredDelivery }[]> {
    const chosen = range.of === 'chosen' ? [...new Set(range.ids)].sort((a, b) => a - b) : null
    let after = 0
    while (!isClosed()) {
      const ids = chosen
        ? chosen.filter(id => id > after).slice(0, SLICE)
        : range.of === 'span'
          ? log.idsIn(range.accountId, range.from, range.to, after, SLICE)
          : []
      const last = ids.at(-1)
      if (last === undefined) return
      after = last
      const slice: { delivery: StoredDelivery; before: StoredDelivery }[] = []
      for (const id of ids) {
        const before = inbox.one(id)
        if (before?.accountId === range.accountId) slice.push({ before, delivery: await asOfNow(before) })
      }
      yield slice
      await breathe()
    }
  }
  /** What was kept apart is checked again, and what was refused for its time or as a repeat is taken: the operator asks for it. */
  const asOfNow = async (delivery: StoredDelivery): Promise<StoredDelivery> => {
    const { verdict, marks } = delivery.verdict === 'verified' ? delivery : await judge(delivery)
    const wasRefused = verdict === 'verified' && (delivery.retCode ?? 0) !== 0
    return { ...delivery, verdict, marks: marks | (wasRefused ? TAKEN_LATER : 0) }
  }
  const emptyReport = () => ({ deliveries: 0, applied: 0, leftAlone: 0, newlyVerified: 0 })
  const count = (report: ReturnType<typeof emptyReport>, { delivery, before }: { delivery: StoredDelivery; before: StoredDelivery }) => {
    report.deliveries += 1
    if (isToApply(delivery)) report.applied += 1
    else report.leftAlone += 1
    if (delivery.verdict === 'verified' && before.verdict !== 'verified') report.newlyVerified += 1
  }
  const counted = (changes: readonly RowChange[]) => ({
    changedOrders: changes.filter(change => change.what === 'order').length,
    changedTasks: changes.filter(change => change.what === 'task').length,
  })
  return {
    async preview(range: ReplayRange): Promise<ReplayPreview> {
      const shadow = openShadowCache(cache)
      const report = emptyReport()
      try {
        for await (const slice of slices(range)) {
          if (report.deliveries >= PREVIEWED)
            return { ...report, ...counted(shadow.changes()), changes: shadow.changes().slice(0, SHOWN), cutShort: true }
          for (const one of slice) {
            count(report, one)
            if (isToApply(one.delivery)) shadow.apply(one.delivery)
          }
        }
        const changes = shadow.changes()
        return { ...report, ...counted(changes), changes: changes.slice(0, SHOWN), cutShort: false }
      } finally {
        shadow.close()
      }
    },
    async run(range: ReplayRange): Promise<ReplayReport> {
      const report = emptyReport()
      const changed = { order: new Set<string>(), task: new Set<string>() }
      for await (const slice of slices(range)) {
        const judgedAnew = slice.filter(({ delivery, before }) => delivery.verdict !== before.verdict || delivery.marks !== before.marks)
        if (judgedAnew.length > 0) await setVerdicts(judgedAnew.map(({ delivery: { id, verdict, marks } }) => ({ id, verdict, marks })))
        const effects = settle.again(slice.map(({ delivery }) => delivery))
        slice.forEach((one, place) => {
          count(report, one)
          if (effects[place] !== 'changed') return
          const fact = log.get(one.delivery.id)
          if (one.delivery.kind === 'task') changed.task.add(fact?.userTaskID ?? '')
          else changed.order.add(fact?.orderID ?? '')
        })
      }
      return { ...report, changedOrders: changed.order.size, changedTasks: changed.task.size }
    },
  }
}
