import { useTranslation } from 'react-i18next'
import type { Preflight } from '../../src-contract/model/task.ts'
import { formatDate, formatSpan, formatTime, hereZone } from '../ui/time-format.ts'
import css from './setup.module.css'
import { isZone, signed, zoneSecondAt } from './task-clock.ts'

/** The first call, or now, on three clocks: the task's zone with the offset that is sent, this computer's, and UTC. */
export function ClocksLine({ timeZone, preflight, now }: { timeZone: string; preflight: Preflight | null; now: number }) {
  const { t } = useTranslation()
  const firstCallAt = preflight?.firstCallAt ?? null
  const at = firstCallAt ?? now
  const zone = isZone(timeZone) ? timeZone : null
  const seconds = zone ? (preflight?.zoneSecond ?? zoneSecondAt(zone, at)) : null
  const clocks = [
    {
      label: zone ? t('setup.when.taskZone', { zone, seconds: seconds === null ? '—' : signed(seconds) }) : t('setup.when.taskZoneUnknown'),
      zone,
    },
    { label: t('setup.when.myZone', { zone: hereZone() }), zone: hereZone() },
    { label: t('setup.when.utc'), zone: 'UTC' },
  ]
  const when =
    firstCallAt === null
      ? t('setup.when.now')
      : t('setup.when.firstCall', {
          when: firstCallAt > now ? t('setup.when.inTime', { time: formatSpan(firstCallAt - now) }) : t('setup.when.now'),
        })
  return (
    <div className={css.clocks}>
      {clocks.map((clock, index) => (
        <div key={clock.label}>
          <div className={css.caption}>{clock.label}</div>
          <div>
            <b>{clock.zone ? formatTime(at, clock.zone) : '—'}</b>{' '}
            <span className={css.second}>{index === 0 ? when : clock.zone ? formatDate(at, clock.zone) : ''}</span>
          </div>
        </div>
      ))}
    </div>
  )
}
