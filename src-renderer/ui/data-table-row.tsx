import type { MouseEvent, ReactNode } from 'react'
import type { DataColumn, RowTint } from './data-table.tsx'

interface Props<Row> {
  readonly domId: string
  readonly columns: readonly DataColumn<Row>[]
  readonly row: Row | undefined
  readonly index: number
  /** Pixels from the top of the canvas. */
  readonly top: number
  readonly open: boolean
  readonly tint: RowTint | undefined
  readonly active: boolean
  readonly ticked: boolean
  readonly checkable: boolean
  readonly checkLabel: string
  readonly frozenFirst: boolean
  readonly groupHead: ReactNode | null
  readonly actions: ReactNode
  readonly onClick: (event: MouseEvent) => void
  readonly onTick: (extend: boolean) => void
}

/** One row of a `DataTable`: cells, a group head, or ghosts while the row is on its way. */
export function DataTableRow<Row>(props: Props<Row>) {
  const { columns, row, index, frozenFirst, checkable } = props
  // `top`, not a transform: layout keeps whole pixels exact beyond eight million, floating point does not.
  const place = { top: `${props.top}px` }
  if (props.groupHead !== null) {
    return (
      <div id={props.domId} className="cb-table-row cb-group" role="row" aria-rowindex={index + 2} style={place}>
        <span role="gridcell" className="cb-group-cell">
          {props.groupHead}
        </span>
      </div>
    )
  }
  return (
    <div
      id={props.domId}
      className="cb-table-row"
      role="row"
      aria-rowindex={index + 2}
      aria-selected={props.open || props.ticked}
      data-open={props.open || undefined}
      data-tint={props.tint}
      data-active={props.active || undefined}
      style={place}
      onClick={props.onClick}
    >
      {checkable ? (
        <span
          className={frozenFirst ? 'cb-cell cb-tick cb-frozen' : 'cb-cell cb-tick'}
          role="gridcell"
          onClick={event => event.stopPropagation()}
        >
          <input
            type="checkbox"
            className="cb-check"
            tabIndex={-1}
            aria-label={props.checkLabel}
            checked={props.ticked}
            disabled={row === undefined}
            onChange={event => props.onTick('shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)}
          />
        </span>
      ) : null}
      {columns.map((column, at) => (
        <span
          key={column.id}
          role="gridcell"
          aria-colindex={at + 1}
          className={`cb-cell cb-${column.align ?? 'left'}${frozenFirst && at === 0 ? ` cb-frozen${checkable ? ' cb-frozen-second' : ''}` : ''}`}
        >
          {row === undefined ? <i className="cb-ghost" /> : column.render(row)}
        </span>
      ))}
      {props.actions ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps a press on an action from opening the row
        <span className="cb-row-actions" onClick={event => event.stopPropagation()}>
          {props.actions}
        </span>
      ) : null}
    </div>
  )
}
