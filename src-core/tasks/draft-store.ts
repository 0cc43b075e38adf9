import { type TaskDraft, TaskForm } from '../../src-contract/model/task.ts'
import type { Db } from '../db/open.ts'

interface DraftRecord {
  id: string
  account_id: string
  list_id: string | null
  form: string
  created_at: number
  updated_at: number
}

/** Half-filled task forms, kept in the ledger with every save. */
export interface DraftStore {
  list(accountId: string): TaskDraft[]
  get(id: string): TaskDraft | null
  insert(draft: TaskDraft): void
  /** False when the draft is gone. */
  save(id: string, listId: string | null, form: TaskForm, at: number): boolean
  remove(id: string): boolean
}

/** Reads and writes `draft` in `ledger.db`. */
export function createDraftStore(db: Db): DraftStore {
  const all = db.prepare<[string], DraftRecord>('SELECT * FROM draft WHERE account_id = ? ORDER BY updated_at DESC')
  const one = db.prepare<[string], DraftRecord>('SELECT * FROM draft WHERE id = ?')
  const insert = db.prepare('INSERT INTO draft (id, account_id, list_id, form, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)')
  const save = db.prepare('UPDATE draft SET list_id = ?, form = ?, updated_at = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM draft WHERE id = ?')
  return {
    list: accountId => all.all(accountId).map(asDraft),
    get: id => {
      const record = one.get(id)
      return record ? asDraft(record) : null
    },
    insert: draft => void insert.run(draft.id, draft.accountId, draft.listId, JSON.stringify(draft.form), draft.createdAt, draft.updatedAt),
    save: (id, listId, form, at) => save.run(listId, JSON.stringify(form), at, id).changes > 0,
    remove: id => remove.run(id).changes > 0,
  }
}

function asDraft(record: DraftRecord): TaskDraft {
  return {
    id: record.id,
    accountId: record.account_id,
    listId: record.list_id,
    form: TaskForm.parse(JSON.parse(record.form)),
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  }
}
