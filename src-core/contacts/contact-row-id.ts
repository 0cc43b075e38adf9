const ROWS_PER_LIST = 2 ** 32

/** The id of a row in `contacts.db`: list and row number in one integer, so that a list is one range. */
export const rowIdOf = (listNo: number, rowNumber: number): number => listNo * ROWS_PER_LIST + rowNumber

/** The row number of an id. */
export const rowNumberOf = (id: number): number => id % ROWS_PER_LIST
