import type { ReactNode } from 'react'
import type { Glyph, Hue, StatusLook } from './glyph.ts'

export type { Glyph, Hue, StatusLook }

const shapes: Record<Glyph, ReactNode> = {
  ring: <circle cx="6" cy="6" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.4" />,
  'triangle-right': <path d="M2 1 L11 6 L2 11 Z" fill="currentColor" />,
  clock: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 3.4 V6.2 L7.9 7.3" fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinecap="round" />
    </>
  ),
  'disc-check': (
    <>
      <circle cx="6" cy="6" r="5.4" fill="currentColor" />
      <path d="M3.6 6.2 L5.3 7.9 L8.4 4.4" fill="none" stroke="var(--bg)" strokeWidth="1.4" strokeLinecap="round" strokeLinejoin="round" />
    </>
  ),
  cross: <path d="M2 2 L10 10 M10 2 L2 10" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  bars: <path d="M2.5 1 H4.9 V11 H2.5 Z M7.1 1 H9.5 V11 H7.1 Z" fill="currentColor" />,
  'half-ring': (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <path d="M6 1.4 A4.6 4.6 0 0 1 6 10.6 Z" fill="currentColor" />
    </>
  ),
  'triangle-down': <path d="M1.4 2.2 H10.6 L6 10.4 Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />,
  'triangle-up': <path d="M6 1.6 L10.8 10 H1.2 Z" fill="currentColor" />,
  'bar-in-rect': (
    <>
      <rect x="0.9" y="2.2" width="10.2" height="7.6" rx="2.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M3.6 6 H8.4" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
    </>
  ),
  diamond: <path d="M6 0.8 L11.2 6 L6 11.2 L0.8 6 Z" fill="currentColor" />,
  square: <rect x="1.6" y="1.6" width="8.8" height="8.8" rx="1" fill="currentColor" />,
  'dashed-question': (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" strokeWidth="1.2" strokeDasharray="2.1 1.5" />
      <path d="M4.6 4.9 A1.45 1.45 0 1 1 6 6.4 V7" fill="none" stroke="currentColor" strokeWidth="1.1" strokeLinecap="round" />
      <circle cx="6" cy="8.6" r="0.7" fill="currentColor" />
    </>
  ),
  warning: (
    <>
      <path d="M6 0.8 L11.6 11 H0.4 Z" fill="currentColor" strokeLinejoin="round" />
      <path d="M6 4.4 V7.2" stroke="var(--bg)" strokeWidth="1.3" strokeLinecap="round" />
      <circle cx="6" cy="9.1" r="0.75" fill="var(--bg)" />
    </>
  ),
  'dot-in-ring': (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.3" />
      <circle cx="6" cy="6" r="2.3" fill="currentColor" />
    </>
  ),
}

/** A 12 px shape in a status colour. It is decoration beside its word; alone it needs a `title`. */
export function StatusGlyph({ glyph, hue, title, size = 12 }: { glyph: Glyph; hue: Hue; title?: string; size?: number }) {
  return (
    <svg
      className="cb-glyph"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={{ color: `var(--${hue})` }}
      role={title ? 'img' : undefined}
      aria-hidden={title ? undefined : true}
      aria-label={title}
    >
      {title ? <title>{title}</title> : null}
      {shapes[glyph]}
    </svg>
  )
}

/** Shape and word, 6 px apart. `coloured` gives the word the colour as well. */
export function StatusLine({
  look,
  children,
  coloured = false,
}: {
  look: Pick<StatusLook, 'glyph' | 'hue'>
  children: ReactNode
  coloured?: boolean
}) {
  return (
    <span className="cb-status">
      <StatusGlyph glyph={look.glyph} hue={look.hue} />
      <span className="cb-ellipsis" style={coloured ? { color: `var(--${look.hue})` } : undefined}>
        {children}
      </span>
    </span>
  )
}
