import type { TFunction } from 'i18next'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { tunnelEn } from '../i18n/en/tunnel.ts'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { formatMoment, formatTime } from '../ui/time-format.ts'
import { BARS, medianMs, type ProbeBar, probeBars } from './probe-bars.ts'

/** The last probes, a bar each: how long it was away, red and full where it did not come back; one is read by pointing or with the arrow keys. */
export function ProbeStrip({ view, now }: { view: TunnelView; now: number }) {
  const { t } = useTranslation()
  const [at, setAt] = useState<number | null>(null)
  const { probes, gaps, lateAfterMs } = view
  const bars = probeBars(probes, { gaps, lateAfterMs, now })
  const slowest = Math.max(1, ...probes.map(probe => probe.tookMs ?? 0))
  const back = probes.filter(probe => probe.cameBack).length
  const median = medianMs(probes)
  const shown = at === null ? undefined : bars[at]
  const first = bars[0]
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -BARS, End: BARS }[event.key]
    if (by === undefined) return
    event.preventDefault()
    setAt(Math.min(Math.max((at ?? bars.length) + by, 0), bars.length - 1))
  }
  return (
    <PanelSection
      title={t('tunnel.probes.title')}
      extra={
        probes.length === 0 ? null : (
          <span className="cb-second">
            {t('tunnel.probes.summary', { back: formatCount(back), sent: formatCount(probes.length) })}
            {median === null ? null : ` · ${t('tunnel.probes.median', { ms: formatCount(median) })}`}
          </span>
        )
      }
    >
      {first === undefined ? (
        <p className="cb-second">{t('tunnel.probes.none')}</p>
      ) : (
        <div style={{ width: `max(240px, ${(bars.length / BARS) * 100}%)` }}>
          <div
            className="tunnel-bars"
            role="slider"
            tabIndex={0}
            aria-label={t('tunnel.probes.label')}
            aria-valuemin={0}
            aria-valuemax={bars.length - 1}
            aria-valuenow={at ?? bars.length - 1}
            aria-valuetext={barWords(t, shown ?? bars.at(-1) ?? first, now)}
            onKeyDown={step}
            onFocus={() => setAt(bars.length - 1)}
            onBlur={() => setAt(null)}
            onPointerLeave={() => setAt(null)}
          >
            {bars.map((bar, place) => (
              <i
                key={`${bar.kind} ${bar.at}`}
                data-kind={bar.kind === 'probe' ? (bar.probe.cameBack ? 'back' : 'lost') : bar.kind}
                data-at={place === at || undefined}
                title={barWords(t, bar, now)}
                onPointerEnter={() => setAt(place)}
              >
                <b style={{ height: `${heightOf(bar, slowest)}%` }} />
              </i>
            ))}
          </div>
          <div className="tunnel-axis">
            {shown ? (
              <span data-lost={(shown.kind === 'probe' && !shown.probe.cameBack) || shown.kind === 'gap' || undefined}>
                {barWords(t, shown, now)}
              </span>
            ) : (
              <>
                <span>{formatMoment(first.at, undefined, now)}</span>
                <span>{t('tunnel.probes.now')}</span>
              </>
            )}
          </div>
        </div>
      )}
    </PanelSection>
  )
}

function heightOf(bar: ProbeBar, slowest: number): number {
  if (bar.kind !== 'probe' || !bar.probe.cameBack) return 100
  return Math.max(15, ((bar.probe.tookMs ?? 0) / slowest) * 100)
}

type ProblemCode = keyof typeof tunnelEn.probes.problem
const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(tunnelEn.probes.problem, code)

function barWords(t: TFunction, bar: ProbeBar, now: number): string {
  if (bar.kind !== 'probe') return t(`tunnel.probes.${bar.kind}`, { from: formatMoment(bar.at, undefined, now), to: formatTime(bar.to) })
  const time = formatMoment(bar.at, undefined, now)
  const { cameBack, tookMs, problem } = bar.probe
  if (cameBack) return t('tunnel.probes.back', { time, ms: formatCount(tookMs) })
  const words = isProblemCode(problem)
    ? t('tunnel.probes.withCode', { words: t(`tunnel.probes.problem.${problem}`), code: problem })
    : problem
  return t('tunnel.probes.lost', { time, problem: words })
}
