import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { CopyText, shortId } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { Notice } from '../ui/notice.tsx'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TaskStatus } from '../ui/task-status.tsx'
import { formatDateTime, formatMoment } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { AddOrders } from './add-orders.tsx'
import { BestHoursSection } from './best-hours-section.tsx'
import { CallbackSection } from './callback-section.tsx'
import { ForecastLines } from './forecast-lines.tsx'
import { sourceWords } from './fresh-cell.tsx'
import { type Carrier, isPolled } from './freshness.ts'
import { OperateDialog, type TaskOperation } from './operate-dialog.tsx'
import { OutcomeSection } from './outcome-section.tsx'
import { RateSection } from './rate-section.tsx'
import { TaskSettings } from './task-settings.tsx'
import { TimelineSection } from './timeline-section.tsx'
import { WhySection } from './why-section.tsx'
import { zoneOf } from './zone-of.ts'

interface Props {
  readonly task: TaskRow
  /** How its numbers come in; null when that is not known or over. */
  readonly carrier: Carrier | null
  readonly tunnel: TunnelView | null
  readonly operation: TaskOperation | null
  readonly onOperation: (operation: TaskOperation | null) => void
  readonly onClose: () => void
}

/** One task: progress and forecast, why it is silent, outcomes, rates, timeline, callbacks, settings, and what can be done with it. */
export function TaskPanel({ task, carrier, tunnel, operation, onOperation, onClose }: Props) {
  const { t } = useTranslation()
  const now = useNow(10_000)
  const sync = useCommand('sync.start')
  const { accountId, userTaskID, counts } = task
  const about = { accountId, userTaskID }
  const breakdown = useQuery('tasks.breakdown', about, { on: ['orders', 'tasks'], accountId }).data
  const forecast = useQuery('tasks.forecast', about, { on: ['orders', 'tasks'], accountId }).data
  const form = task.form?.kind === 'callbot' ? task.form : null
  const detail = useQuery('tasks.get', about, { on: ['tasks', 'orders', 'submissions'], accountId }).data
  const launchedWith = detail?.form ?? null
  const callbot = task.form?.kind !== 'nxlink'
  const canStart = callbot && (task.taskStatus === 1 || task.taskStatus === 5)
  const canPause = callbot && task.taskStatus === 2
  const canAdd = callbot && task.taskStatus !== 3 && task.taskStatus !== 4
  const [adding, setAdding] = useState(false)
  const timeZone = zoneOf(task)
  const polled = isPolled(carrier)
  const newest =
    task.countsSource && task.countsFreshAt !== null
      ? { source: task.countsSource, at: task.countsFreshAt }
      : task.freshSource && { source: task.freshSource, at: task.freshAt }

  return (
    <SidePanel
      name="tasks"
      width={400}
      label={task.taskName}
      title={task.taskName || task.userTaskID}
      onClose={onClose}
      subtitle={
        <span className="task-subtitle">
          <TaskStatus code={task.taskStatus} />
          {task.sceneID ? (
            <span className="cb-quiet cb-ellipsis" dir="auto" title={task.sceneID}>
              {task.sceneID}
            </span>
          ) : null}
          {form?.maxCall == null ? null : (
            <span className="cb-quiet">{t('tasks.panel.lines', { count: form.maxCall, lines: formatCount(form.maxCall) })}</span>
          )}
          <CopyText text={task.userTaskID} short={shortId(task.userTaskID)} what="userTaskID" />
        </span>
      }
      actions={
        // One button for both: the focus stays on it when the task changes under it.
        canPause || canStart ? (
          <Button
            variant={canPause ? 'default' : 'filled'}
            leftSection={canPause ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
            onClick={() => onOperation(canPause ? 'pause' : 'start')}
          >
            {t(canPause ? 'tasks.panel.pause' : 'tasks.panel.start')}
          </Button>
        ) : null
      }
    >
      <PanelSection>
        <p className="task-figure">
          <b>{formatPercent(shareOf(counts.finished, counts.total))}</b>{' '}
          {t('tasks.panel.finishedOf', { finished: formatCount(counts.finished), total: formatCount(counts.total) })}
        </p>
        <ProgressBar
          tall
          done={counts.answered}
          other={counts.finished - counts.answered}
          total={counts.total}
          label={t('tasks.column.progress')}
        />
        <p className="task-under">
          <span>{counts.inProgress > 0 ? t('tasks.panel.inProgress', { count: counts.inProgress }) : ''}</span>
          <span className={polled || task.unknownAt !== null ? 'task-polled' : 'cb-quiet'} title={sourceWords(t, task)}>
            {task.unknownAt === null ? '' : `${t('tasks.gone')}, `}
            {polled && newest?.source === 'webhook' ? `${t('tasks.polled')}, ` : ''}
            {newest ? t(`tasks.panel.source.${newest.source}`, { time: formatMoment(newest.at, timeZone) }) : ''}
          </span>
        </p>
        <ForecastLines forecast={forecast} paused={task.taskStatus === 5} lines={form?.maxCall ?? null} timeZone={timeZone} now={now} />
        <div className="cb-actions">
          <Button variant="default" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [userTaskID] } })}>
            {t('tasks.panel.orders', { count: counts.total })}
          </Button>
          <Button
            variant="default"
            loading={sync.running}
            onClick={() => void sync.run({ accountId, kind: callbot ? 'orders' : 'records', userTaskID })}
          >
            {callbot ? t('tasks.panel.pullOrders') : t('tasks.pullRecords')}
          </Button>
          {canAdd ? (
            <Button variant="default" leftSection={<IconPlus size={14} />} onClick={() => setAdding(true)}>
              {t('tasks.panel.addOrders')}
            </Button>
          ) : null}
          {task.submissionId ? (
            <Button variant="default" onClick={() => task.submissionId && go({ name: 'submission', id: task.submissionId })}>
              {t('tasks.panel.submission')}
            </Button>
          ) : null}
        </div>
        {sync.error ? <ErrorPanel error={sync.error} compact /> : null}
        {callbot ? null : <Notice tone="blue">{t('tasks.nxlink')}</Notice>}
      </PanelSection>
      {detail ? (
        <>
          <WhySection task={detail} carrier={carrier} now={now} />
          <OutcomeSection task={detail} breakdown={breakdown} />
        </>
      ) : null}
      {breakdown ? <TimelineSection task={task} halfHours={breakdown.halfHours} now={now} /> : null}
      {detail ? <RateSection task={detail} rates={breakdown?.rates ?? null} /> : null}
      <CallbackSection task={task} form={launchedWith} carrier={carrier} tunnel={tunnel} />
      <BestHoursSection task={task} />
      {launchedWith ? (
        <PanelSection title={t('tasks.panel.settings')}>
          <TaskSettings form={launchedWith} />
        </PanelSection>
      ) : null}
      <PanelSection
        title={t('tasks.panel.ids')}
        extra={
          canPause || task.taskStatus === 5 ? (
            <button type="button" className="cb-text-danger" onClick={() => onOperation('complete')}>
              {t('tasks.panel.complete')}
            </button>
          ) : null
        }
      >
        <Facts
          rows={[
            ['userTaskID', <CopyText key="u" text={userTaskID} what="userTaskID" />],
            ['taskID', task.taskID ? <CopyText key="t" text={task.taskID} what="taskID" /> : '—'],
            [t('tasks.column.created'), formatDateTime(task.createdAt, timeZone)],
          ]}
        />
      </PanelSection>
      {operation ? <OperateDialog key={operation} task={task} operation={operation} onClose={() => onOperation(null)} /> : null}
      {adding ? <AddOrders task={task} onClose={() => setAdding(false)} /> : null}
    </SidePanel>
  )
}
