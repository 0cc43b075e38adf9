import { type ReactNode, useId } from 'react'

/**
 * A field with its label at the left; `children` gets the id the label points at. A `group` of several controls names itself.
 * The form says how wide its labels are: `--field-label`.
 */
export function FieldRow({ label, group = false, children }: { label: string; group?: boolean; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="cb-field-row">
      {group ? (
        <span className="cb-field-label">{label}</span>
      ) : (
        <label className="cb-field-label" htmlFor={id}>
          {label}
        </label>
      )}
      <div>{children(id)}</div>
    </div>
  )
}
