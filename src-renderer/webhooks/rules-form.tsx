import { Button, NumberInput, Radio } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../src-contract/model/account.ts'
import type { ReceivingRules } from '../../src-contract/model/webhook.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'

/** How an account's webhooks are received: what is stale, what is a repeat, and how a refusal is said. */
export function RulesForm({ account }: { account: Pick<AccountView, 'id' | 'kind'> }) {
  const { t } = useTranslation()
  const { id: accountId, kind } = account
  const kept = useQuery('webhooks.rules', { accountId }, { on: ['webhooks'], accountId })
  const save = useCommand('webhooks.setRules')
  const [rules, setRules] = useState<ReceivingRules | null>(null)
  const loaded = kept.outdated ? null : kept.data
  // biome-ignore lint/correctness/useExhaustiveDependencies: another account has other rules
  useEffect(() => setRules(null), [accountId])
  const shown = rules ?? loaded
  if (!shown) return kept.error ? <ErrorPanel compact error={kept.error} /> : null
  const set = (part: Partial<ReceivingRules>) => setRules({ ...shown, ...part })
  const choice = <K extends 'stale' | 'repeated' | 'refuseWith'>(
    key: K,
    labels: Readonly<Record<ReceivingRules[K], string>>,
    label: string = t(`webhooks.rules.${key}`),
  ) => (
    <Radio.Group label={label} value={shown[key]} onChange={value => set({ [key]: value } as Partial<ReceivingRules>)}>
      {Object.entries<string>(labels).map(([value, label]) => (
        <Radio key={value} value={value} label={label} />
      ))}
    </Radio.Group>
  )
  const changed = rules !== null && JSON.stringify(rules) !== JSON.stringify(loaded)
  return (
    <form
      className="webhook-rules"
      onSubmit={event => {
        event.preventDefault()
        void save.run({ accountId, rules: shown }).then(answer => answer.ok && setRules(null))
      }}
    >
      <p className="cb-second">{t(`webhooks.rules.text.${kind}`)}</p>
      <NumberInput
        label={t('webhooks.rules.tolerance')}
        suffix=" s"
        min={5}
        max={86_400}
        value={shown.toleranceSeconds}
        onChange={value => typeof value === 'number' && set({ toleranceSeconds: Math.round(value) })}
      />
      {choice('stale', { mark: t('webhooks.rules.staleIs.mark'), refuse: t('webhooks.rules.staleIs.refuse') })}
      {choice(
        'repeated',
        { mark: t('webhooks.rules.repeatedIs.mark'), refuse: t('webhooks.rules.repeatedIs.refuse') },
        t(kind === 'nxlink' ? 'webhooks.rules.repeatedNxlink' : 'webhooks.rules.repeated'),
      )}
      {shown.repeated === 'refuse' ? (
        <NumberInput
          label={t('webhooks.rules.window')}
          suffix=" min"
          min={1}
          max={43_200}
          value={Math.round(shown.replayWindowSeconds / 60)}
          onChange={value => typeof value === 'number' && set({ replayWindowSeconds: Math.round(value) * 60 })}
        />
      ) : null}
      {choice('refuseWith', { http401: t('webhooks.rules.refuseWithIs.http401'), http200: t('webhooks.rules.refuseWithIs.http200') })}
      {save.error ? <ErrorPanel compact error={save.error} /> : null}
      <div className="cb-actions">
        <Button type="submit" disabled={!changed} loading={save.running}>
          {t('webhooks.rules.save')}
        </Button>
        {changed ? (
          <Button variant="default" onClick={() => setRules(null)}>
            {t('webhooks.rules.undo')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
