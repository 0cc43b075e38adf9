import type { Db } from '../db/open.ts'

/** Fills the text index behind the writer's back, so that a page of orders is stored without waiting for its trigrams. */
export interface OrderTextIndex {
  /** A row that was indexed has new text; called inside the writer's transaction. */
  textChanged(rowId: number): void
  /** Indexes up to `limit` rows, one transaction; true while some are left. */
  indexSome(limit: number): boolean
}

/** Creates the text index of one `cache.db`. A crash loses nothing: the mark moves with the rows. */
export function createOrderTextIndex(db: Db): OrderTextIndex {
  const text = 'row_id, phone, name, order_id, other, intent_name'
  const late = db.prepare('INSERT OR IGNORE INTO order_text_late SELECT ? WHERE ? <= (SELECT indexed_to FROM order_text_mark)')
  const nextTo = db
    .prepare(
      'SELECT max(row_id) FROM (SELECT row_id FROM orders WHERE row_id > (SELECT indexed_to FROM order_text_mark) ORDER BY row_id LIMIT ?)',
    )
    .pluck()
  const addNew = db.prepare(
    `INSERT INTO order_text (rowid, phone, name, order_id, other, intent_name) SELECT ${text} FROM orders WHERE row_id > (SELECT indexed_to FROM order_text_mark) AND row_id <= ?`,
  )
  const moveMark = db.prepare('UPDATE order_text_mark SET indexed_to = ?')
  const lateRows = db.prepare('SELECT row_id FROM order_text_late LIMIT ?').pluck()
  const remove = db.prepare('DELETE FROM order_text WHERE rowid = ?')
  const addAgain = db.prepare(
    `INSERT INTO order_text (rowid, phone, name, order_id, other, intent_name) SELECT ${text} FROM orders WHERE row_id = ?`,
  )
  const notLate = db.prepare('DELETE FROM order_text_late WHERE row_id = ?')

  const indexSome = db.transaction((limit: number) => {
    const to = nextTo.get(limit) as number | null
    if (to !== null) {
      addNew.run(to)
      moveMark.run(to)
    }
    const again = lateRows.all(limit) as number[]
    for (const rowId of again) {
      remove.run(rowId)
      addAgain.run(rowId)
      notLate.run(rowId)
    }
    return to !== null || again.length === limit
  })
  return {
    textChanged: rowId => void late.run(rowId, rowId),
    indexSome: limit => indexSome.immediate(limit),
  }
}
