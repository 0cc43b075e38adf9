import { Button, TextInput } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconFilter, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go, useScreen } from '../store/screen-store.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { hereZone } from '../ui/time-format.ts'
import { DraftList } from './draft-list.tsx'
import type { TaskOperation } from './operate-dialog.tsx'
import { groupOf, groupTasks } from './task-groups.ts'
import { TaskPanel } from './task-panel.tsx'
import { TaskTable } from './task-table.tsx'
import './tasks.css'

type View = 'live' | 'all' | 'drafts'

/** The board of tasks of the active account. */
export function TasksScreen() {
  const account = useActiveAccount()
  return account ? <TasksOf key={account.id} account={account} /> : null
}

function TasksOf({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const screen = useScreen()
  const { ref: main, width } = useElementSize<HTMLDivElement>()
  const [view, setView] = useState<View>('all')
  const [text, setText] = useState('')
  const [operation, setOperation] = useState<TaskOperation | null>(null)
  const tasks = useQuery('tasks.list', { accountId: account.id }, { on: ['tasks', 'orders', 'submissions'], accountId: account.id })
  const drafts = useQuery('drafts.list', { accountId: account.id }, { on: ['drafts'], accountId: account.id })
  const pull = useCommand('sync.start')
  const create = useCommand('drafts.create')

  const problem = pull.error ?? create.error ?? tasks.error
  const all = tasks.data ?? []
  const live = all.filter(task => groupOf(task) !== 'ended')
  const groups = groupTasks(all, text, view === 'live')
  const selectedId = screen.name === 'tasks' ? (screen.userTaskID ?? null) : null
  const selected = all.find(task => task.userTaskID === selectedId) ?? null
  const select = (task: TaskRow | null) => {
    setOperation(null)
    go(task ? { name: 'tasks', userTaskID: task.userTaskID } : { name: 'tasks' })
  }
  const newTask = async () => {
    const answer = await create.run({ accountId: account.id, listId: null })
    if (answer.ok) go({ name: 'setup', draftId: answer.value.id })
  }
  const onKey = (key: string, task: TaskRow) => {
    if (key.toLowerCase() === 'o') go({ name: 'orders', filter: { userTaskIDs: [task.userTaskID] } })
    else if (key.toLowerCase() === 'p' && (task.taskStatus === 2 || task.taskStatus === 5)) {
      select(task)
      setOperation(task.taskStatus === 2 ? 'pause' : 'start')
    } else return false
    return true
  }
  const empty =
    text.trim() !== '' ? (
      <EmptyState
        title={t('tasks.emptyFilter.title', { text: text.trim() })}
        actions={
          <Button variant="default" onClick={() => setText('')}>
            {t('tasks.emptyFilter.clear')}
          </Button>
        }
      >
        {t('tasks.emptyFilter.body')}
      </EmptyState>
    ) : (
      <EmptyState
        sketch
        title={t('tasks.empty.title')}
        actions={
          <>
            <Button onClick={() => go({ name: 'contacts' })}>{t('tasks.empty.load')}</Button>
            {account.kind === 'callbot' ? (
              <Button
                variant="default"
                loading={pull.running}
                onClick={() => void pull.run({ accountId: account.id, kind: 'tasks', userTaskID: null })}
              >
                {t('tasks.sync')}
              </Button>
            ) : null}
          </>
        }
      >
        {t('tasks.empty.body')}
      </EmptyState>
    )

  return (
    <div className="tasks-screen">
      <div className="tasks-main" ref={main}>
        <PageHead
          title={t('tasks.title')}
          actions={
            <>
              <Button
                variant="default"
                leftSection={<IconRefresh size={14} />}
                loading={pull.running}
                onClick={() =>
                  void pull.run({ accountId: account.id, kind: account.kind === 'callbot' ? 'tasks' : 'records', userTaskID: null })
                }
              >
                {account.kind === 'callbot' ? t('tasks.sync') : t('tasks.pullRecords')}
              </Button>
              <Button leftSection={<IconPlus size={14} />} loading={create.running} onClick={() => void newTask()}>
                {t('tasks.newTask')}
              </Button>
            </>
          }
        >
          <Segmented<View>
            label={t('tasks.view.label')}
            value={view}
            onChange={setView}
            options={[
              { value: 'live', label: t('tasks.view.live'), count: formatCount(live.length) },
              { value: 'all', label: t('tasks.view.all'), count: formatCount(all.length) },
              { value: 'drafts', label: t('tasks.view.drafts'), count: formatCount(drafts.data?.length ?? 0) },
            ]}
          />
          <TextInput
            className="tasks-filter"
            aria-label={t('tasks.filter')}
            placeholder={t('tasks.filter')}
            leftSection={<IconFilter size={14} />}
            value={text}
            onChange={event => setText(event.currentTarget.value)}
          />
        </PageHead>
        <RunningStrip tasks={all} />
        {problem ? <ErrorPanel error={problem} compact /> : null}
        {view === 'drafts' ? (
          <DraftList accountId={account.id} />
        ) : (
          <TaskTable
            width={width}
            groups={groups}
            selected={selectedId}
            loading={tasks.loading && tasks.data === null}
            empty={tasks.data === null ? null : empty}
            onSelect={select}
            onKey={onKey}
          />
        )}
        <FooterBar
          hints={[
            { keys: ['J', 'K'], label: t('tasks.key.move') },
            { keys: ['O'], label: t('tasks.key.open') },
            { keys: ['P'], label: t('tasks.key.pause') },
            { keys: ['?'], label: t('tasks.key.shortcuts') },
          ]}
        >
          <span>{t('tasks.shown', { count: groups.reduce((sum, group) => sum + group.tasks.length, 0) })}</span>
          <span className="cb-quiet">{t('tasks.zone', { zone: hereZone() })}</span>
        </FooterBar>
      </div>
      {selected ? (
        <TaskPanel
          key={selected.userTaskID}
          task={selected}
          operation={operation}
          onOperation={setOperation}
          onClose={() => select(null)}
        />
      ) : null}
    </div>
  )
}

/** What the running tasks add up to. */
function RunningStrip({ tasks }: { tasks: readonly TaskRow[] }) {
  const { t } = useTranslation()
  const running = tasks.filter(task => groupOf(task) === 'running')
  if (running.length === 0)
    return (
      <div className="tasks-strip">
        <span className="cb-quiet">{t('tasks.strip.none')}</span>
      </div>
    )
  const sum = (pick: (counts: TaskRow['counts']) => number) => running.reduce((total, task) => total + pick(task.counts), 0)
  return (
    <div className="tasks-strip">
      <span>
        <b>{formatCount(sum(counts => counts.total - counts.finished))}</b> {t('tasks.strip.left')}
      </span>
      <span>
        <b>
          {formatPercent(
            shareOf(
              sum(counts => counts.answered),
              sum(counts => counts.finished),
            ),
          )}
        </b>{' '}
        {t('tasks.strip.answered')}
      </span>
      <span>
        <b>{formatCount(sum(counts => counts.inProgress))}</b> {t('tasks.strip.inProgress')}
      </span>
    </div>
  )
}
