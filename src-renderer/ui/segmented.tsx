import type { ReactNode } from 'react'

export interface SegmentedOption<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  readonly count?: string
  readonly disabled?: boolean
}

/** A choice of one among a few, as connected buttons. Arrow keys move, as in any radio group. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  small = false,
}: {
  label: string
  value: Value
  options: readonly SegmentedOption<Value>[]
  onChange: (value: Value) => void
  small?: boolean
}) {
  const step = (by: number) => {
    const open = options.filter(option => !option.disabled)
    const at = open.findIndex(option => option.value === value)
    const next = open[(at + by + open.length) % open.length]
    if (next) onChange(next.value)
  }
  return (
    <div
      className={small ? 'cb-segmented cb-small' : 'cb-segmented'}
      role="radiogroup"
      aria-label={label}
      onKeyDown={event => {
        const by =
          event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
        if (by === 0) return
        event.preventDefault()
        step(by)
        const group = event.currentTarget
        window.requestAnimationFrame(() => group.querySelector<HTMLElement>('[aria-checked=true]')?.focus())
      }}
    >
      {options.map(option => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          disabled={option.disabled}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
          {option.count === undefined ? null : <span className="cb-segmented-count">{option.count}</span>}
        </button>
      ))}
    </div>
  )
}
