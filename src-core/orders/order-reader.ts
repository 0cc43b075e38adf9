import type { OrderFacets, OrderFilter, OrderSort } from '../../src-contract/model/order.ts'
import { AppError } from '../app-error.ts'
import { type BoardQuestion, createBoardReader } from '../board/board-reader.ts'
import type { Db } from '../db/open.ts'
import { type CubeCell, countFacets } from './order-facets.ts'
import { allIdsSql, cubeSql, firstPageSql, keptCubeSql, type QueryGround, rowsByIdSql, whereSql, withoutFacets } from './order-query.ts'
import type { RawOrderRow } from './order-row.ts'
import { createQueryGround } from './query-ground.ts'
import { createReaderQueue } from './reader-queue.ts'

/** One open result: the first page as it was, and the ordered row ids of everything once somebody needed more. */
interface OpenResult {
  readonly filter: OrderFilter
  readonly sort: OrderSort
  readonly firstIds: readonly number[]
  /** Rows that came after the opening stay out. */
  readonly top: number
  ids: Uint32Array | null
  readonly isKept: boolean
}

export interface OpenQuestion {
  handle: string
  filter: OrderFilter
  sort: OrderSort
  count: number
  keep?: boolean
}
/** Beyond these the result that was used longest ago is dropped; an index of a million rows takes 4 MB. */
const MAX_HANDLES = 16
const AHEAD_AFTER_MS = 60

/** Answers questions about orders inside a reader thread; `signals` is shared with the pool. */
export function createOrderReader(db: Db, signals: Int32Array) {
  const queue = createReaderQueue(signals)
  const results = new Map<string, OpenResult>()
  db.function('go', { deterministic: false }, () => {
    queue.checkpoint()
    return 1
  })
  const statements = createStatements(db)
  const groundOf = createQueryGround(db)
  const board = createBoardReader(db)

  const where = (filter: OrderFilter, ground: QueryGround, sort: OrderSort | null) => whereSql(filter, ground, sort)
  const topRow = () => statements.get('SELECT coalesce(max(row_id), 0) FROM orders').pluck().get() as number

  const open = ({ handle, filter, sort, count, keep = false }: OpenQuestion) => {
    const startedAt = performance.now()
    const ground = groundOf(filter)
    const top = topRow()
    let rows: RawOrderRow[] = []
    if (ground) {
      const condition = where(filter, ground, sort)
      rows = statements
        .get(firstPageSql(condition, sort))
        .raw()
        .all({ ...condition.values, count }) as RawOrderRow[]
    }
    const firstIds = rows.map(row => row[0])
    const result: OpenResult = { filter, sort, firstIds, top, ids: rows.length < count ? Uint32Array.from(firstIds) : null, isKept: keep }
    results.set(handle, result)
    evict()
    if (result.ids === null) buildAhead(handle, result)
    return { rows, tookMs: performance.now() - startedAt }
  }

  /** Most results are looked at and left within a moment; only those that stay get their index before it is asked for. */
  const buildAhead = (handle: string, result: OpenResult) => {
    setTimeout(() => {
      if (results.get(handle) === result && result.ids === null) void queue.add('ahead', handle, () => build(result)).catch(() => undefined)
    }, AHEAD_AFTER_MS).unref()
  }

  const evict = () => {
    const loose = [...results].filter(([, result]) => !result.isKept)
    for (const [handle] of loose.slice(0, Math.max(0, loose.length - MAX_HANDLES))) drop(handle)
  }
  const drop = (handle: string) => {
    results.delete(handle)
    queue.drop(handle, new AppError('cancelled'))
  }

  /** The first page keeps its places; rows that changed since then cannot stand in the list twice. */
  const build = (result: OpenResult): Uint32Array => {
    if (result.ids) return result.ids
    const ground = groundOf(result.filter)
    if (!ground) {
      result.ids = Uint32Array.from(result.firstIds)
      return result.ids
    }
    const condition = where(result.filter, ground, result.sort)
    const all = statements
      .get(allIdsSql(condition, result.sort))
      .pluck()
      .all({ ...condition.values, top: result.top }) as number[]
    const first = new Set(result.firstIds)
    const ids = new Uint32Array(first.size + all.length)
    ids.set(result.firstIds)
    let length = first.size
    for (const id of all) if (!first.has(id)) ids[length++] = id
    result.ids = ids.slice(0, length)
    return result.ids
  }

  const known = (handle: string): OpenResult => {
    const result = results.get(handle)
    if (!result) throw new AppError('not_found', { what: 'result', id: handle })
    results.delete(handle)
    results.set(handle, result)
    return result
  }

  const readRows = (accountId: string, ids: readonly number[]): RawOrderRow[] => {
    const found = new Map(
      (
        statements
          .get(rowsByIdSql)
          .raw()
          .all({ ids: JSON.stringify(ids), accountId }) as RawOrderRow[]
      ).map(row => [row[0], row]),
    )
    return ids.map(id => found.get(id)).filter(row => row !== undefined)
  }

  const facets = (filter: OrderFilter): OrderFacets => {
    const startedAt = performance.now()
    const ground = groundOf(filter)
    if (!ground) return { callStatus: [], intents: [], finish: [], tasks: [], tookMs: performance.now() - startedAt }
    const rest = withoutFacets(filter)
    const isKept =
      Object.values(rest).filter(value => value !== undefined).length === 1 &&
      !(ground.hasMoreIntents && (filter.intentTags || filter.intentNames))
    const condition = where(rest, { ...ground, taskNos: null }, null)
    const cube = statements
      .get(isKept ? keptCubeSql : cubeSql(condition))
      .raw()
      .all(isKept ? { accountNo: ground.accountNo } : condition.values) as CubeCell[]
    const names = new Map(
      statements.get('SELECT user_task_id, task_name FROM cached_task WHERE account_id = ?').raw().all(filter.accountId) as [
        string,
        string,
      ][],
    )
    return { ...countFacets(cube, filter, names), tookMs: performance.now() - startedAt }
  }

  return {
    open: (question: OpenQuestion) => queue.add('question', question.handle, () => open(question)),
    board: ({ question }: { question: BoardQuestion }) => queue.add('question', null, () => board(question)),
    facets: ({ filter }: { filter: OrderFilter }) => queue.add('question', null, () => facets(filter)),
    total: ({ handle }: { handle: string }) =>
      queue.add('question', handle, () => {
        const startedAt = performance.now()
        return { total: build(known(handle)).length, tookMs: performance.now() - startedAt }
      }),
    rows: ({ handle, start, count }: { handle: string; start: number; count: number }) =>
      queue.add('rows', handle, () => {
        const result = known(handle)
        const ids = start + count <= result.firstIds.length ? result.firstIds : build(result)
        return { rows: readRows(result.filter.accountId, [...ids.slice(start, start + count)]) }
      }),
    drop: ({ handle }: { handle: string }): void => drop(handle),
  }
}

/** Prepared statements by their text; a filter's text has few forms, its values are bound. */
function createStatements(db: Db) {
  const kept = new Map<string, ReturnType<Db['prepare']>>()
  return {
    get(sql: string) {
      const known = kept.get(sql)
      if (known) return known
      const statement = db.prepare(sql)
      kept.set(sql, statement)
      if (kept.size > 200) kept.delete(kept.keys().next().value as string)
      return statement
    },
  }
}
