import { NumberInput } from '@mantine/core'
import type { FieldState } from './form-field.ts'

interface Props {
  readonly field: FieldState
  readonly label: string
  /** Tip of the field. */
  readonly title?: string
  readonly placeholder?: string
  readonly value: number | null
  /** Digits after the point; 0 takes whole numbers only. */
  readonly decimals: number
  readonly onChange: (value: number | null) => void
}

/** A number that may still be empty. The range is checked with the rest of the form, not while typing. */
export function NumberField({ field, label, title, placeholder, value, decimals, onChange }: Props) {
  return (
    <NumberInput
      {...field}
      label={label}
      title={title}
      placeholder={placeholder}
      value={value ?? ''}
      hideControls
      allowNegative={false}
      allowDecimal={decimals > 0}
      decimalScale={decimals}
      isAllowed={({ floatValue }) => floatValue === undefined || floatValue <= 1_000_000}
      onChange={typed => onChange(typeof typed === 'number' && Number.isFinite(typed) ? typed : null)}
    />
  )
}
