import type { OrderColumn, OrderRow } from '../../src-contract/model/order.ts'
import { guardCell, guardDigits } from './cell-guard.ts'

interface ExportColumn {
  /** The contract's own field names: the same in every language, and the importer knows them. */
  readonly titles: readonly string[]
  readonly cells: (row: OrderRow, time: (at: number | null) => string) => readonly string[]
  readonly isTime?: boolean
}

const text = (value: string): readonly string[] => [guardCell(value)]
const digits = (value: string): readonly string[] => [guardDigits(value)]
const number = (value: number | null): readonly string[] => [value === null ? '' : guardCell(String(value))]

const columns: Record<OrderColumn, ExportColumn> = {
  phone: { titles: ['phone'], cells: row => digits(row.phone) },
  // NXLink tells its status in words only.
  callStatus: { titles: ['callStatus'], cells: row => (row.callStatus === null ? text(row.statusText ?? '') : number(row.callStatus)) },
  intent: { titles: ['intentTag', 'intentName'], cells: row => [guardCell(row.intentTag), guardCell(row.intentName)] },
  turns: { titles: ['turns'], cells: row => number(row.turns) },
  durationSeconds: { titles: ['durationSeconds'], cells: row => number(row.durationSeconds) },
  calls: { titles: ['calls'], cells: row => number(row.calls) },
  lastCallAt: { titles: ['lastCallAt'], cells: (row, time) => [time(row.lastCallAt)], isTime: true },
  sms: { titles: ['sms'], cells: row => number(row.sms) },
  name: { titles: ['name'], cells: row => text(row.name) },
  orderID: { titles: ['orderID'], cells: row => digits(row.orderID) },
  taskName: { titles: ['taskName'], cells: row => text(row.taskName) },
  finish: { titles: ['finish'], cells: row => [String(row.finish)] },
  callingNumber: { titles: ['callingNumber'], cells: row => digits(row.callingNumber) },
  hangupCause: { titles: ['hangupCause'], cells: row => text(row.hangupCause) },
  agent: { titles: ['agent'], cells: row => text(row.agent) },
  other: { titles: ['other'], cells: row => text(row.other) },
  updatedAt: { titles: ['updatedAt'], cells: (row, time) => [time(row.updatedAt)], isTime: true },
}

/** Writes rows in the chosen columns; times as `YYYY-MM-DD HH:mm:ss` of an IANA zone that stands in their title. */
export function createRowWriter(chosen: readonly OrderColumn[], timeZone: string) {
  // The Swedish form is the ISO one with a space.
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  const time = (at: number | null) => (at === null ? '' : format.format(at))
  const parts = chosen.map(name => columns[name])
  return {
    titles: parts.flatMap(part => part.titles.map(title => (part.isTime ? `${title} (${timeZone})` : title))),
    cells: (row: OrderRow): string[] => parts.flatMap(part => part.cells(row, time)),
  }
}
