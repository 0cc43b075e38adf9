import { useTranslation } from 'react-i18next'
import type { BatchOverview } from '../../src-contract/model/submission.ts'
import { formatCount } from '../ui/number-format.ts'

/** One cell per batch, sent and to come; of very many, one for several, with the worst of them. */
export function BatchCells({
  overview,
  selected,
  onSelect,
}: {
  overview: BatchOverview
  selected: number | null
  onSelect: (number: number) => void
}) {
  const { t } = useTranslation()
  const { states, cells, written, total } = overview
  const count = (state: keyof typeof states) => states[state] ?? 0
  const parts = [
    { state: 'accepted' as const, count: count('accepted') },
    ...(['sending', 'unknown', 'backoff', 'refused', 'halved', 'withdrawn'] as const).map(state => ({ state, count: count(state) })),
    { state: 'waiting' as const, count: count('waiting') + count('queued') },
  ].filter(part => part.count > 0 || part.state === 'accepted')
  return (
    <div className="batch-cells">
      <div className="batch-cells-row">
        {cells.map(({ number, state, isHalf }) => (
          <button
            key={number}
            type="button"
            tabIndex={-1}
            data-state={state}
            data-half={isHalf || undefined}
            data-selected={selected === number || undefined}
            title={[t('submissions.panel.batch', { number: formatCount(number) }), t(`submissions.batchState.${state}`)].join(' · ')}
            onClick={() => number <= written && onSelect(number)}
          />
        ))}
      </div>
      <div className="batch-cells-words">
        <span>{t('submissions.cells.first')}</span>
        <span>
          {t('submissions.cells.batches')}{' '}
          {parts.map((part, at) => (
            <span key={part.state} data-state={part.state}>
              {at === 0 ? '' : ' · '}
              <span>{t(`submissions.cells.${part.state}`, { count: part.count })}</span>
            </span>
          ))}
        </span>
        <span>{total > 1 ? t('submissions.cells.last', { number: total }) : ''}</span>
      </div>
    </div>
  )
}
