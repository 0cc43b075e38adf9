import type { ReactNode } from 'react'
import { KeyHint } from './key-hint.tsx'

export interface FooterHint {
  /** As for `KeyHint`: 'J', 'Enter', 'Mod+K'. */
  readonly keys: readonly string[]
  readonly label: string
}

/** The 28 px bar under a screen: facts at the left, at most four key hints at the right. */
export function FooterBar({
  children,
  hints = [],
  right,
}: {
  children?: ReactNode
  hints?: readonly FooterHint[]
  /** A fact at the right end. */
  right?: ReactNode
}) {
  return (
    <footer className="cb-footer">
      <div className="cb-footer-facts">{children}</div>
      {right}
      {hints.slice(0, 4).map(hint => (
        <span key={hint.label} className="cb-footer-hint">
          {hint.keys.map(key => (
            <KeyHint key={key} keys={key} />
          ))}{' '}
          {hint.label}
        </span>
      ))}
    </footer>
  )
}
