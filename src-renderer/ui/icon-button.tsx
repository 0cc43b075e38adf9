import type { ReactNode } from 'react'

/** A 28 px button with an icon only; the label is spoken and shown as its tip. */
export function IconButton({
  label,
  onClick,
  disabled = false,
  bordered = false,
  children,
}: {
  label: string
  onClick: () => void
  disabled?: boolean
  bordered?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={bordered ? 'cb-icon-button cb-bordered' : 'cb-icon-button'}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
