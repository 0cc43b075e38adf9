import type { ReactNode } from 'react'

/** The 48 px head of a screen: its title, what belongs beside it, and the actions at the right. */
export function PageHead({ title, children, actions }: { title: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="cb-page-head">
      <h1 className="cb-title cb-ellipsis">{title}</h1>
      {children}
      <div className="cb-spacer" />
      {actions}
    </header>
  )
}
