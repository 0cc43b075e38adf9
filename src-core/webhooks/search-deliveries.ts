import type { DeliveryFilter } from '../../src-contract/model/webhook.ts'
import type { Db } from '../db/open.ts'
import type { DeliveryFact } from './delivery-facts.ts'
import { type FactRow, factOf } from './delivery-log.ts'
import type { InboxReader } from './inbox-reader.ts'

export interface DeliveryPage {
  readonly facts: DeliveryFact[]
  /** Where to go on; null at the end. */
  readonly next: number | null
  /** How far back a search in payloads came, UTC milliseconds; null when nothing was searched that way. */
  readonly searchedTo: number | null
}

/** Ids that one step looks through before others get their turn. */
const STEP = 50_000
const PAYLOAD_STEP = 500
/** A search in payloads answers after this time with what it has. */
const PAYLOAD_MS = 300

const breathe = () => new Promise<void>(resolve => setImmediate(resolve))

/**
 * Pages through the log, newest first, by id and never by offset. A text that is an id, a phone or a requestID is found by its index;
 * anything else is looked for in the payloads, a moment at a time.
 */
export function createDeliverySearch({ db, inbox }: { db: Db; inbox: Pick<InboxReader, 'containing' | 'newestId'> }) {
  const hit = (column: string) => db.prepare(`SELECT 1 FROM delivery_fact WHERE ${column} = ? LIMIT 1`).pluck()
  const columns = (['order_id', 'user_task_id', 'phone', 'request_id'] as const).map(column => ({ column, has: hit(column) }))

  /** The column and value that a text stands for, when the log has it. */
  const known = (text: string): { column: string; value: string } | null => {
    const digits = text.replace(/[\s().-]/g, '')
    for (const { column, has } of columns) {
      const forms = column === 'phone' ? [text, digits, digits.replace(/^\+/, ''), `+${digits}`] : [text]
      for (const value of forms) if (has.get(value) !== undefined) return { column, value }
    }
    return null
  }
  const conditions = (filter: DeliveryFilter, values: Record<string, unknown>): string[] => {
    values.accountId = filter.accountId
    const parts = ['+account_id = @accountId']
    const add = (part: string, name: string, value: unknown) => {
      if (value === undefined) return
      parts.push(part)
      values[name] = value
    }
    add('kind = @kind', 'kind', filter.kind)
    add('status = @status', 'status', filter.status)
    add('received_at >= @from', 'from', filter.from)
    add('received_at < @to', 'to', filter.to)
    const standings = filter.standing ?? []
    if (standings.length > 0) parts.push(`standing IN (${standings.map(one => `'${one}'`).join(', ')})`)
    return parts
  }
  const byIndex = (
    filter: DeliveryFilter,
    { column, value }: { column: string; value: string },
    before: number,
    count: number,
  ): DeliveryPage => {
    const values: Record<string, unknown> = { value, before, count }
    const rows = db
      .prepare(
        `SELECT * FROM delivery_fact WHERE ${column} = @value AND delivery_id < @before AND ${conditions(filter, values).join(' AND ')} ORDER BY delivery_id DESC LIMIT @count`,
      )
      .all(values) as FactRow[]
    return { facts: rows.map(factOf), next: rows.length < count ? null : (rows.at(-1)?.delivery_id ?? null), searchedTo: null }
  }
  const byWalking = async (filter: DeliveryFilter, before: number, count: number): Promise<DeliveryPage> => {
    const values: Record<string, unknown> = {}
    const query = db.prepare(
      `SELECT * FROM delivery_fact WHERE delivery_id < @before AND delivery_id >= @least AND ${conditions(filter, values).join(' AND ')} ORDER BY delivery_id DESC LIMIT @count`,
    )
    const facts: DeliveryFact[] = []
    let at = Math.min(before, inbox.newestId() + 1)
    while (at > 1) {
      const wanted = count - facts.length
      const rows = query.all({ ...values, before: at, least: at - STEP, count: wanted }) as FactRow[]
      facts.push(...rows.map(factOf))
      if (rows.length === wanted) return { facts, next: rows.at(-1)?.delivery_id ?? null, searchedTo: null }
      at -= STEP
      if (at > 1) await breathe()
    }
    return { facts, next: null, searchedTo: null }
  }
  const byPayload = async (filter: DeliveryFilter, text: string, before: number, count: number): Promise<DeliveryPage> => {
    const values: Record<string, unknown> = {}
    const query = db.prepare(`SELECT * FROM delivery_fact WHERE delivery_id = @id AND ${conditions(filter, values).join(' AND ')}`)
    const until = performance.now() + PAYLOAD_MS
    const facts: DeliveryFact[] = []
    let at = before
    let searchedTo: number | null = null
    while (performance.now() < until) {
      const slice = inbox.containing(text, filter.accountId, at, PAYLOAD_STEP)
      searchedTo = slice.at ?? searchedTo
      for (const id of slice.ids) {
        const row = query.get({ ...values, id }) as FactRow | undefined
        if (row) facts.push(factOf(row))
        if (facts.length === count) return { facts, next: id, searchedTo: row?.received_at ?? searchedTo }
      }
      if (slice.stoppedAt === null || (filter.from !== undefined && searchedTo !== null && searchedTo < filter.from - 86_400_000))
        return { facts, next: null, searchedTo }
      at = slice.stoppedAt
      await breathe()
    }
    return { facts, next: at, searchedTo }
  }
  return async (filter: DeliveryFilter, before: number | null, count: number): Promise<DeliveryPage> => {
    const from = before ?? Number.MAX_SAFE_INTEGER
    const text = filter.text ?? ''
    if (text === '') return byWalking(filter, from, count)
    const column = known(text)
    return column ? byIndex(filter, column, from, count) : byPayload(filter, text, from, count)
  }
}
