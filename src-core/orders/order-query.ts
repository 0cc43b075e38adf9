import type { OrderColumn, OrderFilter, OrderSort } from '../../src-contract/model/order.ts'
import { ROW_COLUMNS, ROW_TABLES } from './order-row.ts'
import { likeAnywhere, trigramQuery } from './order-text-match.ts'

/** What must be known of the cache before a filter can be written as SQL. */
export interface QueryGround {
  readonly accountNo: number
  /** Numbers of the filter's tasks; null when it names none. */
  readonly taskNos: readonly number[] | null
  /** Whether any order of the account has more than one intent. */
  readonly hasMoreIntents: boolean
  /** Whether this share of the account's orders is large: then walking the sort's index beats collecting and sorting. */
  readonly isLargeShare: (part: {
    taskNos?: readonly number[]
    callStatus?: readonly (number | null)[]
    intentTags?: readonly string[]
  }) => boolean
}

type Values = Record<string, string | number | null>
interface Where {
  readonly sql: string
  readonly values: Values
}

/** Asked every 1,024 rows: `go()` throws when the question has been given up. */
const STOP_HERE = '((orders.row_id & 1023) <> 0 OR go())'

/** Columns of the sort, first to last; the row id makes every order total. */
const sortColumns: Record<OrderColumn, readonly string[]> = {
  phone: ['orders.phone'],
  callStatus: ['orders.call_status', 'orders.last_call_at'],
  intent: ['orders.intent_tag', 'orders.intent_name', 'orders.last_call_at'],
  turns: ['orders.turns'],
  durationSeconds: ['orders.duration_seconds'],
  calls: ['orders.calls'],
  lastCallAt: ['orders.last_call_at'],
  sms: ['orders.sms'],
  name: ['orders.name'],
  orderID: ['orders.order_id'],
  taskName: ["coalesce(cached_task.task_name, '')"],
  finish: ['orders.finish'],
  callingNumber: ['orders.calling_number'],
  hangupCause: ['orders.hangup_cause'],
  agent: ['orders.agent'],
  other: ['orders.other'],
  updatedAt: ['orders.updated_at'],
}
const indexedSorts: ReadonlySet<OrderColumn> = new Set<OrderColumn>(['phone', 'callStatus', 'lastCallAt', 'orderID'])

const orderBy = (sort: OrderSort): string =>
  [...sortColumns[sort.column], 'orders.row_id'].map(column => `${column} ${sort.direction === 'asc' ? 'ASC' : 'DESC'}`).join(', ')

/** The first `@count` rows. Where no index gives the order, only ids are sorted, then the page's rows are read. */
export function firstPageSql(where: Where, sort: OrderSort): string {
  const order = orderBy(sort)
  if (indexedSorts.has(sort.column)) return `SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE ${where.sql} ORDER BY ${order} LIMIT @count`
  return `SELECT ${ROW_COLUMNS} FROM ${ROW_TABLES} WHERE orders.row_id IN (SELECT orders.row_id FROM ${idTables(sort)} WHERE ${where.sql} ORDER BY ${order} LIMIT @count) ORDER BY ${order}`
}

/** Every row id up to `@top`, in order. */
export const allIdsSql = (where: Where, sort: OrderSort): string =>
  `SELECT orders.row_id FROM ${idTables(sort)} WHERE ${where.sql} AND orders.row_id <= @top ORDER BY ${orderBy(sort)}`

const idTables = (sort: OrderSort): string => (sort.column === 'taskName' ? ROW_TABLES : 'orders')

/** Rows by id, in any order. */
export const rowsByIdSql = `SELECT ${ROW_COLUMNS} FROM json_each(@ids) CROSS JOIN ${ROW_TABLES} WHERE orders.row_id = json_each.value`

/** Every combination of the facets' values with its number of orders, under the conditions that belong to no facet. */
export const cubeSql = (where: Where): string => `
  SELECT order_task.user_task_id, call_status, finish, intent_tag, intent_name, more_intents, orders
  FROM (SELECT task_no, call_status, finish, intent_tag, intent_name, more_intents, count(*) AS orders FROM orders WHERE ${where.sql} GROUP BY 1, 2, 3, 4, 5, 6)
  JOIN order_task USING (task_no)`

/** The same from the kept totals, when no such condition is set. */
export const keptCubeSql = `
  SELECT user_task_id, nullif(call_status, -1), finish, intent_tag, intent_name, NULL, orders
  FROM order_task JOIN order_total USING (task_no) WHERE account_no = @accountNo`

/** The part of a filter that no facet shows. */
export function withoutFacets({
  userTaskIDs: _tasks,
  callStatus: _status,
  notCallStatus: _not,
  finish: _finish,
  intentTags: _tags,
  intentNames: _names,
  ...rest
}: OrderFilter): OrderFilter {
  return rest
}

/** Writes a filter as SQL with named values. `willSort`: rows come in an index's order, a page at a time. */
export function whereSql(filter: OrderFilter, ground: QueryGround, willSort: OrderSort | null): Where {
  const parts: string[] = []
  const values: Values = { accountId: filter.accountId, accountNo: ground.accountNo }
  const walks = willSort !== null && indexedSorts.has(willSort.column)
  const list = (name: string, items: readonly (string | number | null)[]) => {
    values[name] = JSON.stringify(items)
    return `(SELECT value FROM json_each(@${name}))`
  }
  // A '+' keeps a condition from choosing the index: the sort's own index is walked and the condition only checked.
  const free = (isLarge: () => boolean) => (walks && isLarge() ? '+' : '')

  const { taskNos } = ground
  if (taskNos === null || taskNos.length !== 1 || !(willSort === null || willSort.column === 'lastCallAt'))
    parts.push('orders.account_no = @accountNo')
  if (taskNos?.length === 1) {
    values.taskNo = taskNos[0] as number
    parts.push(`${willSort?.column === 'lastCallAt' ? '' : free(() => ground.isLargeShare({ taskNos }))}orders.task_no = @taskNo`)
  } else if (taskNos) parts.push(`${free(() => ground.isLargeShare({ taskNos }))}orders.task_no IN ${list('taskNos', taskNos)}`)

  addStatus(filter, parts, list, values, callStatus => free(() => ground.isLargeShare({ callStatus })))
  const tags = filter.intentTags
  const isOneTag = tags?.length === 1 && (willSort === null || willSort.column === 'lastCallAt')
  if (tags)
    parts.push(
      intentIn(
        'intent_tag',
        'intentTag',
        list('intentTags', tags),
        ground,
        isOneTag ? '' : free(() => ground.isLargeShare({ intentTags: tags })),
        isOneTag,
      ),
    )
  if (filter.intentIDs) parts.push(intentIn('intent_id', 'intentID', list('intentIDs', filter.intentIDs), ground))
  if (filter.intentNames) parts.push(intentIn('intent_name', 'intentName', list('intentNames', filter.intentNames), ground))

  if (filter.orderIDs) parts.push(`orders.order_id IN ${list('orderIDs', filter.orderIDs)}`)
  if (filter.finish !== undefined) parts.push(`orders.finish = ${filter.finish ? 1 : 0}`)
  for (const [name, column, range] of [
    ['turns', 'orders.turns', filter.turns],
    ['duration', 'orders.duration_seconds', filter.durationSeconds],
  ] as const) {
    if (typeof range?.gt === 'number') {
      parts.push(`${column} > @${name}Gt`)
      values[`${name}Gt`] = range.gt
    }
    if (typeof range?.lt === 'number') {
      parts.push(`${column} < @${name}Lt`)
      values[`${name}Lt`] = range.lt
    }
  }
  if (filter.lastCallFrom !== undefined) {
    parts.push('orders.last_call_at >= @lastCallFrom')
    values.lastCallFrom = filter.lastCallFrom
  }
  if (filter.lastCallTo !== undefined) {
    parts.push('orders.last_call_at < @lastCallTo')
    values.lastCallTo = filter.lastCallTo
  }
  addSms(filter.sms, parts, list)
  if (filter.agents) {
    const agents = list('agents', filter.agents)
    parts.push(filter.agents.includes('') ? `orders.agent IN ${agents}` : fromFew('orders_agent', `agent <> '' AND agent IN ${agents}`))
  }
  addText('text', filter.text, ['phone', 'name', 'order_id', 'other', 'intent_name'], parts, values)
  addText('phone', filter.phone === undefined ? undefined : plainPhone(filter.phone), ['phone'], parts, values)
  addText('name', filter.name, ['name'], parts, values)
  parts.push(STOP_HERE)
  return { sql: parts.join('\n AND '), values }
}

/** Codes of the last call, null for "no code": as a whitelist, a blacklist or both. */
function addStatus(
  filter: OrderFilter,
  parts: string[],
  list: (name: string, items: readonly number[]) => string,
  values: Values,
  free: (codes: readonly (number | null)[]) => string,
) {
  const { callStatus, notCallStatus } = filter
  if (callStatus) {
    const codes = callStatus.filter(code => code !== null)
    const plus = free(callStatus)
    if (callStatus.length === 1 && codes.length === 1) {
      values.callStatus = codes[0] as number
      parts.push('orders.call_status = @callStatus')
    } else if (codes.length === callStatus.length) parts.push(`${plus}orders.call_status IN ${list('callStatus', codes)}`)
    else if (codes.length === 0) parts.push('orders.call_status IS NULL')
    else parts.push(`(${plus}orders.call_status IN ${list('callStatus', codes)} OR ${plus}orders.call_status IS NULL)`)
  }
  if (notCallStatus && notCallStatus.length > 0) {
    const codes = notCallStatus.filter(code => code !== null)
    const notCodes = `+orders.call_status NOT IN ${list('notCallStatus', codes)}`
    parts.push(
      codes.length < notCallStatus.length
        ? `(orders.call_status IS NOT NULL AND ${notCodes})`
        : `(orders.call_status IS NULL OR ${notCodes})`,
    )
  }
}

/** Rows that an index of few rows finds, whatever else is asked: most orders have no agent and no SMS. */
const fromFew = (index: string, condition: string): string =>
  `orders.row_id IN (SELECT row_id FROM orders INDEXED BY ${index} WHERE account_no = @accountNo AND ${condition})`

/** SMS of the last call by state, told or not, or none at all. */
function addSms(sms: OrderFilter['sms'], parts: string[], list: (name: string, items: readonly number[]) => string) {
  if (!sms) return
  const states = sms.filter(value => typeof value === 'number')
  const sent = [
    ...(states.length > 0 ? [`sms_status IN ${list('smsStates', states)}`] : []),
    ...(sms.includes('untold') ? ['sms_status IS NULL'] : []),
  ]
  if (!sms.includes('none')) parts.push(sent.length > 0 ? fromFew('orders_sms', `sms > 0 AND (${sent.join(' OR ')})`) : '0')
  else parts.push(sent.length > 0 ? `(orders.sms = 0 OR (orders.sms > 0 AND (${sent.join(' OR ')})))` : 'orders.sms = 0')
}

function intentIn(column: string, field: string, items: string, ground: QueryGround, plus = '', isOne = false): string {
  const first = `${plus}orders.${column} ${isOne ? '=' : 'IN'} ${items}`
  if (!ground.hasMoreIntents) return first
  return `(${first} OR (orders.more_intents IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(orders.more_intents) AS more WHERE more.value ->> '${field}' IN ${items})))`
}

function addText(name: string, text: string | undefined, columns: readonly string[], parts: string[], values: Values) {
  if (text === undefined || text === '') return
  values[`${name}Like`] = likeAnywhere(text)
  parts.push(`(${columns.map(column => `orders.${column} LIKE @${name}Like ESCAPE '\\'`).join(' OR ')})`)
  const match = trigramQuery(text)
  if (match === null) return
  values[`${name}Match`] = match
  // Rows that the text index does not hold yet are looked at one by one.
  parts.push(`orders.row_id IN (
    SELECT rowid FROM order_text WHERE order_text MATCH @${name}Match
    UNION ALL SELECT row_id FROM orders WHERE row_id > (SELECT indexed_to FROM order_text_mark)
    UNION ALL SELECT row_id FROM order_text_late)`)
}

/** A pasted number loses its plus, spaces and brackets; anything else is searched as it is. */
const plainPhone = (phone: string): string => (/^[+\d\s().-]+$/.test(phone) ? phone.replace(/\D/g, '') : phone)
