import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderFilter } from '../../src-contract/model/order.ts'
import type { OrderSelection } from '../../src-contract/model/write.ts'
import { Choices } from '../writes/choices.tsx'
import { CommitDialog } from '../writes/commit-dialog.tsx'

interface Props {
  readonly filter: OrderFilter
  /** The conditions in words; empty means that nothing is filtered, and then "all of this filter" is not offered. */
  readonly conditions: readonly string[]
  readonly total: number
  readonly ticked: readonly string[]
  readonly onClose: () => void
}

/** Takes orders back that were not dialled yet: the ticked ones or all of the filter. The withdrawal itself has a screen. */
export function WithdrawDialog({ filter, conditions, total, ticked, onClose }: Props) {
  const { t } = useTranslation()
  const [which, setWhich] = useState<'ticked' | 'filter'>(ticked.length > 0 ? 'ticked' : 'filter')
  const [undialled, setUndialled] = useState<'keep' | 'delete'>('keep')
  const selection: OrderSelection = which === 'ticked' ? { by: 'ids', orderIDs: [...ticked] } : { by: 'filter', filter }
  return (
    <CommitDialog
      action={{ do: 'withdraw', accountId: filter.accountId, selection, delCall: undialled === 'delete' ? 1 : 0 }}
      onClose={onClose}
      choices={
        <>
          {ticked.length > 0 && conditions.length > 0 ? (
            <Choices
              label={t('orders.withdraw.which')}
              value={which}
              onChange={setWhich}
              options={[
                {
                  value: 'ticked',
                  label: t('orders.withdraw.ticked', { count: ticked.length }),
                  meaning: t('orders.withdraw.tickedMeaning'),
                },
                { value: 'filter', label: t('orders.withdraw.all', { count: total }), meaning: conditions.join(', ') },
              ]}
            />
          ) : (
            <p>
              {which === 'ticked'
                ? t('orders.withdraw.ticked', { count: ticked.length })
                : t('orders.withdraw.allOf', { count: total, filter: conditions.join(', ') })}
            </p>
          )}
          <Choices
            label={t('orders.withdraw.undialled')}
            value={undialled}
            onChange={setUndialled}
            options={[
              { value: 'keep', label: t('orders.withdraw.keep'), meaning: t('orders.withdraw.keepMeaning') },
              { value: 'delete', label: t('orders.withdraw.delete'), meaning: t('orders.withdraw.deleteMeaning'), danger: true },
            ]}
          />
        </>
      }
    />
  )
}
