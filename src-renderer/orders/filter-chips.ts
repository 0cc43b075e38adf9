import type { TFunction } from 'i18next'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import { callStatusName } from '../ui/call-status-look.ts'
import { smsStateWords } from '../ui/sms-state-words.ts'
import { formatDateTime } from '../ui/time-format.ts'

export interface FilterChip {
  readonly key: keyof OrderFilter
  readonly words: string
  readonly negative: boolean
}

/** The condition without its absent members. */
export type Condition = Partial<Omit<OrderFilter, 'accountId'>>

const LISTED = 3

function listWords(values: readonly string[]): string {
  return values.length <= LISTED ? values.join(', ') : `${values.slice(0, LISTED).join(', ')} +${values.length - LISTED}`
}

function rangeWords(t: TFunction, range: NonNullable<OrderFilter['turns']>): string {
  const parts = [
    range.gt === null ? null : t('orders.filter.over', { value: range.gt }),
    range.lt === null ? null : t('orders.filter.under', { value: range.lt }),
  ]
  return parts.filter(part => part !== null).join(', ')
}

function timeWords(t: TFunction, from: number | undefined, to: number | undefined): string {
  if (from !== undefined && to !== undefined) return t('orders.filter.fromTo', { from: formatDateTime(from), to: formatDateTime(to) })
  return from === undefined
    ? t('orders.filter.before', { to: formatDateTime(to) })
    : t('orders.filter.from', { from: formatDateTime(from) })
}

/** One chip per condition, in words; removing it drops the member it names. Search text has its own box and no chip. */
export function filterChips(t: TFunction, condition: Condition, taskName: (userTaskID: string) => string): FilterChip[] {
  const chips: FilterChip[] = []
  const add = (key: keyof OrderFilter, words: string, negative = false) => chips.push({ key, words, negative })
  const statuses = (codes: readonly (number | null)[]) => listWords(codes.map(code => callStatusName(t, code)))
  if (condition.userTaskIDs) add('userTaskIDs', t('orders.filter.task', { value: listWords(condition.userTaskIDs.map(taskName)) }))
  if (condition.callStatus) add('callStatus', t('orders.filter.status', { value: statuses(condition.callStatus) }))
  if (condition.notCallStatus) add('notCallStatus', t('orders.filter.notStatus', { value: statuses(condition.notCallStatus) }), true)
  if (condition.intentNames)
    add(
      'intentNames',
      t('orders.filter.intent', { value: listWords(condition.intentNames.map(name => name || t('orders.facet.noIntent'))) }),
    )
  if (condition.intentTags)
    add(
      'intentTags',
      t('orders.filter.intentTag', { value: listWords(condition.intentTags.map(tag => tag || t('orders.facet.noIntent'))) }),
    )
  if (condition.intentIDs) add('intentIDs', t('orders.filter.intentID', { value: listWords(condition.intentIDs) }))
  if (condition.sms) add('sms', t('orders.filter.sms', { value: listWords(condition.sms.map(state => smsStateWords(t, state))) }))
  if (condition.agents)
    add('agents', t('orders.filter.agents', { value: listWords(condition.agents.map(agent => agent || t('orders.filter.noAgent'))) }))
  if (condition.finish !== undefined) add('finish', t(condition.finish ? 'orders.filter.finish' : 'orders.filter.notFinish'))
  if (condition.turns) add('turns', t('orders.filter.turns', { value: rangeWords(t, condition.turns) }))
  if (condition.durationSeconds) add('durationSeconds', t('orders.filter.duration', { value: rangeWords(t, condition.durationSeconds) }))
  if (condition.phone) add('phone', t('orders.filter.phone', { value: condition.phone }))
  if (condition.name) add('name', t('orders.filter.name', { value: condition.name }))
  if (condition.orderIDs) add('orderIDs', t('orders.filter.orderIDs', { count: condition.orderIDs.length }))
  if (condition.lastCallFrom !== undefined || condition.lastCallTo !== undefined)
    add('lastCallFrom', t('orders.filter.time', { value: timeWords(t, condition.lastCallFrom, condition.lastCallTo) }))
  return chips
}

/** The condition without what a chip stands for. */
export function withoutChip(condition: Condition, key: keyof OrderFilter): Condition {
  const rest = withMember(condition, key as keyof Condition, undefined)
  return key === 'lastCallFrom' ? withMember(rest, 'lastCallTo', undefined) : rest
}

/** Adds or takes a value from a list of the condition; an empty list is no condition. */
export function toggled<T>(values: readonly T[] | undefined, value: T): T[] | undefined {
  const next = values?.includes(value) ? values.filter(other => other !== value) : [...(values ?? []), value]
  return next.length > 0 ? next : undefined
}

/** The condition with one member set, or dropped when undefined. */
export function withMember<K extends keyof Condition>(condition: Condition, key: K, value: Condition[K] | undefined): Condition {
  const { [key]: _old, ...rest } = condition
  return value === undefined ? (rest as Condition) : { ...condition, [key]: value }
}
