import type { TFunction } from 'i18next'
import type { Glyph, Hue } from './glyph.ts'

const known = [1, 2, 3, 4, 5] as const
type KnownTaskStatus = (typeof known)[number]
const isKnown = (code: number): code is KnownTaskStatus => known.some(one => one === code)

/** Shape and colour of a taskStatus (callbot-v3.md 5.2). Null: NXLink tells none, only that it took the orders. */
export function taskStatusLook(code: number | null): { glyph: Glyph; hue: Hue } {
  switch (code) {
    case 1:
      return { glyph: 'ring', hue: 'grey' }
    case 2:
      return { glyph: 'triangle-right', hue: 'green' }
    case 3:
      return { glyph: 'disc-check', hue: 'grey' }
    case 4:
      return { glyph: 'cross', hue: 'red' }
    case 5:
      return { glyph: 'bars', hue: 'amber' }
    case null:
      return { glyph: 'disc-check', hue: 'grey' }
    default:
      return { glyph: 'dashed-question', hue: 'violet' }
  }
}

/** Word of a taskStatus; "Code 9, unlisted" for what the reference does not name. */
export function taskStatusWords(t: TFunction, code: number | null): string {
  if (code === null) return t('status.task.none')
  return isKnown(code) ? t(`status.task.c${code}`) : t('status.task.unlisted', { code })
}
