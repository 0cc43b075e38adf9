import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** A 24 px chip: a condition that is on, with the way to take it off. */
export function Chip({
  children,
  tone = 'accent',
  removeLabel,
  onRemove,
}: {
  children: ReactNode
  tone?: 'accent' | 'red' | 'neutral'
  removeLabel?: string
  onRemove?: () => void
}) {
  return (
    <span className="cb-chip" data-tone={tone}>
      <span className="cb-ellipsis">{children}</span>
      {onRemove ? (
        <button type="button" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <IconX size={12} />
        </button>
      ) : null}
    </span>
  )
}
