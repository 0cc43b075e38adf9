import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { UNKNOWN } from './number-format.ts'
import { formatDateTime } from './time-format.ts'
import { useNow } from './use-now.ts'

/** "4 s", "12 min", "3 h", "2 d" of a length of time in milliseconds. */
export function ageWords(t: TFunction, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 1) return t('ui.age.now')
  if (seconds < 60) return t('ui.age.seconds', { count: seconds })
  if (seconds < 3600) return t('ui.age.minutes', { count: Math.floor(seconds / 60) })
  if (seconds < 86400) return t('ui.age.hours', { count: Math.floor(seconds / 3600) })
  return t('ui.age.days', { count: Math.floor(seconds / 86400) })
}

/** "4 s ago", or "just now" below a second. */
export function agoWords(t: TFunction, ms: number): string {
  return ms < 1000 ? t('ui.justNow') : t('ui.ago', { age: ageWords(t, ms) })
}

/** How old a number is, counting; amber when older than twice the rhythm (`everyMs`) it should come in. Its tip is the moment, or `tip`. */
export function Age({ at, everyMs, tip }: { at: number | null; everyMs?: number; tip?: string }) {
  const { t } = useTranslation()
  const now = useNow()
  if (at === null) return <span className="cb-quiet">{UNKNOWN}</span>
  const stale = everyMs !== undefined && now - at > 2 * everyMs
  return (
    <time className={stale ? 'cb-age cb-stale' : 'cb-age'} dateTime={new Date(at).toISOString()} title={tip ?? formatDateTime(at)}>
      {ageWords(t, now - at)}
    </time>
  )
}
