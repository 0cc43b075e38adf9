import type { ReactNode } from 'react'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import type { DataColumn, DataSort } from '../ui/data-table.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatCount, formatShare } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { TaskStatus } from '../ui/task-status.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { dialWindow } from './dial-window.ts'
import { FinishCell } from './finish-cell.tsx'
import { FreshCell } from './fresh-cell.tsx'
import { carrierOf } from './freshness.ts'
import { HalfHourBars } from './half-hour-bars.tsx'
import { answeredShare, type BoardGroup, groupOf, type TaskGroup } from './task-groups.ts'
import { TaskWindow } from './task-window.tsx'
import { useTaskFacts } from './use-task-facts.ts'

type Line = { readonly kind: 'head'; readonly group: BoardGroup } | { readonly kind: 'task'; readonly task: TaskRow }

interface Props {
  readonly account: AccountView
  readonly tunnel: TunnelView | null
  readonly groups: readonly BoardGroup[]
  readonly selected: string | null
  readonly loading: boolean
  readonly empty: ReactNode
  /** Pixels the table has; columns leave when they are few. */
  readonly width: number
  readonly sort: DataSort | null
  readonly onSort: (column: string) => void
  readonly onSelect: (task: TaskRow) => void
  readonly onKey: (key: string, task: TaskRow) => boolean
}

const isGroupName = (name: string): name is TaskGroup => ['running', 'paused', 'waiting', 'ended', 'sent', 'unknown'].includes(name)

/** One line per task in its group: progress, our answer rate, half-hours, finish, window, and the age of the numbers. */
export function TaskTable(props: Props) {
  const { account, tunnel, groups, width } = props
  const { t } = useTranslation()
  const now = useNow(10_000)
  const [range, setRange] = useState({ start: 0, end: 40 })
  const onRange = useCallback((start: number, end: number) => setRange({ start, end }), [])
  const lines: Line[] = groups.flatMap(group => [
    ...(group.by === 'none' ? [] : [{ kind: 'head' as const, group }]),
    ...group.tasks.map(task => ({ kind: 'task' as const, task })),
  ])
  const inView = lines.slice(range.start, range.end).flatMap(line => (line.kind === 'task' ? [line.task] : []))
  const facts = useTaskFacts(account.id, inView, now)
  const of = (render: (task: TaskRow) => ReactNode) => (line: Line) => (line.kind === 'task' ? render(line.task) : null)
  const zoneOf = (task: TaskRow) => (task.form?.kind === 'callbot' ? task.form.timeZone : undefined)
  const columns: (DataColumn<Line> & { from?: number })[] = [
    { id: 'status', header: t('tasks.column.status'), width: 108, render: of(task => <TaskStatus code={task.taskStatus} />) },
    {
      id: 'task',
      header: t('tasks.column.task'),
      width: 156,
      grow: 1,
      sortable: true,
      render: of(task => (
        <span className="cb-ellipsis" title={`${task.taskName} · ${task.sceneID}`}>
          <b className="task-name">{task.taskName || task.userTaskID}</b>{' '}
          {width >= 860 ? <span className="cb-quiet">{task.sceneID}</span> : null}
        </span>
      )),
    },
    {
      id: 'progress',
      header: '',
      name: t('tasks.column.progress'),
      width: 56,
      render: of(task => (
        <ProgressBar
          done={task.counts.answered}
          other={task.counts.finished - task.counts.answered}
          total={task.counts.total}
          label={t('tasks.column.progress')}
        />
      )),
    },
    {
      id: 'finished',
      header: t('tasks.column.finished'),
      width: 120,
      align: 'right',
      sortable: true,
      render: of(task => (
        <span>
          <b className="task-name">{formatCount(task.counts.finished)}</b>{' '}
          <span className="cb-quiet">/ {formatCount(task.counts.total)}</span>
        </span>
      )),
    },
    {
      id: 'answered',
      header: t('tasks.column.answered'),
      width: 60,
      align: 'right',
      sortable: true,
      render: of(task => {
        const share = answeredShare(task.counts)
        return share === null ? <span className="cb-quiet">—</span> : formatShare(share)
      }),
    },
    {
      id: 'halfHours',
      from: 940,
      header: t('tasks.column.halfHours'),
      width: 112,
      render: of(task => {
        const bars = facts.get(task.userTaskID)?.halfHours
        return bars ? <HalfHourBars bars={bars} now={now} timeZone={zoneOf(task)} /> : <span className="cb-quiet">—</span>
      }),
    },
    {
      id: 'finishes',
      header: t('tasks.column.finishes'),
      width: 92,
      render: of(task => <FinishCell task={task} facts={facts.get(task.userTaskID)} now={now} />),
    },
    { id: 'window', from: 828, header: t('tasks.column.window'), width: 128, render: of(task => <TaskWindow task={task} now={now} />) },
    {
      id: 'created',
      from: 1100,
      header: t('tasks.column.created'),
      width: 96,
      sortable: true,
      render: of(task => <span className="cb-quiet">{formatMoment(task.createdAt)}</span>),
    },
    {
      id: 'fresh',
      header: t('tasks.column.fresh'),
      width: 108,
      align: 'right',
      sortable: true,
      render: of(task => <FreshCell task={task} carrier={carrierOf(task, tunnel, account)} due={isDue(task, now)} />),
    },
  ]
  return (
    <DataTable<Line>
      label={t('tasks.title')}
      columns={columns.filter(column => width >= (column.from ?? 0))}
      rowCount={lines.length}
      rowAt={index => lines[index]}
      rowKey={line => (line.kind === 'task' ? line.task.userTaskID : `group ${line.group.name}`)}
      onRange={onRange}
      groupHead={line => (line.kind === 'head' ? <GroupHead group={line.group} /> : null)}
      selectedKey={props.selected}
      onOpen={line => line.kind === 'task' && props.onSelect(line.task)}
      onRowKey={(event, line) =>
        line.kind === 'task' && !event.ctrlKey && !event.metaKey && !event.altKey && props.onKey(event.key, line.task)
      }
      sort={props.sort}
      onSort={props.onSort}
      frozenFirst={false}
      loading={props.loading}
      empty={props.empty}
    />
  )
}

function GroupHead({ group }: { group: BoardGroup }) {
  const { t } = useTranslation()
  const name = group.by === 'status' && isGroupName(group.name) ? t(`tasks.group.${group.name}`) : group.name || t('tasks.noScene')
  return (
    <span>
      <b>{name}</b> <span className="cb-quiet">{formatCount(group.tasks.length)}</span>
    </span>
  )
}

/** News of a task is due while it runs in open hours with orders left; a closed half-hour is quiet by right. */
function isDue(task: TaskRow, now: number): boolean {
  if (groupOf(task) !== 'running' || task.counts.finished >= task.counts.total) return false
  if (task.form?.kind !== 'callbot' || task.zoneSecond === null) return true
  return dialWindow(task.form, task.zoneSecond, now).state === 'open'
}
