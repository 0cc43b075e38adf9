import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '../../src-contract/model/task.ts'
import { Age } from '../ui/age.tsx'
import { formatMoment } from '../ui/time-format.ts'
import { type Carrier, isPolled, RUNNING_EVERY_MS } from './freshness.ts'
import { zoneOf } from './zone-of.ts'

/** Where the counts of a task and its status are from: "Counts: webhook 10:00:41. Status: pulled 10:12:03". */
export function sourceWords(t: TFunction, task: TaskRow): string {
  const moment = (at: number | null) => ({ time: formatMoment(at, zoneOf(task)) })
  const counts = task.countsSource ? t(`tasks.panel.source.${task.countsSource}`, moment(task.countsFreshAt)) : null
  const status = task.freshSource ? t(`tasks.panel.source.${task.freshSource}`, moment(task.freshAt)) : null
  const gone = task.unknownAt === null ? null : t('tasks.goneSince', moment(task.unknownAt))
  return [gone, counts && t('tasks.panel.countsFrom', { source: counts }), status && t('tasks.panel.statusFrom', { source: status })]
    .filter(words => words !== null)
    .join('. ')
}

/** How old a task's counts are; amber with the word when they are polled or the platform has no such task, amber when overdue in open hours. Its tip says where from. */
export function FreshCell({ task, carrier, due }: { task: TaskRow; carrier: Carrier | null; due: boolean }) {
  const { t } = useTranslation()
  // What does not dial has nothing to call back about: polling it now and then is no lack.
  const polled = carrier === 'deaf' || (isPolled(carrier) && task.taskStatus === 2)
  const isGone = task.unknownAt !== null
  const why = carrier && polled ? t(`tasks.carrier.${carrier}`) : ''
  const tip = [sourceWords(t, task), why].filter(words => words !== '').join('. ')
  return (
    <span className={polled || isGone ? 'task-polled' : undefined} title={tip}>
      {isGone ? t('tasks.gone') : polled ? t('tasks.polled') : null}{' '}
      <Age at={task.countsFreshAt ?? task.freshAt} tip={tip} {...(due ? { everyMs: RUNNING_EVERY_MS } : {})} />
    </span>
  )
}
