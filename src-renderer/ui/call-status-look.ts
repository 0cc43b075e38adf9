import type { TFunction } from 'i18next'
import type { Glyph, Hue } from './glyph.ts'

/** callStatus values with words of their own (callbot-v3.md 5.3). */
export const knownCallStatuses = [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 21, 22, 23, 24, 25] as const
export type KnownCallStatus = (typeof knownCallStatuses)[number]

/** True for a code the reference names. */
export const isKnownCallStatus = (code: number): code is KnownCallStatus => knownCallStatuses.some(known => known === code)

/** Shape and colour of a callStatus; null and unlisted codes look alike. */
export function callStatusLook(code: number | null): { glyph: Glyph; hue: Hue } {
  switch (code) {
    case 1:
    case 2:
      return { glyph: 'ring', hue: 'grey' }
    case 3:
    case 4:
    case 5:
      return { glyph: 'half-ring', hue: 'blue' }
    case 6:
      return { glyph: 'disc-check', hue: 'green' }
    case 9:
    case 10:
    case 22:
    case 23:
    case 25:
      return { glyph: 'triangle-down', hue: 'amber' }
    case 24:
      return { glyph: 'bar-in-rect', hue: 'violet' }
    case 11:
    case 12:
    case 13:
      return { glyph: 'diamond', hue: 'orange' }
    case 8:
    case 15:
    case 17:
    case 21:
      return { glyph: 'cross', hue: 'red' }
    case 18:
      return { glyph: 'square', hue: 'grey' }
    default:
      return { glyph: 'dashed-question', hue: 'violet' }
  }
}

/** Codes that share their words with another one (callbot-v3.md 5.3). */
const twins: ReadonlySet<number> = new Set([12, 13])

/** Words of a callStatus where several stand side by side: those that read alike carry their code. */
export function callStatusName(t: TFunction, code: number | null): string {
  const words = callStatusWords(t, code)
  return code !== null && twins.has(code) ? t('status.call.withCode', { words, code }) : words
}

/** Words of a callStatus: its own, the platform's text when no code came (NXLink), or "Code 14, unlisted". */
export function callStatusWords(t: TFunction, code: number | null, statusText: string | null = null): string {
  if (code === null) return statusText || t('status.call.none')
  if (!isKnownCallStatus(code)) return t('status.call.unlisted', { code })
  return t(`status.call.c${code}`)
}
