import { useTranslation } from 'react-i18next'
import type { Batch } from '../../src-contract/model/submission.ts'
import type { ShownBatchState } from '../ui/batch-status.tsx'
import { formatCount } from '../ui/number-format.ts'
import { shownStates } from './batch-facts.ts'

/** Beyond this many batches a cell stands for several; the worst state of them is shown. */
const MOST_CELLS = 120
const worstFirst: readonly ShownBatchState[] = [
  'unknown',
  'refused',
  'backoff',
  'sending',
  'queued',
  'waiting',
  'accepted',
  'halved',
  'withdrawn',
]

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
  const shown = shownStates(batches)
  const byNumber = new Map(batches.map(batch => [batch.number, { parent: batch.parent, state: shown(batch) }]))
  const total = Math.max(batchCount, batches.length)
  const each = Math.max(1, Math.ceil(total / MOST_CELLS))
  const cells = Array.from({ length: Math.ceil(total / each) }, (_, cell) => {
    const numbers = Array.from({ length: Math.min(each, total - cell * each) }, (_, offset) => cell * each + offset + 1)
    const worst = worstFirst.find(state => numbers.some(number => stateOf(number) === state)) ?? 'waiting'
    return { number: numbers.find(number => stateOf(number) === worst) ?? 1, state: worst }
  })
  function stateOf(number: number): ShownBatchState {
    return byNumber.get(number)?.state ?? 'waiting'
  }
  const count = (state: ShownBatchState) => batches.filter(batch => shown(batch) === state).length
  const waiting = total - batches.length + count('queued')
  const parts = [
    { state: 'accepted' as const, count: count('accepted') },
    ...(['sending', 'unknown', 'backoff', 'refused', 'halved', 'withdrawn'] as const).map(state => ({ state, count: count(state) })),
    { state: 'waiting' as const, count: waiting },
  ].filter(part => part.count > 0 || part.state === 'accepted')
  return (
    <div className="batch-cells">
      <div className="batch-cells-row">
        {cells.map(({ number, state }) => (
          <button
            key={number}
            type="button"
            tabIndex={-1}
            data-state={state}
            data-half={(byNumber.get(number)?.parent ?? null) !== null || undefined}
            data-selected={selected === number || undefined}
            title={[t('submissions.panel.batch', { number }), t(`submissions.batchState.${state}`)].join(' · ')}
            onClick={() => byNumber.has(number) && onSelect(number)}
          />
        ))}
      </div>
      <div className="batch-cells-words">
        <span>{t('submissions.cells.first')}</span>
        <span>
          {parts.map((part, at) => (
            <span key={part.state} data-state={part.state}>
              {at === 0 ? '' : ' · '}
              <span>{t(`submissions.cells.${part.state}`, { count: part.count })}</span>
            </span>
          ))}
        </span>
        <span>{formatCount(total)}</span>
      </div>
    </div>
  )
}
