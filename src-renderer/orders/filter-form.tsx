import { Button, NumberInput, Popover, Select, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Condition } from './filter-chips.ts'
import { type FilterFields, fieldsOf, noFields, withFields } from './filter-fields.ts'

/** Every option of listOrder, plus phone, name and time, in one small form. */
export function FilterForm({ condition, onChange }: { condition: Condition; onChange: (condition: Condition) => void }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const [fields, setFields] = useState<FilterFields>(noFields)
  const open = () => {
    setFields(fieldsOf(condition))
    setOpened(!opened)
  }
  const text = (key: 'phone' | 'name' | 'intentIDs' | 'intentNames' | 'intentTags' | 'callStatus') => (
    <TextInput
      label={t(`orders.filter.field.${key}`)}
      value={fields[key]}
      onChange={event => setFields({ ...fields, [key]: event.currentTarget.value })}
    />
  )
  const range = (key: 'turns' | 'durationSeconds') => (
    <fieldset className="filter-range">
      <legend>{t(`orders.filter.field.${key}`)}</legend>
      <NumberInput
        aria-label={`${t(`orders.filter.field.${key}`)} ${t('orders.filter.above')}`}
        placeholder={t('orders.filter.above')}
        min={0}
        value={fields[key].gt ?? ''}
        onChange={value => setFields({ ...fields, [key]: { ...fields[key], gt: value === '' ? null : Number(value) } })}
      />
      <NumberInput
        aria-label={`${t(`orders.filter.field.${key}`)} ${t('orders.filter.below')}`}
        placeholder={t('orders.filter.below')}
        min={0}
        value={fields[key].lt ?? ''}
        onChange={value => setFields({ ...fields, [key]: { ...fields[key], lt: value === '' ? null : Number(value) } })}
      />
    </fieldset>
  )
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={480}>
      <Popover.Target>
        <Button variant="subtle" leftSection={<IconPlus size={14} />} onClick={open}>
          {t('orders.filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className="filter-form"
          aria-label={t('orders.filter.title')}
          onSubmit={event => {
            event.preventDefault()
            onChange(withFields(condition, fields))
            setOpened(false)
          }}
        >
          {text('phone')}
          {text('name')}
          {text('callStatus')}
          <Select
            label={t('orders.filter.field.finish')}
            value={fields.finish}
            onChange={value => setFields({ ...fields, finish: value === 'yes' || value === 'no' ? value : 'any' })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data={[
              { value: 'any', label: t('orders.filter.any') },
              { value: 'yes', label: t('orders.filter.yes') },
              { value: 'no', label: t('orders.filter.no') },
            ]}
          />
          {text('intentNames')}
          {text('intentIDs')}
          {text('intentTags')}
          <span />
          {range('turns')}
          {range('durationSeconds')}
          <TextInput
            type="datetime-local"
            label={t('orders.filter.field.from')}
            value={fields.from}
            onChange={event => setFields({ ...fields, from: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t('orders.filter.field.to')}
            value={fields.to}
            onChange={event => setFields({ ...fields, to: event.currentTarget.value })}
          />
          <Textarea
            className="filter-wide"
            label={t('orders.filter.field.orderIDs')}
            minRows={2}
            autosize
            maxRows={6}
            value={fields.orderIDs}
            onChange={event => setFields({ ...fields, orderIDs: event.currentTarget.value })}
          />
          <div className="filter-wide cb-actions">
            <Button type="submit">{t('orders.filter.apply')}</Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
