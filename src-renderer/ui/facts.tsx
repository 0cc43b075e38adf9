import type { ReactNode } from 'react'
import { Fragment } from 'react'

/** Rows of label and value. Empty values should be passed as "—". */
export function Facts({
  rows,
  labelWidth = 100,
}: {
  rows: readonly (readonly [label: ReactNode, value: ReactNode])[]
  labelWidth?: number
}) {
  return (
    <dl className="cb-facts" style={{ gridTemplateColumns: `${labelWidth}px minmax(0, 1fr)` }}>
      {rows.map(([label, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <Fragment key={at}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
