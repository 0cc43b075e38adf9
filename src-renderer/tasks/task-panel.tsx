import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
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
import { OperateDialog, type TaskOperation } from './operate-dialog.tsx'
import { TaskOutcomes } from './task-outcomes.tsx'
import { TaskSettings } from './task-settings.tsx'
import { whyNotDialling } from './why-not-dialling.ts'

interface Props {
  readonly task: TaskRow
  readonly operation: TaskOperation | null
  readonly onOperation: (operation: TaskOperation | null) => void
  readonly onClose: () => void
}

/** One task: progress, why it is silent, outcomes, settings, and what can be done with it. */
export function TaskPanel({ task, operation, onOperation, onClose }: Props) {
  const { t } = useTranslation()
  const now = useNow(10_000)
  const sync = useCommand('sync.start')
  const [zone] = useState(() => (task.form?.kind === 'callbot' ? task.form.timeZone : undefined))
  const callbot = task.form?.kind !== 'nxlink'
  const canStart = callbot && (task.taskStatus === 1 || task.taskStatus === 5)
  const canPause = callbot && task.taskStatus === 2
  const silence = whyNotDialling(task, now)
  const { counts } = task

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
          <span className="cb-quiet">{task.sceneID}</span>
          <CopyText text={task.userTaskID} short={shortId(task.userTaskID)} what="userTaskID" />
        </span>
      }
      actions={
        <>
          {canPause ? (
            <Button variant="default" leftSection={<IconPlayerPause size={14} />} onClick={() => onOperation('pause')}>
              {t('tasks.panel.pause')}
            </Button>
          ) : null}
          {canStart ? (
            <Button leftSection={<IconPlayerPlay size={14} />} onClick={() => onOperation('start')}>
              {t('tasks.panel.start')}
            </Button>
          ) : null}
        </>
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
          <span className="cb-quiet">
            {task.freshSource ? t(`tasks.panel.source.${task.freshSource}`, { time: formatMoment(task.freshAt) }) : ''}
          </span>
        </p>
        {task.stat ? (
          <p className="cb-quiet">
            {t('tasks.panel.platformStat', {
              finished: formatCount(task.stat.finishOrderCount),
              total: formatCount(task.stat.totalOrderCount),
              answered: formatCount(task.stat.answerOrderCount),
            })}
          </p>
        ) : null}
        <div className="cb-actions">
          <Button variant="default" onClick={() => go({ name: 'orders', filter: { userTaskIDs: [task.userTaskID] } })}>
            {t('tasks.panel.orders', { count: counts.total })}
          </Button>
          <Button
            variant="default"
            loading={sync.running}
            onClick={() => void sync.run({ accountId: task.accountId, kind: callbot ? 'orders' : 'records', userTaskID: task.userTaskID })}
          >
            {callbot ? t('tasks.panel.pullOrders') : t('tasks.pullRecords')}
          </Button>
          {task.submissionId ? (
            <Button variant="default" onClick={() => task.submissionId && go({ name: 'submission', id: task.submissionId })}>
              {t('tasks.panel.submission')}
            </Button>
          ) : null}
        </div>
        {sync.error ? <ErrorPanel error={sync.error} compact /> : null}
        {callbot ? null : <Notice tone="blue">{t('tasks.nxlink')}</Notice>}
      </PanelSection>
      {silence ? (
        <PanelSection title={t('tasks.panel.why')}>
          <Notice inline tone={silence.cause === 'allDone' || silence.cause === 'ended' ? 'green' : 'amber'}>
            {t(`tasks.why.${silence.cause}`, { time: 'at' in silence ? formatDateTime(silence.at, zone) : '' })}
          </Notice>
        </PanelSection>
      ) : null}
      <PanelSection title={t('tasks.panel.outcomes')}>
        <TaskOutcomes task={task} />
      </PanelSection>
      {task.form ? (
        <PanelSection title={t('tasks.panel.settings')}>
          <TaskSettings form={task.form} />
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
            ['userTaskID', <CopyText key="u" text={task.userTaskID} what="userTaskID" />],
            ['taskID', task.taskID ? <CopyText key="t" text={task.taskID} what="taskID" /> : '—'],
            [t('tasks.column.created'), formatDateTime(task.createdAt)],
          ]}
        />
      </PanelSection>
      {operation ? <OperateDialog key={operation} task={task} operation={operation} onClose={() => onOperation(null)} /> : null}
    </SidePanel>
  )
}
