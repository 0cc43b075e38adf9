import type { ContactList, ContactMapping, Delimiter, FileEncoding, RefusalReason } from '../../src-contract/model/contact.ts'
import type { WireError } from '../../src-contract/result.ts'
import type { LineEnd } from './line-ends.ts'

/** One line of `contact_list` as SQLite gives it. */
export interface ListRecord {
  list_no: number
  id: string
  name: string
  file_name: string
  size_bytes: number
  encoding: FileEncoding
  delimiter: Delimiter
  line_end: LineEnd
  has_header: number
  columns: string
  mapping: string
  state: ContactList['state'] | 'removing'
  row_count: number
  ready_count: number
  by_reason: string
  /** JSON: for each column the number of ready rows whose cell in it is blank. */
  blank_cells: string
  rows_per_second: number
  next_byte: number
  next_line: number
  file_path: string
  file_modified_at: number
  fingerprint: string
  created_at: number
  finished_at: number | null
  problem: string | null
}

/** Rows refused so far, by reason. */
export type ReasonCounts = Partial<Record<RefusalReason, number>>

/** What the console sees of a stored list; a list under removal is not shown, so its state never gets here. */
export function toContactList(record: ListRecord): ContactList {
  return {
    id: record.id,
    name: record.name,
    fileName: record.file_name,
    sizeBytes: record.size_bytes,
    encoding: record.encoding,
    delimiter: record.delimiter,
    hasHeader: record.has_header === 1,
    columns: JSON.parse(record.columns) as string[],
    mapping: JSON.parse(record.mapping) as ContactMapping,
    state: record.state === 'removing' ? 'cancelled' : record.state,
    rowCount: record.row_count,
    readyCount: record.ready_count,
    byReason: JSON.parse(record.by_reason) as ReasonCounts,
    bytesRead: record.next_byte,
    rowsPerSecond: record.rows_per_second,
    createdAt: record.created_at,
    finishedAt: record.finished_at,
    problem: record.problem === null ? null : (JSON.parse(record.problem) as WireError),
  }
}
