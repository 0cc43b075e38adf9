import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTableHead, templateOf } from './data-table-head.tsx'
import { DataTableRow } from './data-table-row.tsx'
import type { ScrollState } from './scaled-scroll.ts'
import { canvasHeight, followScroll, scrollTo, visibleRows } from './scaled-scroll.ts'
import { type CursorPlace, cursorOf, nowhere } from './table-cursor.ts'
import './data-table.css'

export interface DataColumn<Row> {
  readonly id: string
  readonly header: ReactNode
  /** Pixels; with `grow` the least width, and the share of what is left. */
  readonly width: number
  readonly grow?: number
  readonly align?: 'left' | 'right' | 'center'
  readonly sortable?: boolean
  /** Spoken name of the column when its header is no text. */
  readonly name?: string
  render(row: Row): ReactNode
}

export interface DataSort {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

export type RowTint = 'amber' | 'violet' | 'red'

export interface DataTableProps<Row> {
  /** Spoken name of the table. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rowCount: number
  /** The row at a position, undefined while it is not loaded. */
  rowAt(index: number): Row | undefined
  rowKey(row: Row): string
  /** Positions in view (some beyond both edges included), from inclusive, to exclusive. */
  readonly onRange?: (start: number, end: number) => void
  readonly rowHeight?: number
  /** The open row. */
  readonly selectedKey?: string | null
  readonly onOpen?: (row: Row, index: number) => void
  /** Ticked rows; a column of checkboxes appears with it. */
  readonly checked?: ReadonlySet<string>
  readonly onCheck?: (next: ReadonlySet<string>) => void
  readonly sort?: DataSort | null
  readonly onSort?: (column: string) => void
  /** Keep the first column (and the checkboxes) in view while scrolling sideways. Default true. */
  readonly frozenFirst?: boolean
  /** Not null makes the row a group head of this content. */
  readonly groupHead?: (row: Row) => ReactNode | null
  /** Tints the whole row of a state that waits for something; the state's word stands in it too. */
  readonly rowTint?: (row: Row) => RowTint | undefined
  /** Appears at the right end of the row under the pointer. */
  readonly rowActions?: (row: Row) => ReactNode
  /** Other keys on the row with the cursor. Return true when handled. */
  readonly onRowKey?: (event: KeyboardEvent, row: Row, index: number) => boolean
  /** Where a row stands now, -1 when it is gone: with it the cursor stays on its row when rows change places, and starts at the open one. */
  readonly indexOfKey?: (key: string) => number
  readonly empty?: ReactNode
  /** Old rows stay at 62 %; ghost rows only when there was nothing before. */
  readonly loading?: boolean
  /** Changes when the list became another one: cursor and scroll start at the top. */
  readonly resetKey?: string
}

const HEAD = 28

/** A table over positions: it draws only what is in view, whatever the count, and moves by keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    columns,
    rowCount,
    rowAt,
    rowKey,
    onRange,
    rowHeight = 28,
    selectedKey = null,
    onOpen,
    checked,
    onCheck,
    loading = false,
    resetKey = '',
    frozenFirst = true,
    indexOfKey,
  } = props
  const { t } = useTranslation()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(0)
  const [scroll, setScroll] = useState<ScrollState>({ scrollTop: 0, offset: 0 })
  const [put, setPut] = useState<CursorPlace>(nowhere)
  const anchor = useRef(-1)
  const sizes = { viewport: Math.max(0, viewport - HEAD), content: rowCount * rowHeight }
  const cursor = cursorOf(props, put)
  const { start, end } = visibleRows(scroll.offset, sizes, rowHeight, rowCount)

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setViewport(element.clientHeight))
    observer.observe(element)
    setViewport(element.clientHeight)
    return () => observer.disconnect()
  }, [])

  const lastReset = useRef(resetKey)
  useLayoutEffect(() => {
    if (lastReset.current === resetKey) return
    lastReset.current = resetKey
    setPut(nowhere)
    anchor.current = -1
    if (scroller.current) scroller.current.scrollTop = 0
    setScroll({ scrollTop: 0, offset: 0 })
  }, [resetKey])

  useEffect(() => {
    if (end > start) onRange?.(start, end)
  }, [onRange, start, end])

  const reveal = (index: number) => {
    const top = index * rowHeight
    const offset = top < scroll.offset ? top : top + rowHeight > scroll.offset + sizes.viewport ? top + rowHeight - sizes.viewport : null
    if (offset === null) return
    const next = scrollTo(offset, sizes)
    setScroll(next)
    if (scroller.current) scroller.current.scrollTop = next.scrollTop
  }
  const isGroup = (index: number) => {
    const row = rowAt(index)
    return row !== undefined && (props.groupHead?.(row) ?? null) !== null
  }
  const move = (to: number, step: 1 | -1) => {
    let index = Math.min(Math.max(to, 0), rowCount - 1)
    while (isGroup(index) && index + step >= 0 && index + step < rowCount) index += step
    if (isGroup(index)) return
    const row = rowAt(index)
    setPut({ index, key: row === undefined ? null : rowKey(row) })
    reveal(index)
    if (row !== undefined && selectedKey !== null && selectedKey !== rowKey(row)) onOpen?.(row, index)
  }
  const check = (index: number, extend: boolean) => {
    const row = rowAt(index)
    if (!checked || !onCheck || row === undefined) return
    const next = new Set(checked)
    const from = extend && anchor.current >= 0 ? anchor.current : index
    const tick = extend || !checked.has(rowKey(row))
    for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
      const other = rowAt(at)
      if (other === undefined || isGroup(at)) continue
      if (tick) next.add(rowKey(other))
      else next.delete(rowKey(other))
    }
    anchor.current = index
    onCheck(next)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || rowCount === 0) return
    const page = Math.max(1, Math.floor(sizes.viewport / rowHeight) - 1)
    const row = cursor >= 0 ? rowAt(cursor) : undefined
    if (row !== undefined && props.onRowKey?.(event, row, cursor)) return event.preventDefault()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const moves: Record<string, [number, 1 | -1]> = {
      j: [cursor + 1, 1],
      ArrowDown: [cursor + 1, 1],
      k: [cursor - 1, -1],
      ArrowUp: [cursor - 1, -1],
      PageDown: [cursor + page, 1],
      PageUp: [cursor - page, -1],
      Home: [0, 1],
      End: [rowCount - 1, -1],
    }
    const way = moves[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (way) move(...way)
    else if (event.key === 'Enter' && row !== undefined) onOpen?.(row, cursor)
    else if (event.key.toLowerCase() === 'x' && cursor >= 0) check(cursor, event.shiftKey)
    else return
    event.preventDefault()
  }
  const onRowClick = (event: MouseEvent, row: Row, index: number) => {
    setPut({ index, key: rowKey(row) })
    if (checked && (event.shiftKey || event.ctrlKey || event.metaKey)) return check(index, event.shiftKey)
    anchor.current = index
    onOpen?.(row, index)
  }

  const firstCursor = () => {
    const open = selectedKey === null ? -1 : (indexOfKey?.(selectedKey) ?? -1)
    return open >= 0 ? open : start === 0 ? 0 : start + 8
  }

  const template = templateOf(columns, checked !== undefined)
  const least = columns.reduce((sum, column) => sum + column.width, checked ? 36 : 0)
  const top = Math.round(scroll.scrollTop - scroll.offset)
  const indexes = Array.from({ length: end - start }, (_, at) => start + at)
  const nothing = rowCount === 0
  return (
    <div
      className="cb-table"
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-busy={loading}
      aria-activedescendant={cursor >= 0 ? `${id}-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={event => {
        if (event.target === event.currentTarget && cursor < 0 && rowCount > 0 && event.currentTarget.matches(':focus-visible'))
          move(firstCursor(), 1)
      }}
      onScroll={event => {
        const at = event.currentTarget.scrollTop
        setScroll(before => (before.scrollTop === at ? before : followScroll(before, at, sizes)))
      }}
      style={{ '--cb-template': template, '--cb-least': `${least}px`, '--cb-row': `${rowHeight}px` } as CSSProperties}
    >
      <DataTableHead
        columns={columns}
        sort={props.sort ?? null}
        onSort={props.onSort}
        frozenFirst={frozenFirst}
        checkable={checked !== undefined}
      />
      {nothing ? (
        <div className="cb-table-empty">{loading ? <GhostRows /> : props.empty}</div>
      ) : (
        <div className={loading ? 'cb-table-canvas cb-dim' : 'cb-table-canvas'} style={{ height: canvasHeight(sizes) }}>
          {indexes.map(index => {
            const row = rowAt(index)
            const key = row === undefined ? null : rowKey(row)
            return (
              <DataTableRow
                key={index}
                domId={`${id}-${index}`}
                columns={columns}
                row={row}
                index={index}
                top={index * rowHeight + top}
                open={key !== null && key === selectedKey}
                tint={row === undefined ? undefined : props.rowTint?.(row)}
                active={index === cursor}
                ticked={key !== null && checked?.has(key) === true}
                checkable={checked !== undefined}
                checkLabel={t('ui.selectRow', { row: index + 1 })}
                frozenFirst={frozenFirst}
                groupHead={row === undefined ? null : (props.groupHead?.(row) ?? null)}
                actions={row === undefined ? null : props.rowActions?.(row)}
                onClick={event => row !== undefined && onRowClick(event, row, index)}
                onTick={extend => check(index, extend)}
              />
            )
          })}
        </div>
      )}
    </div>
  )
}

function GhostRows() {
  return (
    <div className="cb-ghost-rows" aria-hidden>
      {[1, 2, 3, 4, 5, 6, 7, 8].map(row => (
        <div key={row} className="cb-ghost-row">
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  )
}
