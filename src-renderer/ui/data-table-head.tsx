import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { DataColumn, DataSort } from './data-table.tsx'

/** The grid's columns as CSS: fixed widths, and shares for those that grow. */
export function templateOf<Row>(columns: readonly DataColumn<Row>[], checkable: boolean): string {
  const widths = columns.map(column => (column.grow ? `minmax(${column.width}px, ${column.grow}fr)` : `${column.width}px`))
  // The rest of a wide window goes to nobody, unless a column grows.
  const filler = columns.some(column => column.grow) ? [] : ['1fr']
  return [...(checkable ? ['36px'] : []), ...widths, ...filler].join(' ')
}

interface Props<Row> {
  readonly columns: readonly DataColumn<Row>[]
  readonly sort: DataSort | null
  readonly onSort: ((column: string) => void) | undefined
  readonly frozenFirst: boolean
  readonly checkable: boolean
}

/** The head row: stays in view, sorts by click or Enter. */
export function DataTableHead<Row>({ columns, sort, onSort, frozenFirst, checkable }: Props<Row>) {
  return (
    <div className="cb-table-row cb-table-head" role="row" aria-rowindex={1}>
      {checkable ? (
        <span className={frozenFirst ? 'cb-cell cb-tick cb-frozen' : 'cb-cell cb-tick'} role="columnheader" aria-label="✓" />
      ) : null}
      {columns.map((column, at) => {
        const sorted = sort?.column === column.id ? sort.direction : null
        const frozen = frozenFirst && at === 0 ? ` cb-frozen${checkable ? ' cb-frozen-second' : ''}` : ''
        return (
          <span
            key={column.id}
            className={`cb-cell cb-${column.align ?? 'left'}${frozen}`}
            role="columnheader"
            aria-label={column.name}
            aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
          >
            {column.sortable && onSort ? (
              <button type="button" className="cb-sort" data-sorted={sorted ?? undefined} onClick={() => onSort(column.id)}>
                {column.header}
                {sorted === 'asc' ? (
                  <IconArrowUp size={12} aria-hidden />
                ) : sorted === 'desc' ? (
                  <IconArrowDown size={12} aria-hidden />
                ) : null}
              </button>
            ) : (
              column.header
            )}
          </span>
        )
      })}
    </div>
  )
}
