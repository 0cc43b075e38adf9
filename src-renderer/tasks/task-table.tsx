import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { Age } from '../ui/age.tsx'
import type { DataColumn } from '../ui/data-table.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { formatCount, formatShare } from '../ui/number-format.ts'
import { ProgressBar } from '../ui/progress-bar.tsx'
import { TaskStatus } from '../ui/task-status.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { answeredShare, type TaskGroup } from './task-groups.ts'
import { TaskWindow } from './task-window.tsx'

type Line = { readonly kind: 'head'; readonly group: TaskGroup; readonly count: number } | { readonly kind: 'task'; readonly task: TaskRow }

/** Rhythm in which a running task's numbers should come in. */
const RUNNING_EVERY_MS = 15_000

interface Props {
  readonly groups: readonly { group: TaskGroup; tasks: readonly TaskRow[] }[]
  readonly selected: string | null
  readonly loading: boolean
  readonly empty: ReactNode
  /** Pixels the table has; columns leave when they are few. */
  readonly width: number
  readonly onSelect: (task: TaskRow) => void
  readonly onKey: (key: string, task: TaskRow) => boolean
}

/** One line per task, grouped by status, with the window and the age of every number. */
export function TaskTable({ groups, selected, loading, empty, width, onSelect, onKey }: Props) {
  const { t } = useTranslation()
  const now = useNow(10_000)
  const lines: Line[] = groups.flatMap(({ group, tasks }) => [
    { kind: 'head' as const, group, count: tasks.length },
    ...tasks.map(task => ({ kind: 'task' as const, task })),
  ])
  const of = (render: (task: TaskRow) => ReactNode) => (line: Line) => (line.kind === 'task' ? render(line.task) : null)
  const columns: (DataColumn<Line> & { from?: number })[] = [
    { id: 'status', header: t('tasks.column.status'), width: 116, render: of(task => <TaskStatus code={task.taskStatus} />) },
    {
      id: 'task',
      header: t('tasks.column.task'),
      width: 220,
      grow: 1,
      render: of(task => (
        <span className="cb-ellipsis">
          <b className="task-name">{task.taskName || task.userTaskID}</b> <span className="cb-quiet">{task.sceneID}</span>
        </span>
      )),
    },
    {
      id: 'progress',
      header: '',
      name: t('tasks.column.progress'),
      width: 64,
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
      width: 136,
      align: 'right',
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
      width: 64,
      align: 'right',
      render: of(task => {
        const share = answeredShare(task.counts)
        return share === null ? <span className="cb-quiet">—</span> : formatShare(share)
      }),
    },
    {
      id: 'created',
      from: 940,
      header: t('tasks.column.created'),
      width: 104,
      render: of(task => <span className="cb-quiet">{formatMoment(task.createdAt)}</span>),
    },
    { id: 'window', from: 720, header: t('tasks.column.window'), width: 152, render: of(task => <TaskWindow task={task} now={now} />) },
    {
      id: 'fresh',
      header: t('tasks.column.fresh'),
      width: 72,
      align: 'right',
      render: of(task => <Age at={task.freshAt} {...(task.taskStatus === 2 ? { everyMs: RUNNING_EVERY_MS } : {})} />),
    },
  ]
  return (
    <DataTable<Line>
      label={t('tasks.title')}
      columns={columns.filter(column => width >= (column.from ?? 0))}
      rowCount={lines.length}
      rowAt={index => lines[index]}
      rowKey={line => (line.kind === 'task' ? line.task.userTaskID : `group ${line.group}`)}
      groupHead={line =>
        line.kind === 'head' ? (
          <span>
            <b>{t(`tasks.group.${line.group}`)}</b> <span className="cb-quiet">{formatCount(line.count)}</span>
          </span>
        ) : null
      }
      selectedKey={selected}
      onOpen={line => line.kind === 'task' && onSelect(line.task)}
      onRowKey={(event, line) => line.kind === 'task' && !event.ctrlKey && !event.metaKey && !event.altKey && onKey(event.key, line.task)}
      frozenFirst={false}
      loading={loading}
      empty={empty}
    />
  )
}
