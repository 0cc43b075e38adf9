import type { WireError } from '../../src-contract/result.ts'
import type { Db } from '../db/open.ts'
import { rowIdOf } from './contact-row-id.ts'
import type { ListRecord } from './list-record.ts'

/** What a list is made of when its import begins. */
export type NewList = Omit<
  ListRecord,
  'list_no' | 'state' | 'row_count' | 'ready_count' | 'by_reason' | 'rows_per_second' | 'finished_at' | 'problem'
>

/** The lists of `contacts.db`; rows are written by the slice writer and read by the pages. */
export interface ContactStore {
  /** Newest first, without those under removal. */
  lists(): ListRecord[]
  find(id: string): ListRecord | null
  inState(state: ListRecord['state']): ListRecord[]
  /** The last finished import of the same file. */
  knownAs(fingerprint: string): { name: string; at: number } | null
  add(list: NewList): ListRecord
  finish(listNo: number, state: 'ready' | 'cancelled' | 'failed', at: number, problem: WireError | null): void
  rename(id: string, name: string): void
  startRemoval(listNo: number): void
  /** Deletes up to `most` rows of a list under removal; true when nothing of the list is left. */
  removeSome(listNo: number, most: number): boolean
}

/** Prepares the statements once; throws what SQLite throws. */
export function createContactStore(db: Db): ContactStore {
  const all = db.prepare("SELECT * FROM contact_list WHERE state <> 'removing' ORDER BY list_no DESC")
  const one = db.prepare("SELECT * FROM contact_list WHERE id = ? AND state <> 'removing'")
  const byState = db.prepare('SELECT * FROM contact_list WHERE state = ? ORDER BY list_no')
  const known = db.prepare(
    "SELECT name, created_at AS at FROM contact_list WHERE fingerprint = ? AND state = 'ready' ORDER BY list_no DESC LIMIT 1",
  )
  const insert = db.prepare(`
    INSERT INTO contact_list (id, name, file_name, size_bytes, encoding, delimiter, line_end, has_header, columns, mapping, state, blank_cells,
      next_byte, next_line, file_path, file_modified_at, fingerprint, created_at)
    VALUES (@id, @name, @file_name, @size_bytes, @encoding, @delimiter, @line_end, @has_header, @columns, @mapping, 'importing', @blank_cells,
      @next_byte, @next_line, @file_path, @file_modified_at, @fingerprint, @created_at)`)
  const end = db.prepare('UPDATE contact_list SET state = ?, finished_at = ?, problem = ? WHERE list_no = ?')
  const setName = db.prepare('UPDATE contact_list SET name = ? WHERE id = ?')
  const setRemoving = db.prepare("UPDATE contact_list SET state = 'removing' WHERE list_no = ?")
  const removeRows = db.prepare('DELETE FROM contact_row WHERE id IN (SELECT id FROM contact_row WHERE id > ? AND id < ? LIMIT ?)')
  const removeSlices = db.prepare('DELETE FROM contact_slice WHERE list_no = ?')
  const removeList = db.prepare('DELETE FROM contact_list WHERE list_no = ?')

  return {
    lists: () => all.all() as ListRecord[],
    find: id => (one.get(id) as ListRecord | undefined) ?? null,
    inState: state => byState.all(state) as ListRecord[],
    knownAs: fingerprint => (known.get(fingerprint) as { name: string; at: number } | undefined) ?? null,
    add(list) {
      insert.run(list)
      return one.get(list.id) as ListRecord
    },
    finish(listNo, state, at, problem) {
      end.run(state, at, problem === null ? null : JSON.stringify(problem), listNo)
    },
    rename(id, name) {
      setName.run(name, id)
    },
    startRemoval(listNo) {
      setRemoving.run(listNo)
    },
    removeSome(listNo, most) {
      if (removeRows.run(rowIdOf(listNo, 0), rowIdOf(listNo + 1, 0), most).changes === most) return false
      db.transaction(() => {
        removeSlices.run(listNo)
        removeList.run(listNo)
      })()
      return true
    },
  }
}
