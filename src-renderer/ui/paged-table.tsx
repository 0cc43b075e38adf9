import type { ReactNode } from 'react'
import type { RowPages } from '../bridge/use-row-pages.ts'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { ErrorPanel } from './error-panel.tsx'

type Given<Row> = Omit<DataTableProps<Row>, 'rowCount' | 'rowAt' | 'onRange' | 'frozenFirst' | 'loading' | 'empty'>

/** A table of a list that is asked for by stretches as they come into view. `empty` is what is said of a list without rows. */
export function PagedTable<Row>({ rows, empty, ...given }: Given<Row> & { readonly rows: RowPages<Row>; readonly empty: ReactNode }) {
  if (rows.error && rows.total === null)
    return (
      <div className="cb-table-problem">
        <ErrorPanel compact error={rows.error} />
      </div>
    )
  return (
    <DataTable<Row>
      {...given}
      rowCount={rows.total ?? 0}
      rowAt={rows.rowAt}
      onRange={rows.onRange}
      frozenFirst={false}
      loading={rows.total === null}
      empty={<p className="cb-quiet cb-table-empty">{empty}</p>}
    />
  )
}
