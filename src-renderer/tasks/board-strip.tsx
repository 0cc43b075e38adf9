import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { silentSince } from '../tunnel/tunnel-look.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'
import { formatCount, formatDecimal, formatPercent, shareOf } from '../ui/number-format.ts'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatTime } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { isAnswered, isOutcome } from './call-outcome.ts'
import { groupOf } from './task-groups.ts'

const WINDOW_MS = 1_800_000
/** The half-hour that is counted moves on in steps, so that it is not counted anew with every webhook. */
const STEP_MS = 5_000

interface Props {
  readonly account: AccountView
  readonly tasks: readonly TaskRow[]
  readonly tunnel: TunnelView | null
}

/** What the running tasks add up to, what came in lately, and at the right what keeps webhooks from us. */
export function BoardStrip({ account, tasks, tunnel }: Props) {
  const { t } = useTranslation()
  const now = useNow(STEP_MS)
  const to = Math.floor(now / STEP_MS) * STEP_MS
  const running = tasks.filter(task => groupOf(task) === 'running')
  const recent = useQuery('orders.facets', running.length > 0 ? { filter: { accountId: account.id, lastCallFrom: to - WINDOW_MS } } : null)
  const minute = Math.floor(now / 60_000)
  const summary = useQuery('webhooks.summary', running.length > 0 ? { accountId: account.id, since: (minute - 1) * 60_000 } : null, {
    on: ['webhooks'],
    accountId: account.id,
  })
  const left = running.reduce((sum, { counts }) => sum + Math.max(0, counts.total - counts.finished), 0)
  const lately = (recent.data?.callStatus ?? []).filter(({ callStatus }) => isOutcome(callStatus))
  const called = lately.reduce((sum, { count }) => sum + count, 0)
  const answered = lately.reduce((sum, { callStatus, count }) => sum + (isAnswered(callStatus) ? count : 0), 0)
  const perSecond = summary.data ? summary.data.total / Math.max(1, (now - summary.data.since) / 1000) : null
  return (
    <div className="tasks-strip">
      <div className="tasks-figures">
        {running.length === 0 ? (
          <span className="cb-quiet">{t('tasks.strip.none')}</span>
        ) : (
          <>
            {account.kind === 'callbot' ? (
              <>
                <span>
                  <b>{formatCount(recent.data ? called : null)}</b> {t('tasks.strip.lately')}
                </span>
                <span>
                  <b>{formatPercent(shareOf(answered, called))}</b> {t('tasks.strip.answered')}
                </span>
              </>
            ) : null}
            <span>
              <b>{formatCount(left)}</b> {t('tasks.strip.left')}
            </span>
            {perSecond === null ? null : (
              <span>
                <b>{t('tasks.strip.rate', { rate: formatDecimal(perSecond) })}</b> {t('tasks.strip.callbacks')}
              </span>
            )}
          </>
        )}
      </div>
      <Deafness account={account} tunnel={tunnel} live={tasks.some(task => groupOf(task) !== 'ended')} />
    </div>
  )
}

/** Why numbers are polled: the tunnel, the quota, or tasks that call back to an old address. */
function Deafness({ account, tunnel, live }: { account: AccountView; tunnel: TunnelView | null; live: boolean }) {
  const { t } = useTranslation()
  if (tunnel === null || !live) return null
  const deaf = tunnel.deaf.filter(task => task.accountId === account.id)
  const isAffected = !isDirect(account, tunnel)
  const { state } = tunnel.state
  // As the title bar says it: what was opened and is not proved yet is no failure.
  if (isAffected && tunnel.polling === 'down' && (state === 'connecting' || state === 'unproven' || state === 'hostKeyNew'))
    return (
      <button type="button" className="tasks-deaf" onClick={() => go({ name: 'tunnel' })}>
        <StatusGlyph glyph="warning" hue="amber" /> {t('tasks.strip.notProved')}
      </button>
    )
  if (isAffected && tunnel.polling === 'down') {
    // The same moment as in the title bar: one outage has one beginning.
    const since = silentSince(tunnel)
    return (
      <button type="button" className="tasks-deaf" data-hue="red" onClick={() => go({ name: 'tunnel' })}>
        <StatusGlyph glyph="cross" hue="red" />{' '}
        {since === null ? t('tasks.strip.down') : t('tasks.strip.downSince', { time: formatTime(since) })}
      </button>
    )
  }
  if (isAffected && tunnel.polling === 'quota')
    return (
      <button type="button" className="tasks-deaf" onClick={() => go({ name: 'tunnel' })}>
        <StatusGlyph glyph="warning" hue="amber" /> {t('tasks.strip.quota')}
      </button>
    )
  if (deaf.length === 0) return null
  return (
    <button type="button" className="tasks-deaf" onClick={() => go({ name: 'tunnel' })}>
      <StatusGlyph glyph="warning" hue="amber" /> {t('tasks.strip.deaf', { count: deaf.length })}
    </button>
  )
}
