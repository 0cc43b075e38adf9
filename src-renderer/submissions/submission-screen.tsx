import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch, Submission } from '../../src-contract/model/submission.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ExportStatus } from '../orders/export-status.tsx'
import { CompareView } from '../reconciliation/compare-view.tsx'
import { DoubtNotice } from '../reconciliation/doubt-notice.tsx'
import { go, replaceScreen, type SubmissionView } from '../store/screen-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { BatchCells } from './batch-cells.tsx'
import { batchInDoubt, doubtedBatches } from './batch-facts.ts'
import { BatchTable } from './batch-table.tsx'
import { Equation } from './equation.tsx'
import { RefusedTable } from './refused-table.tsx'
import { SubmissionActions } from './submission-actions.tsx'
import { SubmissionPanel } from './submission-panel.tsx'
import { SubmissionStrip } from './submission-strip.tsx'
import './submissions.css'

/** One submission: where every order is, what each batch did, and what can be done about it. */
export function SubmissionScreen({ id, view = 'batches' }: { id: string; view?: SubmissionView }) {
  const { t } = useTranslation()
  const submission = useQuery('submissions.get', { id }, { on: ['submissions'], id })
  const batches = useQuery('submissions.batches', { id }, { on: ['submissions'], id })
  const pause = useCommand('submissions.pause')
  const resume = useCommand('submissions.resume')
  const [exportId, setExportId] = useState<string | null>(null)
  const list = batches.data ?? []
  const [selected, setSelected] = useChosenBatch(list)
  if (!submission.data)
    return submission.error ? (
      <div className="submission-stuck">
        <ErrorPanel error={submission.error} />
      </div>
    ) : null
  const data = submission.data
  const show = (next: SubmissionView) => replaceScreen({ name: 'submission', id, view: next })
  const toggle = (number: number) => setSelected(selected === number ? null : number)
  return (
    <div className="submission-screen">
      <div className="submission-main">
        <PageHead
          title={t('submissions.title')}
          actions={
            <SubmissionActions
              submission={data}
              underWay={list.filter(batch => batch.state === 'sending').length}
              pause={pause}
              resume={resume}
            />
          }
        >
          <span className="cb-quiet cb-ellipsis submission-name">
            {t('submissions.to', { list: data.listName })} <b className="submission-task">{data.taskName}</b>
          </span>
          <span className="cb-quiet submission-endpoint">{t(`submissions.mode.${data.mode}`)}</span>
        </PageHead>
        <Equation submission={data} />
        <BatchCells batches={list} batchCount={data.batchCount} selected={selected} onSelect={toggle} />
        <SubmissionStrip submission={data} batches={list} pause={pause} resume={resume} onShowBatch={setSelected} />
        {view === 'compare' ? null : (
          <DoubtNotice submission={data} doubted={doubtedBatches(list).length} onCompare={() => show('compare')} />
        )}
        {exportId === null ? null : (
          <ExportStatus
            id={exportId}
            onClose={() => setExportId(null)}
            words={{ title: count => t('submissions.refused.written', { count }), body: t('submissions.refused.body') }}
          />
        )}
        <div className="cb-filter-row">
          <Segmented
            small
            label={t('submissions.view.label')}
            value={view}
            onChange={show}
            options={[
              { value: 'batches', label: t('submissions.view.batches'), count: formatCount(list.length) },
              { value: 'refused', label: t('submissions.view.refused'), count: formatCount(data.totals.refused) },
              { value: 'compare', label: t('submissions.compare') },
            ]}
          />
          {data.skipped > 0 ? <span className="cb-second">{t('submissions.skipped', { count: data.skipped })}</span> : null}
          <span className="cb-spacer" />
          <Links submission={data} />
        </div>
        {view === 'batches' ? (
          <BatchTable
            submission={data}
            batches={list}
            selected={selected}
            loading={batches.loading && batches.data === null}
            onSelect={toggle}
          />
        ) : view === 'refused' ? (
          <RefusedTable id={id} onShowBatch={setSelected} />
        ) : (
          <CompareView submission={data} />
        )}
        <FooterBar right={t('submissions.footer.quit')}>
          <Shown view={view} submission={data} batches={list} />
          <span className="cb-quiet">{t('submissions.footer.written')}</span>
        </FooterBar>
      </div>
      <SubmissionPanel
        submission={data}
        batches={list}
        batch={list.find(batch => batch.number === selected) ?? null}
        onShowBatch={setSelected}
        onOpenRefused={() => show('refused')}
        onExport={setExportId}
        onClose={() => setSelected(null)}
      />
    </div>
  )
}

/** While it is sending, the head belongs to pause and stop; the ways out stand here. */
function Links({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const { state, userTaskID } = submission
  if (state === 'done' || state === 'stopped') return null
  return (
    <>
      <button type="button" className="cb-link" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [userTaskID] } })}>
        {t('submissions.openOrders')}
      </button>
      <button type="button" className="cb-link" onClick={() => go({ name: 'tasks', userTaskID })}>
        {t('submissions.openTask')}
      </button>
    </>
  )
}

function Shown({ view, submission, batches }: { view: SubmissionView; submission: Submission; batches: readonly Batch[] }) {
  const { t } = useTranslation()
  return (
    <span>
      {view === 'refused'
        ? t('submissions.footer.refused', { count: submission.totals.refused })
        : t('submissions.footer.shown', {
            shown: formatCount(batches.length),
            count: Math.max(submission.batchCount, batches.length),
          })}
    </span>
  )
}

/** The open batch. Until the operator chose one, the first that has no clear answer opens by itself, and stays when it is settled. */
function useChosenBatch(batches: readonly Batch[]): [number | null, (number: number | null) => void] {
  const [selected, setSelected] = useState<number | null | undefined>(undefined)
  const doubt = batchInDoubt(batches)?.number
  useEffect(() => {
    if (selected === undefined && doubt !== undefined) setSelected(doubt)
  }, [selected, doubt])
  return [selected ?? null, setSelected]
}
