import { useTranslation } from 'react-i18next'
import { callStatusLook, callStatusWords } from './call-status-look.ts'
import type { Glyph, Hue } from './status-glyph.tsx'
import { StatusLine } from './status-glyph.tsx'

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
  if (/^(answer|answered|connected|success|normal termination)/.test(words)) return callStatusLook(6)
  if (/no ?answer|unanswered|not ?answered|missed/.test(words)) return callStatusLook(22)
  if (/busy/.test(words)) return callStatusLook(10)
  return callStatusLook(16)
}
