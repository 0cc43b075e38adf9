import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { CallStatus } from '../ui/call-status.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import css from './setup.module.css'
import { useTrialOrder } from './use-trial-order.ts'

/** What became of the latest "try one first" of a draft, with the way to its order and recording; nothing before the first. */
export function TrialState({ accountId, draftId }: { accountId: string; draftId: string }) {
  const submissions = useQuery('submissions.list', { accountId }, { on: ['submissions'], accountId })
  const trials = (submissions.data ?? []).filter(one => one.trialOf === draftId).sort((a, b) => b.createdAt - a.createdAt)
  const [latest] = trials
  return latest ? <Latest key={latest.id} trial={latest} /> : null
}

const looks = {
  sending: { glyph: 'ring', hue: 'grey' },
  accepted: { glyph: 'disc-check', hue: 'green' },
  refused: { glyph: 'cross', hue: 'red' },
  unknown: { glyph: 'dashed-question', hue: 'violet' },
} as const

function stateOf({ totals }: Submission): keyof typeof looks {
  if (totals.accepted > 0) return 'accepted'
  if (totals.refused > 0) return 'refused'
  return totals.unknown > 0 ? 'unknown' : 'sending'
}

function Latest({ trial }: { trial: Submission }) {
  const { t } = useTranslation()
  const order = useTrialOrder(trial)
  const state = stateOf(trial)
  return (
    <div className={css.trial} role="status">
      <span className={css.second}>{t('setup.trial.tried', { time: formatMoment(trial.createdAt) })}</span>
      {order === null || order.row.callStatus === null ? (
        <StatusLine look={looks[state]}>{t(`setup.trial.state.${state}`)}</StatusLine>
      ) : (
        <CallStatus code={order.row.callStatus} statusText={order.row.statusText} />
      )}
      {order?.audioUrl ? (
        <CopyText text={order.audioUrl} short={t('setup.trial.recording')} what={t('orders.panel.openRecording')} />
      ) : null}
      {order ? (
        <button type="button" className="cb-link" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [trial.userTaskID] } })}>
          {t('setup.trial.openOrder')}
        </button>
      ) : (
        <button type="button" className="cb-link" onClick={() => go({ name: 'submission', id: trial.id })}>
          {t('setup.trial.openSubmission')}
        </button>
      )}
    </div>
  )
}
