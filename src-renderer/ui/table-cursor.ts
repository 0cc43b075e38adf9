/** Where the cursor was put, and on which row; the key is null while the row was not loaded. */
export interface CursorPlace {
  readonly index: number
  readonly key: string | null
}

export const nowhere: CursorPlace = { index: -1, key: null }

interface Rows<Row> {
  readonly rowCount: number
  rowAt(index: number): Row | undefined
  rowKey(row: Row): string
  /** Where a row stands now, -1 when it is gone. */
  readonly indexOfKey?: ((key: string) => number) | undefined
}

/** Where the cursor is now: on its row if that went elsewhere, so that a key never acts on the row that took its place; else where it was put. */
export function cursorOf<Row>({ rowAt, rowKey, rowCount, indexOfKey }: Rows<Row>, { index, key }: CursorPlace): number {
  if (index < 0 || key === null || !indexOfKey) return index
  const row = rowAt(index)
  if (row !== undefined && rowKey(row) === key) return index
  const moved = indexOfKey(key)
  return moved >= 0 ? moved : Math.min(index, rowCount - 1)
}
