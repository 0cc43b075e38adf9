import { instantOfWall, wallOfInstant } from '../setup/task-clock.ts'
import { hereZone } from '../ui/time-format.ts'
import { type Condition, withMember } from './filter-chips.ts'

interface Range {
  readonly gt: number | null
  readonly lt: number | null
}

/** The filter form as typed. */
export interface FilterFields {
  readonly phone: string
  readonly name: string
  readonly callStatus: string
  readonly finish: 'any' | 'yes' | 'no'
  readonly intentNames: string
  readonly intentIDs: string
  readonly intentTags: string
  readonly orderIDs: string
  readonly turns: Range
  readonly durationSeconds: Range
  /** Wall clock of this computer, `YYYY-MM-DDTHH:mm`, or empty. */
  readonly from: string
  readonly to: string
}

const open: Range = { gt: null, lt: null }
export const noFields: FilterFields = {
  phone: '',
  name: '',
  callStatus: '',
  finish: 'any',
  intentNames: '',
  intentIDs: '',
  intentTags: '',
  orderIDs: '',
  turns: open,
  durationSeconds: open,
  from: '',
  to: '',
}

const list = (text: string, separator: RegExp): string[] | undefined => {
  const values = text
    .split(separator)
    .map(value => value.trim())
    .filter(value => value !== '')
  return values.length > 0 ? values : undefined
}
const range = (value: Range): Range | undefined => (value.gt === null && value.lt === null ? undefined : value)

/** What the form shows for a condition. */
export function fieldsOf(condition: Condition): FilterFields {
  const wall = (at: number | undefined) => (at === undefined ? '' : wallOfInstant(at, hereZone()))
  return {
    phone: condition.phone ?? '',
    name: condition.name ?? '',
    callStatus: condition.callStatus?.filter(code => code !== null).join(', ') ?? '',
    finish: condition.finish === undefined ? 'any' : condition.finish ? 'yes' : 'no',
    intentNames: condition.intentNames?.join(', ') ?? '',
    intentIDs: condition.intentIDs?.join(', ') ?? '',
    intentTags: condition.intentTags?.join(', ') ?? '',
    orderIDs: condition.orderIDs?.join('\n') ?? '',
    turns: condition.turns ?? open,
    durationSeconds: condition.durationSeconds ?? open,
    from: wall(condition.lastCallFrom),
    to: wall(condition.lastCallTo),
  }
}

/** The condition after the form; empty fields are no condition, codes that are no whole number are left out. */
export function withFields(condition: Condition, fields: FilterFields): Condition {
  const codes = list(fields.callStatus, /[,;\s]+/)
    ?.map(Number)
    .filter(Number.isInteger)
  const instant = (wall: string) => instantOfWall(wall, hereZone()) ?? undefined
  let next = condition
  next = withMember(next, 'phone', fields.phone.trim() || undefined)
  next = withMember(next, 'name', fields.name.trim() || undefined)
  next = withMember(next, 'callStatus', codes && codes.length > 0 ? codes : undefined)
  next = withMember(next, 'finish', fields.finish === 'any' ? undefined : fields.finish === 'yes')
  next = withMember(next, 'intentNames', list(fields.intentNames, /,/))
  next = withMember(next, 'intentIDs', list(fields.intentIDs, /[,;\s]+/))
  next = withMember(next, 'intentTags', list(fields.intentTags, /,/))
  next = withMember(next, 'orderIDs', list(fields.orderIDs, /[\s,;]+/)?.slice(0, 5000))
  next = withMember(next, 'turns', range(fields.turns))
  next = withMember(next, 'durationSeconds', range(fields.durationSeconds))
  next = withMember(next, 'lastCallFrom', instant(fields.from))
  return withMember(next, 'lastCallTo', instant(fields.to))
}
