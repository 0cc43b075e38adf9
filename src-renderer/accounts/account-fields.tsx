import { PasswordInput, Select, TextInput } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AccountColour, NxlinkRegion } from '../../src-contract/model/account.ts'
import { FieldRow } from '../ui/field-row.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { AccountValues, FieldName, Issues } from './account-values.ts'
import './accounts.css'

interface Props {
  readonly values: AccountValues
  readonly issues: Issues
  readonly onChange: (change: Partial<AccountValues>) => void
  /** A kept account: its kind is fixed and its secret need not be typed. */
  readonly kept: boolean
  /** False: a secret entered now stays in memory. */
  readonly keychain?: boolean
  /** Only name and colour, for the account of the simulator. */
  readonly lookOnly?: boolean
}

/** The fields of an account, label at the left of each; what is rarely changed is folded away. */
export function AccountFields({ values, issues, onChange, kept, keychain = true, lookOnly = false }: Props) {
  const { t } = useTranslation()
  const secretHint = kept ? t('accounts.hint.secretKept') : keychain ? t('accounts.hint.secret') : t('accounts.hint.secretMemory')
  const problem = (field: FieldName) => {
    const issue = issues[field]
    return issue ? t(`accounts.issue.${issue}`) : undefined
  }
  const text = (field: 'label' | 'uuid' | 'accessKey' | 'tenantId', autoFocus = false) => (
    <FieldRow label={t(`accounts.field.${field}`)}>
      {id => (
        <TextInput
          id={id}
          value={values[field]}
          error={problem(field)}
          placeholder={t(`accounts.hint.${field}`)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={autoFocus || undefined}
          onChange={event => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </FieldRow>
  )
  const secret = (field: 'secretKey' | 'accessSecret') => (
    <FieldRow label={t(`accounts.field.${field}`)}>
      {id => (
        <PasswordInput
          id={id}
          value={values[field]}
          error={problem(field)}
          placeholder={secretHint}
          autoComplete="new-password"
          onChange={event => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </FieldRow>
  )
  return (
    <div className="cb-account-fields">
      {kept ? null : (
        <Segmented
          label={t('accounts.field.kind')}
          value={values.kind}
          onChange={kind => onChange({ kind })}
          options={[
            { value: 'callbot', label: t('ui.kind.callbot') },
            { value: 'nxlink', label: t('ui.kind.nxlink') },
          ]}
        />
      )}
      {text('label', true)}
      {lookOnly ? null : values.kind === 'callbot' ? (
        <>
          {text('uuid')}
          {secret('secretKey')}
        </>
      ) : (
        <>
          {text('accessKey')}
          {secret('accessSecret')}
          <FieldRow label={t('accounts.field.region')}>
            {id => (
              <Select
                id={id}
                value={values.region}
                allowDeselect={false}
                onChange={region => region && onChange({ region: NxlinkRegion.parse(region) })}
                data={NxlinkRegion.options.map(region => ({ value: region, label: t(`accounts.region.${region}`) }))}
              />
            )}
          </FieldRow>
          {values.region === 'custom' ? (
            <BaseUrl value={values.nxlinkBaseUrl} error={problem('baseUrl')} onChange={nxlinkBaseUrl => onChange({ nxlinkBaseUrl })} />
          ) : null}
          {text('tenantId')}
        </>
      )}
      <FieldRow label={t('accounts.field.colour')} group>
        {() => <ColourChoice value={values.colour} onChange={colour => onChange({ colour })} />}
      </FieldRow>
      {values.kind === 'callbot' && !lookOnly ? (
        <Advanced openNow={issues.baseUrl !== undefined}>
          <BaseUrl value={values.callbotBaseUrl} error={problem('baseUrl')} onChange={callbotBaseUrl => onChange({ callbotBaseUrl })} />
          <FieldRow label={t('accounts.field.algorithm')} group>
            {() => (
              <Segmented
                label={t('accounts.field.algorithm')}
                value={values.algorithm}
                onChange={algorithm => onChange({ algorithm })}
                options={[
                  { value: 'MD5', label: 'MD5' },
                  { value: 'SHA256', label: 'SHA256' },
                ]}
              />
            )}
          </FieldRow>
        </Advanced>
      ) : null}
    </div>
  )
}

function BaseUrl({ value, error, onChange }: { value: string; error: string | undefined; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  return (
    <FieldRow label={t('accounts.field.baseUrl')}>
      {id => (
        <TextInput
          id={id}
          value={value}
          error={error}
          placeholder={t('accounts.hint.baseUrl')}
          autoComplete="off"
          spellCheck={false}
          onChange={event => onChange(event.currentTarget.value)}
        />
      )}
    </FieldRow>
  )
}

function Advanced({ openNow, children }: { openNow: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const open = opened || openNow
  return (
    <>
      <button type="button" className="cb-link cb-fold" aria-expanded={open} onClick={() => setOpened(!open)}>
        {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
        {t('accounts.advanced')}
      </button>
      {open ? children : null}
    </>
  )
}

function ColourChoice({ value, onChange }: { value: AccountColour; onChange: (colour: AccountColour) => void }) {
  const { t } = useTranslation()
  return (
    <div className="cb-colours" role="radiogroup" aria-label={t('accounts.field.colour')}>
      {AccountColour.options.map(colour => (
        <label key={colour} title={t(`accounts.colour.${colour}`)}>
          <input
            type="radio"
            name="account-colour"
            className="cb-hidden"
            checked={colour === value}
            aria-label={t(`accounts.colour.${colour}`)}
            onChange={() => onChange(colour)}
          />
          <i style={{ background: `var(--account-${colour})` }} />
        </label>
      ))}
    </div>
  )
}
