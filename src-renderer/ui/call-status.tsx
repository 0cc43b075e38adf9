import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { StatusLine } from './status-glyph.tsx'
import type { Glyph, Hue } from './status-glyph.tsx'

/** callStatus values with words of their own (callbot-v3.md 5.3). */
export const knownCallStatuses = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 21, 22, 23, 24, 25] as const
export type KnownCallStatus = (typeof knownCallStatuses)[number]

/** True for a code the reference names. */
export const isKnownCallStatus = (code: number): code is KnownCallStatus => knownCallStatuses.some((known) => known === code)

/** Shape and colour of a callStatus; null and unlisted codes look alike. */
export function callStatusLook(code: number | null): { glyph: Glyph; hue: Hue } {
  switch (code) {
    case 1: case 2: return { glyph: 'ring', hue: 'grey' }
    case 3: case 4: case 5: return { glyph: 'half-ring', hue: 'blue' }
    case 6: return { glyph: 'disc-check', hue: 'green' }
    case 9: case 10: case 22: case 23: case 25: return { glyph: 'triangle-down', hue: 'amber' }
    case 24: return { glyph: 'bar-in-rect', hue: 'violet' }
    case 11: case 12: case 13: return { glyph: 'diamond', hue: 'orange' }
    case 8: case 15: case 17: case 21: return { glyph: 'cross', hue: 'red' }
    case 18: return { glyph: 'square', hue: 'grey' }
    default: return { glyph: 'dashed-question', hue: 'violet' }
  }
}

/** Words of a callStatus: its own, the platform's text when no code came (NXLink), or "Code 14, unlisted". */
export function callStatusWords(t: TFunction, code: number | null, statusText: string | null = null): string {
  if (code === null) return statusText || t('status.call.none')
  if (!isKnownCallStatus(code)) return t('status.call.unlisted', { code })
  return t(`status.call.c${code}`)
}

/** Shape and word of a callStatus. */
export function CallStatus({ code, statusText = null }: { code: number | null; statusText?: string | null }) {
  const { t } = useTranslation()
  const look = code === null ? nxlinkLook(statusText) : callStatusLook(code)
  return <StatusLine look={look}>{callStatusWords(t, code, statusText)}</StatusLine>
}

/** NXLink tells states in words only: the two that are certain keep their shape, the rest stays open. */
function nxlinkLook(statusText: string | null): { glyph: Glyph; hue: Hue } {
  const words = statusText?.toLowerCase() ?? ''
  if (words === '') return callStatusLook(1)
  if (/^(answer|answered|connected|success)/.test(words)) return callStatusLook(6)
  if (/no ?answer|unanswered|not ?answered/.test(words)) return callStatusLook(22)
  if (/busy/.test(words)) return callStatusLook(10)
  return callStatusLook(16)
}
