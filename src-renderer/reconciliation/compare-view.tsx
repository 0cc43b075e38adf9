import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DifferenceKind, Reconciliation } from '../../src-contract/model/reconciliation.ts'
import type { Submission } from '../../src-contract/model/submission.ts'
import type { WriteAction } from '../../src-contract/model/write.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { CommitDialog } from '../writes/commit-dialog.tsx'
import { differenceLooks, differences, kindsOf } from './difference-kinds.ts'
import { DifferenceTable } from './difference-table.tsx'
import './reconciliation.css'

/** What a submission sent beside what the platform has: the comparison, its six kinds of difference, and the one action that settles them. */
export function CompareView({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const submissionId = submission.id
  const latest = useQuery('reconciliations.latest', { submissionId }, { on: ['reconciliations'], id: submissionId })
  const start = useCommand('reconciliations.start')
  const cancel = useCommand('reconciliations.cancel')
  const data = latest.data
  const compare = (label: string, variant: 'filled' | 'default' = 'filled') => (
    <Button variant={variant} loading={start.running} onClick={() => void start.run({ submissionId })}>
      {label}
    </Button>
  )
  const problem = start.error ?? cancel.error ?? latest.error
  return (
    <div className="compare">
      {problem ? (
        <div className="cb-section">
          <ErrorPanel compact error={problem} />
        </div>
      ) : null}
      {data === null ? (
        latest.answeredAt === null ? null : (
          <EmptyState title={t('reconciliation.empty.title')} actions={compare(t('reconciliation.start'))}>
            {t('reconciliation.empty.text')}
          </EmptyState>
        )
      ) : data.state === 'running' ? (
        <Notice
          inline
          tone="blue"
          title={t('reconciliation.running')}
          actions={
            <Button variant="default" loading={cancel.running} onClick={() => void cancel.run({ submissionId })}>
              {t('reconciliation.cancel')}
            </Button>
          }
        >
          {t('reconciliation.askedOf', { asked: formatCount(data.asked), total: formatCount(data.total) })}
          <ProgressBar tone="accent" done={data.asked} total={data.total} label={t('reconciliation.running')} />
        </Notice>
      ) : data.state === 'cancelled' ? (
        <Notice inline actions={compare(t('reconciliation.again'))}>
          {t('reconciliation.cancelled')}
        </Notice>
      ) : data.state === 'failed' ? (
        <div className="cb-section">
          {data.problem ? (
            <ErrorPanel error={data.problem} actions={compare(t('reconciliation.again'))} />
          ) : (
            <Notice tone="red" title={t('reconciliation.failedTitle')} actions={compare(t('reconciliation.again'))} />
          )}
        </div>
      ) : (
        <Compared submission={submission} found={data} again={compare} />
      )}
    </div>
  )
}

/** The sentence that says what settling would do. */
function settling({ toAccept, toSend }: Reconciliation): 'settleBoth' | 'settleAccept' | 'settleSend' {
  if (toAccept > 0 && toSend > 0) return 'settleBoth'
  return toAccept > 0 ? 'settleAccept' : 'settleSend'
}

function Compared({
  submission,
  found,
  again,
}: {
  submission: Submission
  found: Reconciliation
  again: (label: string, variant?: 'filled' | 'default') => ReactNode
}) {
  const { t } = useTranslation()
  const kinds = kindsOf(submission.kind).filter(kind => found.counts[kind] > 0)
  const differ = differences(found.counts)
  const [chosen, setChosen] = useState<DifferenceKind | null>(null)
  const [action, setAction] = useState<WriteAction | null>(null)
  const kind = chosen !== null && found.counts[chosen] > 0 ? chosen : (kinds[0] ?? null)
  const agree = t('reconciliation.agree', { count: found.same })
  const at = t('reconciliation.comparedAt', { time: formatMoment(found.finishedAt) })
  if (differ === 0)
    return (
      <Notice inline tone="green" title={agree} actions={again(t('reconciliation.again'), 'default')}>
        {t('reconciliation.agreeAll')} {at}
      </Notice>
    )
  const settles = found.toAccept + found.toSend > 0 && found.settledAt === null
  return (
    <>
      <Notice
        inline
        tone={found.settledAt === null ? 'amber' : 'blue'}
        title={t('reconciliation.differ', { count: differ })}
        actions={
          <>
            {settles ? (
              <Button onClick={() => setAction({ do: 'settle', submissionId: submission.id })}>{t('reconciliation.settle')}</Button>
            ) : null}
            {again(t('reconciliation.again'), settles ? 'default' : 'filled')}
          </>
        }
      >
        {agree} {at}{' '}
        {found.settledAt !== null
          ? t('reconciliation.settled', { time: formatMoment(found.settledAt) })
          : settles
            ? t(`reconciliation.${settling(found)}`, { accept: found.toAccept, send: found.toSend })
            : t('reconciliation.nothingToSettle')}
      </Notice>
      <div className="difference-kinds" role="group" aria-label={t('reconciliation.kinds')}>
        {kindsOf(submission.kind).map(one => (
          <button
            key={one}
            type="button"
            className="difference-kind"
            aria-pressed={kind === one}
            disabled={found.counts[one] === 0}
            onClick={() => setChosen(one)}
          >
            <StatusGlyph {...differenceLooks[one]} />
            <b>{t(`reconciliation.kind.${one}`)}</b>
            <span className="difference-count">{formatCount(found.counts[one])}</span>
            <span className="cb-second">
              {t(
                `reconciliation.sentence.${one === 'missing' && found.counts.missing > 0 && found.toSend === 0 && found.settledAt === null ? 'missingStays' : one}`,
              )}
            </span>
          </button>
        ))}
      </div>
      {kind === null ? null : <DifferenceTable key={kind} submissionId={submission.id} kind={kind} />}
      <CommitDialog action={action} onClose={() => setAction(null)} onDone={() => setAction(null)} />
    </>
  )
}
