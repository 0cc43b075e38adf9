import { Button, TextInput } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconFilter, IconLayoutGrid, IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { go, useScreen } from '../store/screen-store.ts'
import { useSetting } from '../store/settings-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { hereZone } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { BoardStrip } from './board-strip.tsx'
import { DraftList, draftsLike } from './draft-list.tsx'
import { finishTime } from './finish-time.ts'
import { carrierOf } from './freshness.ts'
import { GroupMenu } from './group-menu.tsx'
import { HeadButton } from './head-button.tsx'
import { NoTasks } from './no-tasks.tsx'
import type { TaskOperation } from './operate-dialog.tsx'
import { arrangeTasks, type BoardColumn, type BoardSort, type GroupBy, groupOf } from './task-groups.ts'
import { TaskPanel } from './task-panel.tsx'
import { TaskTable } from './task-table.tsx'
import { useSteadyGroups } from './use-steady-groups.ts'
import { useTaskFacts } from './use-task-facts.ts'
import './tasks.css'

type View = 'live' | 'all' | 'drafts'
const sortable: readonly string[] = ['task', 'finished', 'answered', 'finishes', 'created', 'fresh'] satisfies BoardColumn[]
/** Names from A, finishes from the soonest; everything else from the most. */
const firstWay = (column: BoardColumn) => (column === 'task' || column === 'finishes' ? 'asc' : 'desc')
const none: readonly TaskRow[] = []
const isSortable = (column: string): column is BoardColumn => sortable.includes(column)

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
  const [by, setBy] = useSetting<GroupBy>('board.group', 'status')
  const [sort, setSort] = useState<BoardSort | null>(null)
  const [operation, setOperation] = useState<TaskOperation | null>(null)
  const tasks = useQuery('tasks.list', { accountId: account.id }, { on: ['tasks', 'orders', 'submissions'], accountId: account.id })
  const drafts = useQuery('drafts.list', { accountId: account.id }, { on: ['drafts'], accountId: account.id })
  const tunnel = useQuery('tunnel.get', {}, { on: ['tunnel'] }).data
  const pull = useCommand('sync.start')
  const create = useCommand('drafts.create')

  const problem = pull.error ?? create.error ?? tasks.error ?? drafts.error
  const shownDrafts = draftsLike(drafts.data ?? [], text)
  const all = tasks.data ?? []
  const live = all.filter(task => groupOf(task) !== 'ended')
  const arranged = { text, liveOnly: view === 'live', by, sort }
  const now = useNow(10_000)
  const running = sort?.column === 'finishes' ? all.filter(task => ['running', 'unknown'].includes(groupOf(task))) : none
  const forecasts = useTaskFacts(account.id, running, now, 'forecast')
  const finishOf = (task: TaskRow) => finishTime(task, forecasts.get(task.userTaskID)?.forecast ?? null)
  const { groups, waiting, onPointerMove, onPointerLeave, showNow } = useSteadyGroups(
    arrangeTasks(all, arranged, finishOf),
    JSON.stringify(arranged),
  )
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
  const onSort = (column: string) => {
    if (!isSortable(column)) return
    setSort(before => {
      if (before?.column !== column) return { column, direction: firstWay(column) }
      const other = before.direction === 'asc' ? 'desc' : 'asc'
      return other === firstWay(column) ? null : { column, direction: other }
    })
  }
  const pullAll = () => void pull.run({ accountId: account.id, kind: account.kind === 'callbot' ? 'tasks' : 'records', userTaskID: null })
  const zones = new Set(all.flatMap(task => (task.form?.kind === 'callbot' ? [task.form.timeZone] : [])))
  const [onlyZone] = zones

  return (
    <div className="tasks-screen">
      <div className="tasks-main" ref={main}>
        <PageHead
          title={t('tasks.title')}
          actions={
            <>
              <HeadButton
                narrow={width < 1000}
                icon={<IconLayoutGrid size={14} />}
                label={t('tasks.wallboard')}
                onClick={() => go({ name: 'wallboard' })}
              />
              <HeadButton
                narrow={width < 1000}
                icon={<IconRefresh size={14} />}
                label={account.kind === 'callbot' ? t('tasks.sync') : t('tasks.pullRecords')}
                loading={pull.running}
                onClick={pullAll}
              />
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
          {view === 'drafts' ? null : <GroupMenu value={by} onChange={setBy} />}
        </PageHead>
        <BoardStrip account={account} tasks={all} tunnel={tunnel} />
        {problem ? <ErrorPanel error={problem} compact /> : null}
        {view === 'drafts' ? (
          <div className="tasks-drafts">
            {drafts.data ? <DraftList drafts={shownDrafts} text={text} onClear={() => setText('')} /> : null}
          </div>
        ) : (
          <div className="tasks-table" onPointerMove={onPointerMove} onPointerLeave={onPointerLeave}>
            <TaskTable
              account={account}
              tunnel={tunnel}
              width={width}
              groups={groups}
              selected={selectedId}
              loading={tasks.loading && tasks.data === null}
              empty={
                tasks.data === null ? null : (
                  <NoTasks account={account} text={text} pulling={pull.running} onPull={pullAll} onClear={() => setText('')} />
                )
              }
              sort={sort}
              onSort={onSort}
              onSelect={select}
              onKey={onKey}
            />
            {waiting > 0 ? (
              <button type="button" className="tasks-waiting" onClick={showNow}>
                {t('tasks.waiting', { count: waiting })} <span>{t('tasks.showNow')}</span>
              </button>
            ) : null}
          </div>
        )}
        <FooterBar
          hints={[
            ...(view === 'drafts'
              ? []
              : [
                  { keys: ['J', 'K'], label: t('tasks.key.move') },
                  { keys: ['O'], label: t('tasks.key.open') },
                  { keys: ['P'], label: t('tasks.key.pause') },
                ]),
            { keys: ['?'], label: t('tasks.key.shortcuts') },
          ]}
        >
          <span>
            {view === 'drafts'
              ? t('tasks.draftsShown', { count: shownDrafts.length })
              : t('tasks.shown', { count: groups.reduce((sum, group) => sum + group.tasks.length, 0) })}
          </span>
          <span className="cb-quiet">
            {view === 'drafts'
              ? null
              : zones.size > 1
                ? t('tasks.zones')
                : onlyZone
                  ? t('tasks.zoneTask', { zone: onlyZone })
                  : t('tasks.zone', { zone: hereZone() })}
          </span>
        </FooterBar>
      </div>
      {selected ? (
        <TaskPanel
          key={selected.userTaskID}
          task={selected}
          carrier={carrierOf(selected, tunnel, account)}
          tunnel={tunnel}
          operation={operation}
          onOperation={setOperation}
          onClose={() => select(null)}
        />
      ) : null}
    </div>
  )
}
