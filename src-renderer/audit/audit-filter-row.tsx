import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { AuditAction } from '../../src-contract/model/audit.ts'
import { useAccounts } from '../store/account-store.ts'
import { SearchField } from '../ui/search-field.tsx'
import type { AuditChoice } from './audit-filters.ts'
import { isFiltered, noChoice } from './audit-filters.ts'
import { actionWords } from './audit-words.ts'

/** Search and filters of the audit, in one row. `/` goes to the search. */
export function AuditFilterRow({ choice, onChange }: { choice: AuditChoice; onChange: (choice: AuditChoice) => void }) {
  const { t } = useTranslation()
  const accounts = useAccounts() ?? []
  const day = (key: 'fromDay' | 'toDay', label: string) => (
    <span className="audit-day">
      {label}
      <TextInput
        type="date"
        w={128}
        aria-label={label}
        value={choice[key]}
        onChange={event => onChange({ ...choice, [key]: event.currentTarget.value })}
      />
    </span>
  )
  return (
    <search className="cb-filter-row audit-filters">
      <SearchField label={t('audit.search')} width={248} value={choice.text} onChange={text => onChange({ ...choice, text })} />
      <Select
        w={150}
        aria-label={t('audit.filter.account')}
        placeholder={t('audit.filter.anyAccount')}
        clearable
        data={accounts.map(account => ({ value: account.id, label: account.label }))}
        value={choice.accountId}
        onChange={accountId => onChange({ ...choice, accountId })}
      />
      <MultiSelect
        className="audit-actions"
        aria-label={t('audit.filter.action')}
        placeholder={choice.actions.length === 0 ? t('audit.filter.anyAction') : undefined}
        clearable
        searchable
        data={AuditAction.options.map(action => ({ value: action, label: actionWords(t, action) }))}
        value={[...choice.actions]}
        onChange={actions => onChange({ ...choice, actions })}
      />
      {day('fromDay', t('audit.filter.from'))}
      {day('toDay', t('audit.filter.to'))}
      <span className="cb-spacer" />
      {isFiltered(choice) ? (
        <button type="button" className="cb-link" onClick={() => onChange(noChoice)}>
          {t('audit.filter.clear')}
        </button>
      ) : null}
    </search>
  )
}
