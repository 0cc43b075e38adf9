import type { ReactNode } from 'react'

/** A section of a panel: head, something small at its right, and the content. */
export function PanelSection({ title, extra, children }: { title?: ReactNode; extra?: ReactNode; children: ReactNode }) {
  return (
    <section className="cb-section">
      {title || extra ? (
        <div className="cb-section-head">
          <h3>{title}</h3>
          <div className="cb-spacer" />
          {extra}
        </div>
      ) : null}
      {children}
    </section>
  )
}
