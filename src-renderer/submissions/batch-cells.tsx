import { useTranslation } from 'react-i18next'
import type { Batch, BatchState } from '../../src-contract/model/submission.ts'
import { formatCount } from '../ui/number-format.ts'

/** Beyond this many batches a cell stands for several; the worst state of them is shown. */
const MOST_CELLS = 120
const worstFirst: readonly (BatchState | 'waiting')[] = ['unknown', 'refused', 'backoff', 'sending', 'waiting', 'accepted', 'withdrawn']

/** One cell per batch, sent and to come. */
export function BatchCells({
  batches,
  batchCount,
  selected,
  onSelect,
}: {
  batches: readonly Batch[]
  batchCount: number
  selected: number | null
  onSelect: (number: number) => void
}) {
  const { t } = useTranslation()
  const byNumber = new Map(batches.map(batch => [batch.number, batch]))
  const total = Math.max(batchCount, batches.length)
  const each = Math.max(1, Math.ceil(total / MOST_CELLS))
  const cells = Array.from({ length: Math.ceil(total / each) }, (_, cell) => {
    const numbers = Array.from({ length: Math.min(each, total - cell * each) }, (_, offset) => cell * each + offset + 1)
    const states = numbers.map(number => byNumber.get(number)?.state ?? 'waiting')
    return { number: numbers[0] ?? 1, state: worstFirst.find(state => states.includes(state)) ?? 'waiting' }
  })
  const count = (state: BatchState) => batches.filter(batch => batch.state === state).length
  const words = [
    t('submissions.cells.accepted', { count: count('accepted') }),
    ...(['sending', 'unknown', 'backoff', 'refused'] as const)
      .filter(state => count(state) > 0)
      .map(state => t(`submissions.cells.${state}`, { count: count(state) })),
  ]
  return (
    <div className="batch-cells">
      <div className="batch-cells-row">
        {cells.map(({ number, state }) => (
          <button
            key={number}
            type="button"
            tabIndex={-1}
            data-state={state}
            data-selected={selected === number || undefined}
            title={[
              t('submissions.panel.batch', { number }),
              state === 'waiting' ? t('submissions.equation.notSent') : t(`submissions.batchState.${state}`),
            ].join(' · ')}
            onClick={() => byNumber.has(number) && onSelect(number)}
          />
        ))}
      </div>
      <div className="batch-cells-words">
        <span>{t('submissions.cells.first')}</span>
        <span>{words.join(' · ')}</span>
        <span>{formatCount(total)}</span>
      </div>
    </div>
  )
}
