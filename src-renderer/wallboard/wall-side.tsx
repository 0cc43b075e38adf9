import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { OrderFacets } from '../../src-contract/model/order.ts'
import { alertLook, alertWords } from '../alerts/alert-words.ts'
import { isOutcome } from '../tasks/call-outcome.ts'
import { callStatusLook, callStatusName } from '../ui/call-status-look.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatCount } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatTime } from '../ui/time-format.ts'
import type { Need } from './needs-someone.ts'

const NEEDS_SHOWN = 4
const OUTCOMES_SHOWN = 7
const INTENTS_SHOWN = 6

/** What somebody should look at. */
export function WallNeeds({ needs }: { needs: readonly Need[] }) {
  const { t } = useTranslation()
  return (
    <section className="wall-needs" aria-label={t('wallboard.needs.title')}>
      <h2>
        {t('wallboard.needs.title')} <b>{formatCount(needs.length)}</b>
      </h2>
      {needs.length === 0 ? <p className="wall-none">{t('wallboard.needs.none')}</p> : null}
      {needs.slice(0, NEEDS_SHOWN).map(need => {
        const { title, text, look } = needWords(t, need)
        return (
          <div key={need.key} className="wall-need">
            <StatusGlyph {...look} size={17} />
            <div>
              <b>{title}</b>
              <span>{text}</span>
            </div>
          </div>
        )
      })}
      {needs.length > NEEDS_SHOWN ? <p className="wall-none">{t('wallboard.needs.more', { count: needs.length - NEEDS_SHOWN })}</p> : null}
    </section>
  )
}

const red = { glyph: 'cross', hue: 'red' } as const
const amber = { glyph: 'warning', hue: 'amber' } as const

function needWords(t: TFunction, need: Need): { title: string; text: string; look: { glyph: Glyph; hue: Hue } } {
  switch (need.kind) {
    case 'stuck':
      return { title: t('wallboard.needs.stuck', { task: need.submission.taskName }), text: t('wallboard.needs.stuckText'), look: red }
    case 'unknown': {
      const { taskName: task, totals } = need.submission
      return {
        title: t('wallboard.needs.unknown', { task, orders: formatCount(totals.unknown), count: totals.unknown }),
        text: t('wallboard.needs.unknownText'),
        look: { glyph: 'dashed-question', hue: 'violet' },
      }
    }
    case 'tunnel':
      return { title: t(`wallboard.needs.tunnel.${need.state}`), text: t('wallboard.needs.tunnelText'), look: red }
    case 'deaf':
      return { title: t('wallboard.needs.deaf', { task: need.taskName }), text: t('wallboard.needs.deafText'), look: amber }
    case 'wrong':
      return {
        title: t('wallboard.needs.wrong', { count: need.count, deliveries: formatCount(need.count), time: formatTime(need.since) }),
        text: t('wallboard.needs.wrongText'),
        look: red,
      }
    case 'alert':
      return { ...alertWords(t, need.alert), look: alertLook(need.alert) }
  }
}

/** Orders last called today by outcome, and what was said in the answered ones. */
export function WallOutcomes({ facets }: { facets: OrderFacets | null }) {
  const { t } = useTranslation()
  if (facets === null) return null
  const outcomes = facets.callStatus.filter(({ callStatus }) => isOutcome(callStatus)).sort((a, b) => b.count - a.count)
  const shown = outcomes.slice(0, OUTCOMES_SHOWN)
  const rest = outcomes.slice(OUTCOMES_SHOWN)
  const most = shown[0]?.count ?? 0
  const intents = facets.intents.filter(intent => intent.intentName !== '').sort((a, b) => b.count - a.count)
  return (
    <>
      <section className="wall-outcomes" aria-label={t('wallboard.outcomes')}>
        <h2>{t('wallboard.outcomes')}</h2>
        {shown.length === 0 ? <p className="wall-none">{t('wallboard.noOutcomes')}</p> : null}
        {shown.map(({ callStatus, count }) => (
          <div key={String(callStatus)} className="wall-outcome">
            <StatusGlyph {...callStatusLook(callStatus)} size={16} />
            <span className="cb-ellipsis">{callStatusName(t, callStatus)}</span>
            <i style={{ width: `${most > 0 ? (count / most) * 100 : 0}%`, background: `var(--${callStatusLook(callStatus).hue}-fill)` }} />
            <b>{formatCount(count)}</b>
          </div>
        ))}
        {rest.length > 0 ? (
          <div className="wall-outcome wall-rest">
            <span />
            <span>{t('wallboard.moreCodes', { count: rest.length })}</span>
            <span />
            <b>{formatCount(rest.reduce((sum, one) => sum + one.count, 0))}</b>
          </div>
        ) : null}
      </section>
      {intents.length > 0 ? (
        <section className="wall-intents" aria-label={t('wallboard.intents')}>
          <h2>{t('wallboard.intents')}</h2>
          <div>
            {intents.slice(0, INTENTS_SHOWN).map(intent => (
              <span key={`${intent.intentTag} ${intent.intentName}`}>
                <span className="cb-ellipsis">{intent.intentName}</span> <b>{formatCount(intent.count)}</b>
              </span>
            ))}
          </div>
        </section>
      ) : null}
    </>
  )
}
