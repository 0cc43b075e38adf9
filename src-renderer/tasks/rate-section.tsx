import { useTranslation } from 'react-i18next'
import type { TaskBreakdown } from '../../src-contract/model/board.ts'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import { formatCount, formatPercent, shareOf } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'

/** Our rates, counted order by order, beside the platform's rounded ones, and why the two differ. */
export function RateSection({ task, rates }: { task: TaskDetail; rates: TaskBreakdown['rates'] | null }) {
  const { t } = useTranslation()
  const answered = rates?.answered ?? task.counts.answered
  const finished = rates?.finished ?? task.counts.finished
  const total = rates?.total ?? task.counts.total
  if (finished === 0) return null
  const platform = {
    answer: rates ? rates.platformAnswerRate : (task.stat?.answerRate ?? null),
    finish: rates ? rates.platformFinishRate : (task.stat?.finishRate ?? null),
  }
  const step = rates?.roundingStep ?? null
  const known = platform.answer !== null || platform.finish !== null
  return (
    <PanelSection title={t('tasks.rate.title')}>
      <table className="task-rates">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('tasks.rate.ours')}</th>
            <th scope="col">{t('tasks.rate.platform')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('tasks.rate.answered')}</th>
            <td>
              <b>{formatPercent(shareOf(answered, finished))}</b>
              <span className="cb-quiet">{t('tasks.rate.of', { part: formatCount(answered), whole: formatCount(finished) })}</span>
            </td>
            <td>{formatPercent(platform.answer, 0)}</td>
          </tr>
          <tr>
            <th scope="row">{t('tasks.rate.finished')}</th>
            <td>
              <b>{formatPercent(shareOf(finished, total))}</b>
              <span className="cb-quiet">{t('tasks.rate.of', { part: formatCount(finished), whole: formatCount(total) })}</span>
            </td>
            <td>{formatPercent(platform.finish, 0)}</td>
          </tr>
        </tbody>
      </table>
      <p className="cb-second">
        {known ? t('tasks.rate.why') : t('tasks.rate.notTold')}
        {rates && rates.calls > 0 && platform.answer !== null
          ? ` ${t('tasks.rate.byCalls', { share: formatPercent(rates.answeredCalls / rates.calls), calls: formatCount(rates.calls), theirs: formatCount(rates.platformCalls) })}`
          : ''}
        {known && step !== null && step >= 1
          ? ` ${t('tasks.rate.step', { count: Math.round(step), orders: formatCount(Math.round(step)) })}`
          : ''}
      </p>
    </PanelSection>
  )
}
