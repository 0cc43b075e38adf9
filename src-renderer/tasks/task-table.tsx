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
import { formatDay, formatTime } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { FinishCell } from './finish-cell.tsx'
import { FreshCell, sourceWords } from './fresh-cell.tsx'
import { carrierOf, isStale, newsDue } from './freshness.ts'
import { HalfHourBars } from './half-hour-bars.tsx'
import { answeredShare, type BoardGroup, groupOf, type TaskGroup } from './task-groups.ts'
import { TaskWindow } from './task-window.tsx'
import { useTaskFacts } from './use-task-facts.ts'
import { zoneOf } from './zone-of.ts'

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

/** From here on the bars hold twice the half-hours and the progress can be read off. */
const WIDE = 1400
/** From here on the range of the forecast stands beside it. */
const WIDEST = 1700

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
  const keyOf = (line: Line) => (line.kind === 'task' ? line.task.userTaskID : `group ${line.group.name}`)
  const inView = lines.slice(range.start, range.end).flatMap(line => (line.kind === 'task' ? [line.task] : []))
  const facts = useTaskFacts(account.id, inView, now)
  const of = (render: (task: TaskRow) => ReactNode) => (line: Line) => (line.kind === 'task' ? render(line.task) : null)
  const wide = width >= WIDE
  // "Code 9, unlisted" takes more room than any word of the reference.
  const unlisted = groups.some(group => group.tasks.some(task => task.taskStatus !== null && groupOf(task) === 'unknown'))
  const slots = wide ? 48 : 24
  // Every number says where it is from; what is long overdue steps back.
  const told = (task: TaskRow) => ({
    title: sourceWords(t, task),
    className: isStale(task, now) ? 'task-stale' : undefined,
  })
  const columns: (DataColumn<Line> & { from?: number })[] = [
    {
      id: 'status',
      header: t('tasks.column.status'),
      width: unlisted ? 140 : 108,
      render: of(task => <TaskStatus code={task.taskStatus} />),
    },
    {
      id: 'task',
      header: t('tasks.column.task'),
      width: 156,
      grow: 1,
      sortable: true,
      render: of(task => (
        // Each in its own direction, so that a name of another script neither moves into the scene nor loses its beginning.
        <span className="task-cell" title={[task.taskName, task.sceneID].filter(words => words !== '').join(' · ')}>
          <b className="task-name cb-ellipsis" dir="auto">
            {task.taskName || task.userTaskID}
          </b>
          {width >= 900 ? (
            <span className="cb-quiet cb-ellipsis" dir="auto">
              {task.sceneID}
            </span>
          ) : null}
        </span>
      )),
    },
    {
      id: 'progress',
      header: '',
      name: t('tasks.column.progress'),
      width: wide ? 112 : 56,
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
        <span {...told(task)}>
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
        return share === null ? <span className="cb-quiet">—</span> : <span {...told(task)}>{formatShare(share)}</span>
      }),
    },
    {
      id: 'halfHours',
      from: 940,
      header: t('tasks.column.halfHours'),
      width: 16 + slots * 4,
      align: 'right',
      render: of(task => {
        const bars = facts.get(task.userTaskID)?.halfHours
        return bars ? <HalfHourBars bars={bars} most={slots} now={now} timeZone={zoneOf(task)} /> : <span className="cb-quiet">—</span>
      }),
    },
    {
      id: 'finishes',
      header: t('tasks.column.finishes'),
      width: width >= WIDEST ? 248 : 92,
      sortable: true,
      render: of(task => <FinishCell task={task} facts={facts.get(task.userTaskID)} now={now} wide={width >= WIDEST} />),
    },
    { id: 'window', from: 828, header: t('tasks.column.window'), width: 128, render: of(task => <TaskWindow task={task} now={now} />) },
    {
      id: 'created',
      from: 1100,
      header: t('tasks.column.created'),
      width: 96,
      sortable: true,
      render: of(task => <span className="cb-quiet">{createdWords(task, now)}</span>),
    },
    {
      id: 'fresh',
      header: t('tasks.column.fresh'),
      width: 108,
      align: 'right',
      sortable: true,
      render: of(task => <FreshCell task={task} carrier={carrierOf(task, tunnel, account)} due={newsDue(task, now)} />),
    },
  ]
  return (
    <DataTable<Line>
      label={t('tasks.title')}
      columns={columns.filter(column => width >= (column.from ?? 0))}
      rowCount={lines.length}
      rowAt={index => lines[index]}
      rowKey={keyOf}
      indexOfKey={key => lines.findIndex(line => keyOf(line) === key)}
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

/** "20 Nov 22:15" on the task's clock; of another year the day alone. */
function createdWords(task: TaskRow, now: number): string {
  const zone = zoneOf(task)
  const day = formatDay(task.createdAt, zone, now)
  return task.createdAt === null || /\d{4}$/.test(day) ? day : `${day} ${formatTime(task.createdAt, zone)}`
}
