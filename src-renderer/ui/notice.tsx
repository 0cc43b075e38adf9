import type { ReactNode } from 'react'
import type { Glyph } from './status-glyph.tsx'
import { StatusGlyph } from './status-glyph.tsx'

type Tone = 'amber' | 'blue' | 'red' | 'violet' | 'green'
const glyphs: Record<Tone, Glyph> = { amber: 'warning', blue: 'half-ring', red: 'cross', violet: 'dashed-question', green: 'disc-check' }

/** A tinted strip that stays until its matter is settled: the fact in bold, what it means, one or two actions. */
export function Notice({
  tone = 'amber',
  icon,
  title,
  children,
  actions,
  inline = false,
}: {
  tone?: Tone
  icon?: ReactNode
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  inline?: boolean
}) {
  return (
    <div className={inline ? 'cb-notice cb-inline' : 'cb-notice'} data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      <span className="cb-notice-icon">{icon ?? <StatusGlyph glyph={glyphs[tone]} hue={tone} />}</span>
      <div className="cb-notice-text">
        {title ? <strong>{title}</strong> : null}
        {title && children ? ' ' : null}
        {children}
      </div>
      {actions ? <div className="cb-actions">{actions}</div> : null}
    </div>
  )
}
