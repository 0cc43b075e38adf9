import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import { Protection } from '../../src-contract/model/account.ts'
import { useCommand } from '../bridge/use-command.ts'
import { NumberField } from '../setup/number-field.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { Choices } from '../writes/choices.tsx'
import type { RuleField, RuleValues } from './rule-values.ts'
import { ruleIssues, rulesOf } from './rule-values.ts'

/** What stands between a click and the platform, and how fast it is sent to, by account. Saved on its own. */
export function AccountRulesSection({ account }: { account: AccountView }) {
  const { t } = useTranslation()
  const [values, setValues] = useState<RuleValues>(account.rules)
  const [savedAs, setSavedAs] = useState<string | null>(null)
  const save = useCommand('accounts.setRules')
  const issues = ruleIssues(values)
  const rules = rulesOf(values)
  const same = JSON.stringify(rules) === JSON.stringify(account.rules)
  const change = (patch: Partial<RuleValues>) => setValues(before => ({ ...before, ...patch }))
  const onSave = async () => {
    if (!rules) return
    const answer = await save.run({ id: account.id, rules })
    if (answer.ok) setSavedAs(JSON.stringify(rules))
  }
  const number = (field: RuleField, decimals = 0) => (
    <Rule field={field} value={values[field]} issue={issues[field]} decimals={decimals} onChange={change} />
  )
  return (
    <PanelSection title={t('accounts.rules.title')}>
      <form
        className="cb-account-fields"
        onSubmit={event => {
          event.preventDefault()
          void onSave()
        }}
      >
        <Choices
          label={t('accounts.rules.protection')}
          value={values.protection}
          onChange={protection => change({ protection })}
          options={Protection.options.map(level => ({
            value: level,
            label: t(`writes.protection.${level}.name`),
            meaning: t(`writes.protection.${level}.meaning`),
          }))}
        />
        {values.protection === 'normal' ? number('typedAbove') : null}
        <p className="cb-second">{t('accounts.rules.paceText')}</p>
        {number('startSize')}
        {number('largestSize')}
        {number('inFlight')}
        {number('requestsPerSecond', 1)}
        <div className="cb-form-actions">
          <Button type="submit" variant="default" loading={save.running} disabled={!rules || same}>
            {t('accounts.rules.save')}
          </Button>
          {savedAs !== null && savedAs === JSON.stringify(rules) ? (
            <StatusLine look={{ glyph: 'disc-check', hue: 'green' }}>{t('accounts.rules.saved')}</StatusLine>
          ) : null}
        </div>
        {save.error ? <ErrorPanel compact error={save.error} /> : null}
      </form>
    </PanelSection>
  )
}

function Rule({
  field,
  value,
  issue,
  decimals,
  onChange,
}: {
  field: RuleField
  value: number | null
  issue: ReturnType<typeof ruleIssues>[RuleField]
  decimals: number
  onChange: (patch: Partial<RuleValues>) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <NumberField
      field={{
        id,
        error: issue ? t(`accounts.rules.issue.${issue.code}`, { least: issue.least, most: issue.most }) : undefined,
        onBlur: () => undefined,
      }}
      label={t(`accounts.rules.field.${field}`)}
      {...(field === 'requestsPerSecond' ? { placeholder: t('accounts.rules.noLimit') } : {})}
      value={value}
      decimals={decimals}
      onChange={next => onChange({ [field]: next })}
    />
  )
}
