import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Submission } from '../../src-contract/model/submission.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { BatchCells } from './batch-cells.tsx'
import { BatchTable } from './batch-table.tsx'
import { Equation } from './equation.tsx'
import { SubmissionPanel } from './submission-panel.tsx'
import { SubmissionStrip } from './submission-strip.tsx'
import './submissions.css'

/** One submission: where every order is, what each batch did, and what can be done about it. */
export function SubmissionScreen({ id }: { id: string }) {
  const { t } = useTranslation()
  const submission = useQuery('submissions.get', { id }, { on: ['submissions'], id })
  const batches = useQuery('submissions.batches', { id }, { on: ['submissions'], id })
  const [selected, setSelected] = useState<number | null>(null)
  const list = batches.data ?? []
  if (!submission.data) return submission.error ? <ErrorPanel error={submission.error} /> : null
  const data = submission.data
  const toggle = (number: number) => setSelected(selected === number ? null : number)
  return (
    <div className="submission-screen">
      <div className="submission-main">
        <PageHead title={t('submissions.title')} actions={<Actions submission={data} />}>
          <span className="cb-quiet cb-ellipsis submission-name">
            {t('submissions.to', { list: data.listName })} <b className="submission-task">{data.taskName}</b>
          </span>
          <span className="cb-quiet submission-endpoint">
            {data.kind === 'callbot' ? t('submissions.endpoints') : t('submissions.endpointNxlink')}
          </span>
        </PageHead>
        <Equation submission={data} />
        <BatchCells batches={list} batchCount={data.batchCount} selected={selected} onSelect={toggle} />
        <SubmissionStrip submission={data} batches={list} />
        <BatchTable batches={list} selected={selected} loading={batches.loading && batches.data === null} onSelect={toggle} />
        <FooterBar>
          <span>{t('submissions.footer.shown', { count: list.length })}</span>
          <span className="cb-quiet">{t('submissions.footer.written')}</span>
          <span className="cb-spacer" />
          <span>{t('submissions.footer.quit')}</span>
        </FooterBar>
      </div>
      <SubmissionPanel submission={data} batch={list.find(batch => batch.number === selected) ?? null} onClose={() => setSelected(null)} />
    </div>
  )
}

function Actions({ submission }: { submission: Submission }) {
  const { t } = useTranslation()
  const pause = useCommand('submissions.pause')
  const resume = useCommand('submissions.resume')
  const stop = useCommand('submissions.stop')
  const [asking, setAsking] = useState(false)
  const { id, state } = submission
  const open = state !== 'done' && state !== 'stopped'
  return (
    <>
      <Button variant="default" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [submission.userTaskID] } })}>
        {t('submissions.openOrders')}
      </Button>
      <Button variant={open ? 'default' : 'filled'} onClick={() => go({ name: 'tasks', userTaskID: submission.userTaskID })}>
        {t('submissions.openTask')}
      </Button>
      {state === 'sending' || state === 'waiting' ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={14} />}
          loading={pause.running}
          onClick={() => void pause.run({ id })}
        >
          {t('submissions.pause')}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button leftSection={<IconPlayerPlay size={14} />} loading={resume.running} onClick={() => void resume.run({ id })}>
          {t('submissions.resume')}
        </Button>
      ) : null}
      {open && state !== 'planning' ? (
        <Button variant="default" className="cb-danger" onClick={() => setAsking(true)}>
          {t('submissions.stop')}
        </Button>
      ) : null}
      <ConfirmDialog
        opened={asking}
        title={t('submissions.stopDialog.title', { count: submission.totals.notSent + submission.totals.backoff })}
        count={submission.totals.notSent + submission.totals.backoff}
        safeLabel={t('submissions.stopDialog.keep')}
        dangerLabel={t('submissions.stopDialog.stop')}
        running={stop.running}
        problem={stop.error ? <ErrorPanel error={stop.error} compact /> : null}
        onCancel={() => setAsking(false)}
        onConfirm={() => void stop.run({ id }).then(answer => answer.ok && setAsking(false))}
      >
        <p>{t('submissions.stopDialog.body')}</p>
      </ConfirmDialog>
    </>
  )
}
