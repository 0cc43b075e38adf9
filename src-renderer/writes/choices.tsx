import type { ReactNode } from 'react'
import { useId } from 'react'
import css from './writes.module.css'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  /** What choosing it means, one sentence. */
  readonly meaning: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
}

/** One of a few ways, each with what it means. Arrow keys move, as in any radio group. */
export function Choices<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: readonly Choice<Value>[]
  onChange: (value: Value) => void
}) {
  const name = useId()
  return (
    <fieldset className={css.choices}>
      <legend>{label}</legend>
      {options.map(option => (
        <label key={option.value} data-danger={option.danger || undefined} data-off={option.disabled || undefined}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>
            <b>{option.label}</b>
            <span>{option.meaning}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
