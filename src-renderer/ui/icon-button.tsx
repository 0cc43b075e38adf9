import type { ReactNode } from 'react'
import { ButtonRoot } from './button-root.tsx'

/** A 28 px button with an icon only; the label is spoken and shown as its tip. A busy one is off and keeps the focus. */
export function IconButton({
  label,
  onClick,
  disabled = false,
  busy = false,
  bordered = false,
  children,
}: {
  label: string
  onClick: () => void
  disabled?: boolean
  busy?: boolean
  bordered?: boolean
  children: ReactNode
}) {
  return (
    <ButtonRoot
      className={bordered ? 'cb-icon-button cb-bordered' : 'cb-icon-button'}
      aria-label={label}
      title={label}
      disabled={disabled || busy}
      data-loading={busy || undefined}
      onClick={onClick}
    >
      {children}
    </ButtonRoot>
  )
}
