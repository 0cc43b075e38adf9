import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BatchOverview, Submission } from '../../src-contract/model/submission.ts'
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
  const overview = useQuery('submissions.overview', { id }, { on: ['submissions'], id })
  const pause = useCommand('submissions.pause')
  const resume = useCommand('submissions.resume')
  const [exportId, setExportId] = useState<string | null>(null)
  const all = overview.outdated ? null : overview.data
  const [selected, setSelected] = useChosenBatch(all)
  const batch = useQuery('submissions.batch', selected === null ? null : { id, number: selected }, { on: ['submissions'], id })
  const data = submission.outdated ? null : submission.data
  const failed = submission.error ?? overview.error
  if (!data || !all)
    return failed ? (
      <div className="submission-stuck">
        <ErrorPanel error={failed} />
      </div>
    ) : null
  const show = (next: SubmissionView) => replaceScreen({ name: 'submission', id, view: next })
  const toggle = (number: number) => setSelected(selected === number ? null : number)
  return (
    <div className="submission-screen">
      <div className="submission-main">
        <PageHead
          title={t('submissions.title')}
          actions={<SubmissionActions submission={data} underWay={all.states.sending ?? 0} pause={pause} resume={resume} />}
        >
          <span className="cb-quiet cb-ellipsis submission-name">
            {t('submissions.to', { list: data.listName })} <b className="submission-task">{data.taskName}</b>
          </span>
          <span className="cb-quiet submission-endpoint">{t(`submissions.mode.${data.mode}`)}</span>
        </PageHead>
        <Equation submission={data} />
        <BatchCells overview={all} selected={selected} onSelect={toggle} />
        <SubmissionStrip submission={data} overview={all} pause={pause} resume={resume} chosen={selected} onShowBatch={setSelected} />
        {view === 'compare' ? null : <DoubtNotice submission={data} doubted={all.doubted} onCompare={() => show('compare')} />}
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
              { value: 'batches', label: t('submissions.view.batches'), count: formatCount(all.written) },
              { value: 'refused', label: t('submissions.view.refused'), count: formatCount(data.totals.refused) },
              { value: 'compare', label: t('submissions.compare') },
            ]}
          />
          {data.skipped > 0 ? <span className="cb-second">{t('submissions.skipped', { count: data.skipped })}</span> : null}
          <span className="cb-spacer" />
          <Links submission={data} />
        </div>
        {view === 'batches' ? (
          <BatchTable submission={data} selected={selected} onSelect={toggle} />
        ) : view === 'refused' ? (
          <RefusedTable id={id} onShowBatch={setSelected} />
        ) : (
          <CompareView submission={data} />
        )}
        <FooterBar right={t(`submissions.footer.${afterQuit(data)}`)}>
          {view === 'compare' ? null : <Shown view={view} submission={data} overview={all} />}
          <span className="cb-quiet">{t('submissions.footer.written')}</span>
        </FooterBar>
      </div>
      <SubmissionPanel
        submission={data}
        chosen={selected}
        batch={batch.outdated || selected === null ? null : batch.data}
        onShowBatch={setSelected}
        onOpenRefused={() => show('refused')}
        onExport={setExportId}
        onClose={() => setSelected(null)}
      />
    </div>
  )
}

/** What happens to it when Callboard quits now and starts again. */
function afterQuit({ state }: Submission): 'quit' | 'rests' | 'over' {
  if (state === 'done' || state === 'stopped') return 'over'
  return state === 'paused' || state === 'stuck' ? 'rests' : 'quit'
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

function Shown({ view, submission, overview }: { view: SubmissionView; submission: Submission; overview: BatchOverview }) {
  const { t } = useTranslation()
  return (
    <span>
      {view === 'refused'
        ? t('submissions.footer.refused', { count: submission.totals.refused })
        : t('submissions.footer.shown', {
            shown: formatCount(overview.written),
            count: overview.total,
          })}
    </span>
  )
}

/** The open batch. Until the operator chose one, the first that has no clear answer opens by itself, and stays when it is settled. */
function useChosenBatch(overview: BatchOverview | null): [number | null, (number: number | null) => void] {
  const [selected, setSelected] = useState<number | null | undefined>(undefined)
  const doubt = overview?.inDoubt?.number
  useEffect(() => {
    if (selected === undefined && doubt !== undefined) setSelected(doubt)
  }, [selected, doubt])
  return [selected ?? null, setSelected]
}
