import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../src-contract/model/order.ts'
import { callStatusLook, callStatusWords } from '../ui/call-status-look.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment, formatTimeSeconds } from '../ui/time-format.ts'
import { callTime } from './order-columns.tsx'

function details(t: TFunction, call: Call): string {
  return [
    call.durationSeconds === null || call.durationSeconds === 0 ? null : callTime(call.durationSeconds),
    // A time in callAnswerTs does not prove an answer; only callStatus 6 does (callbot-v3.md 3.9).
    call.callStatus === 6 && call.answerAt !== null ? t('orders.panel.answerAt', { time: formatTimeSeconds(call.answerAt) }) : null,
    call.hangupCause ? t('orders.panel.hangup', { cause: call.hangupCause }) : null,
    call.termSipCode ? t('orders.panel.sip', { code: call.termSipCode }) : null,
  ]
    .filter(part => part !== null)
    .join(', ')
}

/** Every known call of an order, newest first, each with its code, cause and source. */
export function CallList({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation()
  if (calls.length === 0) return <p className="cb-quiet">{t('orders.panel.noCall')}</p>
  return (
    <ol className="call-list">
      {calls.map(call => {
        const look = callStatusLook(call.callStatus)
        return (
          <li key={call.callID}>
            <StatusGlyph glyph={look.glyph} hue={look.hue} />
            <div>
              <p>
                <b>{callStatusWords(t, call.callStatus, call.statusText)}</b>{' '}
                <span className="cb-quiet">{call.callStatus === null ? '' : t('orders.panel.code', { code: call.callStatus })}</span>
              </p>
              <p className="cb-quiet">{details(t, call)}</p>
            </div>
            <span className="call-when">
              <time>{formatMoment(call.startAt)}</time>
              <span className="cb-quiet">{t(`orders.panel.source.${call.source}`)}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
