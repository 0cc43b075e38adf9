import type { Migration } from '../migrate.ts'

/**
 * Imported lists. A row's id is `list_no * 2^32 + row number`, so the rows of a list lie together in file order and any
 * row is one look-up. A slice is what one commit added: it says where the next one starts, and its counts give the
 * place of any row within a group without an index entry per row.
 */
export const contacts: Migration = {
  version: 10,
  name: 'contacts',
  sql: `
    CREATE TABLE contact_list (
      list_no INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      file_name TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      encoding TEXT NOT NULL,
      delimiter TEXT NOT NULL,
      line_end TEXT NOT NULL,
      has_header INTEGER NOT NULL,
      columns TEXT NOT NULL,
      mapping TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('importing', 'ready', 'cancelled', 'failed', 'removing')),
      row_count INTEGER NOT NULL DEFAULT 0,
      ready_count INTEGER NOT NULL DEFAULT 0,
      by_reason TEXT NOT NULL DEFAULT '{}',
      blank_cells TEXT NOT NULL,
      rows_per_second REAL NOT NULL DEFAULT 0,
      next_byte INTEGER NOT NULL,
      next_line INTEGER NOT NULL,
      file_path TEXT NOT NULL,
      file_modified_at INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      finished_at INTEGER,
      problem TEXT
    ) STRICT;
    CREATE TABLE contact_slice (
      list_no INTEGER NOT NULL,
      first_row INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      ready_count INTEGER NOT NULL,
      by_reason TEXT NOT NULL,
      PRIMARY KEY (list_no, first_row)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE contact_row (
      id INTEGER PRIMARY KEY,
      list_no INTEGER NOT NULL,
      reason TEXT,
      phone TEXT,
      country TEXT,
      reason_column INTEGER,
      reason_detail TEXT,
      cells TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX contact_row_ready_phone ON contact_row (list_no, phone) WHERE reason IS NULL;
    CREATE INDEX contact_row_reason ON contact_row (reason, id) WHERE reason IS NOT NULL;
    CREATE INDEX contact_row_problem ON contact_row (id) WHERE reason IS NOT NULL;
  `,
}
