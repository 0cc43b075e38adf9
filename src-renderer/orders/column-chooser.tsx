import { Button, Checkbox, Popover } from '@mantine/core'
import { IconColumns } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderColumn } from '../../src-contract/model/order.ts'
import { orderColumnIds, usualColumns } from './order-columns.tsx'

/** Which columns are shown; the phone always is. */
export function ColumnChooser({ shown, onChange }: { shown: readonly OrderColumn[]; onChange: (columns: readonly OrderColumn[]) => void }) {
  const { t } = useTranslation()
  const toggle = (id: OrderColumn) => onChange(orderColumnIds.filter(other => (other === id ? !shown.includes(id) : shown.includes(other))))
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns size={14} />}>
          {t('orders.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className="column-chooser">
          <legend>{t('orders.columnsTitle')}</legend>
          {orderColumnIds.map(id => (
            <Checkbox
              key={id}
              label={t(`orders.column.${id}`)}
              checked={shown.includes(id)}
              disabled={id === 'phone'}
              onChange={() => toggle(id)}
            />
          ))}
          <Button variant="subtle" size="compact-sm" onClick={() => onChange(usualColumns)}>
            {t('orders.resetColumns')}
          </Button>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
