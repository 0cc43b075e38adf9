import type { ReactNode } from 'react'

/** What will appear here, when, and the action. `sketch` draws faint rows above it. */
export function EmptyState({
  title,
  children,
  actions,
  sketch = false,
}: {
  title: ReactNode
  children?: ReactNode
  actions?: ReactNode
  sketch?: boolean
}) {
  return (
    <div className="cb-empty">
      {sketch ? (
        <div className="cb-sketch" aria-hidden>
          {[1, 2, 3, 4, 5].map(row => (
            <div key={row} style={{ opacity: 1.1 - row * 0.18 }}>
              <b />
              <i />
              <i />
              <i />
            </div>
          ))}
        </div>
      ) : null}
      <h2 className="cb-title">{title}</h2>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="cb-actions">{actions}</div> : null}
    </div>
  )
}
