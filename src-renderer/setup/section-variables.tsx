import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ContactList } from '../../src-contract/model/contact.ts'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { useQuery } from '../bridge/use-query.ts'
import type { SectionProps } from './form-field.ts'
import { selectAll } from './select-all.ts'
import css from './setup.module.css'

/** Script variables, the column that fills each, and the first values it would be filled with. */
export function SectionVariables({ form, edit, field, list }: SectionProps<CallbotForm> & { list: ContactList | null }) {
  const { t } = useTranslation()
  const first = useQuery('contacts.rows', list ? { listId: list.id, group: 'ready', search: '', start: 0, count: 3 } : null, {
    on: ['contacts'],
  })
  const rows = list && !first.outdated ? (first.data?.rows ?? []) : []
  const change = (index: number, patch: Partial<CallbotForm['variables'][number]>) =>
    edit({ variables: form.variables.map((variable, at) => (at === index ? { ...variable, ...patch } : variable)) })
  const columns =
    list?.columns.map((header, column) => ({
      value: String(column),
      label: header || t('contacts.preview.blankHeader', { number: column + 1 }),
    })) ?? []
  const choices = (column: number | null) =>
    column === null || column < columns.length
      ? columns
      : [...columns, { value: String(column), label: t('setup.variables.columnGone', { number: column + 1 }) }]
  return (
    <section className={css.section} aria-label={t('setup.variables.section')}>
      <div className={css.sectionHead}>
        <h2>{t('setup.variables.section')}</h2>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} />}
          disabled={form.variables.length >= 100}
          onClick={() => edit({ variables: [...form.variables, { name: '', column: null }], wholeTTS: true })}
        >
          {t('setup.variables.add')}
        </Button>
      </div>
      <div id={field('variables').id} tabIndex={-1} className={css.stack}>
        {form.variables.length === 0 ? <p className={css.note}>{t('setup.variables.none')}</p> : null}
        {form.variables.map((variable, index) => {
          const values =
            variable.column === null ? [] : rows.map(row => row.cells[variable.column ?? 0] ?? '').filter(value => value !== '')
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: variables have no identity but their place; the name is being typed
            <div key={index} className={css.variable}>
              <TextInput
                {...field(`variables.${index}.name`)}
                aria-label={t('setup.variables.name')}
                placeholder={t('setup.variables.name')}
                value={variable.name}
                maxLength={64}
                onChange={event => change(index, { name: event.currentTarget.value })}
              />
              <Select
                {...field(`variables.${index}.column`)}
                aria-label={t('setup.variables.column')}
                placeholder={t('setup.variables.choose')}
                searchable
                {...selectAll}
                allowDeselect={false}
                data={choices(variable.column)}
                value={variable.column === null ? null : String(variable.column)}
                disabled={!list}
                onChange={column => change(index, { column: column === null ? null : Number(column) })}
              />
              <span className={css.values} title={values.join(', ')}>
                {values.length > 0 ? values.join(', ') : variable.column === null || !list ? '—' : t('setup.variables.noValues')}
              </span>
              <ActionIcon
                size={28}
                variant="subtle"
                color="gray"
                aria-label={t('setup.variables.remove', { name: variable.name })}
                onClick={() => edit({ variables: form.variables.filter((_, at) => at !== index) })}
              >
                <IconX size={14} />
              </ActionIcon>
            </div>
          )
        })}
        {form.variables.length > 0 && !list ? <p className={css.note}>{t('setup.variables.noList')}</p> : null}
      </div>
    </section>
  )
}
