import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { AccountSquare } from '../shell/account-square.tsx'
import { ListenerState } from '../shell/listener-state.tsx'
import { useActiveAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { groupOf } from '../tasks/task-groups.ts'
import { agoWords } from '../ui/age.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { formatCount, formatShare } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { LiveTag } from '../ui/tag.tsx'
import { formatDate, formatDay, formatTime, hereZone, zoneCity } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { useWallData } from './use-wall-data.ts'
import { useWallTheme } from './use-wall-theme.ts'
import { WallChart } from './wall-chart.tsx'
import { WallNeeds, WallOutcomes } from './wall-side.tsx'
import { WallTasks } from './wall-tasks.tsx'
import './wallboard.css'

/** The active account as a picture for the wall: read from five metres, nothing to press. Esc leaves. */
export function Wallboard() {
  const account = useActiveAccount()
  useWallTheme()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A dialog or the palette above it closes first.
      if (event.key !== 'Escape' || document.querySelector('[role=dialog]')) return
      event.preventDefault()
      go({ name: 'tasks' })
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  return account ? <WallOf key={account.id} account={account} /> : null
}

function WallOf({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const now = useNow(1000)
  const zone = hereZone()
  const { live, facts, facets, tunnel, day, dayIsTold, historyFrom, needs, newestAt, loading, error } = useWallData(account, now)
  const running = live.filter(task => groupOf(task) === 'running')
  const onTheLine = live.reduce((sum, { counts }) => sum + counts.inProgress, 0)
  const left = running.reduce((sum, { counts }) => sum + Math.max(0, counts.total - counts.finished), 0)
  // Of ended calls: those under way are no answer yet, neither yes nor no.
  const { share } = day
  const ends = running.flatMap(task => {
    const forecast = facts.get(task.userTaskID)?.forecast
    return forecast?.state === 'known' && formatDate(forecast.likely, zone) === formatDate(now, zone) ? [forecast.likely] : []
  })
  const points = share === null || day.usualShare === null ? null : Math.round((share - day.usualShare) * 1000) / 10
  return (
    <main className="wall" aria-label={t('wallboard.title')} aria-busy={loading}>
      <div className="cb-band" data-look={account.simulator ? 'simulator' : 'live'} />
      <header className="wall-head">
        <AccountSquare colour={account.colour} />
        <h1 className="cb-ellipsis">{account.label}</h1>
        <LiveTag account={account} />
        <span className="cb-spacer" />
        <ListenerState />
        <span className="wall-clock">
          <b>{formatTime(now)}</b> {zoneCity(zone)}, {formatDate(now)}
        </span>
      </header>
      <div className="wall-body">
        <div className="wall-main">
          {error ? <ErrorPanel compact error={error} /> : null}
          <div className="wall-figures">
            <div className="wall-rate">
              <p>
                <b>{share === null ? '—' : formatShare(share)}</b> {share === null ? '' : '%'}
              </p>
              <span>
                {t('wallboard.answered')}{' '}
                {points === null || points === 0 ? null : (
                  <em data-hue={points > 0 ? 'green' : 'amber'}>
                    <StatusGlyph glyph={points > 0 ? 'triangle-up' : 'triangle-down'} hue={points > 0 ? 'green' : 'amber'} size={13} />{' '}
                    {t(points > 0 ? 'wallboard.above' : 'wallboard.below', {
                      points: Math.abs(points).toFixed(1),
                      day: formatDate(now).slice(0, 3),
                    })}
                  </em>
                )}
              </span>
            </div>
            <Figure value={formatCount(dayIsTold ? day.calls : null)} label={t('wallboard.calls')} />
            <Figure value={formatCount(onTheLine)} label={t('wallboard.onTheLine')} />
            <Figure value={formatCount(left)} label={t('wallboard.left')} />
            <Figure value={ends.length === 0 ? '—' : formatTime(Math.max(...ends))} label={t('wallboard.lastEnds')} />
          </div>
          <WallChart day={day} isTold={dayIsTold} clock={formatTime(now)} />
          <div className="wall-legend">
            <span data-part="answered">{t('wallboard.legend.answered')}</span>
            <span data-part="other">{t('wallboard.legend.other')}</span>
            {day.hours.some(hour => hour.usual !== null) ? (
              <span data-part="usual">{t('wallboard.legend.usual', { day: formatDay(historyFrom) })}</span>
            ) : null}
            <span className="cb-spacer" />
            <span>{t('wallboard.legend.by')}</span>
          </div>
          <WallTasks tasks={live} facts={facts} tunnel={tunnel} account={account} now={now} timeZone={zone} />
        </div>
        <aside className="wall-side">
          <WallNeeds needs={needs} />
          <WallOutcomes facets={facets} />
          <footer>
            <p>{newestAt === null ? t('wallboard.nothingYet') : t('wallboard.newest', { ago: agoWords(t, now - newestAt) })}</p>
            <p>{t('wallboard.leave')}</p>
          </footer>
        </aside>
      </div>
    </main>
  )
}

function Figure({ value, label }: { value: string; label: string }) {
  return (
    <div className="wall-figure">
      <b>{value}</b>
      <span>{label}</span>
    </div>
  )
}
