/** Which row ids were seen: one bit each, so that a task of a million orders takes some hundred kilobytes. */
export interface RowMarks {
  add(rowId: number): void
  has(rowId: number): boolean
}

export function createRowMarks(): RowMarks {
  let bits = new Uint8Array(1_024)
  return {
    add(rowId) {
      const at = rowId >> 3
      if (at >= bits.length) {
        const grown = new Uint8Array(Math.max(at + 1, bits.length * 2))
        grown.set(bits)
        bits = grown
      }
      bits[at] = (bits[at] ?? 0) | (1 << (rowId & 7))
    },
    has: rowId => ((bits[rowId >> 3] ?? 0) & (1 << (rowId & 7))) !== 0,
  }
}
