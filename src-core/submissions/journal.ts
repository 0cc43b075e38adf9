import type { JournalEntry } from '../../src-contract/model/submission.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/open.ts'

export type JournalEvent =
  | 'launched'
  | 'planned'
  | 'written'
  | 'sent_again'
  | 'answered'
  | 'refused'
  | 'unknown'
  | 'asked'
  | 'ask_failed'
  | 'not_found'
  | 'withdrawn_here'
  | 'emptied_here'
  | 'withdrawn'
  | 'backoff'
  | 'halved'
  | 'split'
  | 'refused_singly'
  | 'not_the_row'
  | 'counts_differ'
  | 'task_found'
  | 'task_missing'
  | 'task_there'
  | 'paused'
  | 'resumed'
  | 'stopped'
  | 'tried_now'
  | 'asked_now'
  | 'decided_accepted'
  | 'decided_not_taken'
  | 'decided_left'
  | 'reconciled'
  | 'stuck'
  | 'interrupted'
  | 'done'

/** What happened to a submission and when, for the operator and for support; entries are only ever added. */
export interface Journal {
  add(submissionId: string, batch: number | null, event: JournalEvent, params?: JournalEntry['params']): void
  /** How often it happened. */
  times(submissionId: string, event: JournalEvent): number
  /** Whether the newest of these events has this name; false when none of them happened. */
  isNewest(submissionId: string, event: JournalEvent, among: readonly JournalEvent[]): boolean
  /** Of one batch, or of the submission as a whole (`batch` null: every entry). Oldest first, the newest 1,000. */
  read(submissionId: string, batch: number | null): JournalEntry[]
}

/** Reads and writes `journal_entry` in `ledger.db`; an entry is in the same transaction as what it tells of. */
export function createJournal(db: Db, clock: Clock): Journal {
  type Row = { at: number; event: string; params: string }
  const add = db.prepare('INSERT INTO journal_entry (submission_id, batch_number, at, event, params) VALUES (?, ?, ?, ?, ?)')
  const every = db.prepare<[string], Row>('SELECT at, event, params FROM journal_entry WHERE submission_id = ? ORDER BY id DESC LIMIT 1000')
  const ofBatch = db.prepare<[string, number], Row>(
    'SELECT at, event, params FROM journal_entry WHERE submission_id = ? AND batch_number = ? ORDER BY id DESC LIMIT 1000',
  )
  const times = db.prepare<[string, string], number>('SELECT count(*) FROM journal_entry WHERE submission_id = ? AND event = ?').pluck()
  const newest = db
    .prepare<[string, string], string>(
      'SELECT event FROM journal_entry WHERE submission_id = ? AND event IN (SELECT value FROM json_each(?)) ORDER BY id DESC LIMIT 1',
    )
    .pluck()
  return {
    isNewest: (submissionId, event, among) => newest.get(submissionId, JSON.stringify(among)) === event,
    times: (submissionId, event) => times.get(submissionId, event) ?? 0,
    add: (submissionId, batch, event, params = {}) => void add.run(submissionId, batch, clock.now(), event, JSON.stringify(params)),
    read: (submissionId, batch) =>
      (batch === null ? every.all(submissionId) : ofBatch.all(submissionId, batch))
        .reverse()
        .map(row => ({ at: row.at, event: row.event, params: JSON.parse(row.params) as JournalEntry['params'] })),
  }
}
