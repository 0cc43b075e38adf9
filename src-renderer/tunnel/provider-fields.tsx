import { NumberInput, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { CopyText } from '../ui/copy-text.tsx'
import { FieldRow } from '../ui/field-row.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { secretKind, secretStays, type TunnelField, type TunnelIssues, type TunnelValues } from './tunnel-values.ts'

interface Props {
  readonly values: TunnelValues
  readonly issues: TunnelIssues
  /** What is saved: whether its secret is still the one for these values, and the trusted key. */
  readonly view: Pick<TunnelView, 'settings' | 'hasSecret' | 'pinned'>
  readonly listenerUrl: string | null
  readonly onChange: (change: Partial<TunnelValues>) => void
}
type TextField = 'host' | 'user' | 'keyFile' | 'remoteAddress' | 'domain' | 'program'
type NumberField = 'port' | 'remotePort' | 'monthlyQuota'

/** The fields of the chosen provider, each with its label at the left and what is wrong under it. */
export function ProviderFields(props: Props) {
  const { values, view, listenerUrl, onChange } = props
  const { t } = useTranslation()
  const { provider } = values
  const text = (field: TextField) => <TextRow {...props} field={field} />
  const number = (field: NumberField) => <NumberRow {...props} field={field} />
  return (
    <div className="tunnel-fields">
      {provider === 'ssh' ? (
        <>
          {text('host')}
          {number('port')}
          {text('user')}
          <FieldRow label={t('tunnel.form.field.auth')} group>
            {() => (
              <Segmented
                label={t('tunnel.form.field.auth')}
                value={values.auth}
                onChange={auth => onChange({ auth, secret: '' })}
                options={(['key', 'agent', 'password'] as const).map(value => ({ value, label: t(`tunnel.form.auth.${value}`) }))}
              />
            )}
          </FieldRow>
          {values.auth === 'key' ? text('keyFile') : null}
          <SecretRow {...props} />
          {text('remoteAddress')}
          {number('remotePort')}
          <UrlRow {...props} of="ssh" />
        </>
      ) : null}
      {provider === 'ngrok' ? (
        <>
          <SecretRow {...props} />
          {text('domain')}
        </>
      ) : null}
      {provider === 'cloudflared' ? (
        <>
          {text('program')}
          <FieldRow label={t('tunnel.form.field.mode')} group>
            {() => (
              <Segmented
                label={t('tunnel.form.field.mode')}
                value={values.mode}
                onChange={mode => onChange({ mode, secret: '' })}
                options={(['quick', 'named'] as const).map(value => ({ value, label: t(`tunnel.form.mode.${value}`) }))}
              />
            )}
          </FieldRow>
          {values.mode === 'named' ? (
            <>
              <SecretRow {...props} />
              <UrlRow {...props} of="cloudflared" />
            </>
          ) : null}
        </>
      ) : null}
      {provider === 'own' ? <UrlRow {...props} of="own" /> : null}
      {number('monthlyQuota')}
      {listenerUrl !== null && (provider === 'own' || (provider === 'cloudflared' && values.mode === 'named')) ? (
        <FieldRow label={t('tunnel.form.listensAt')} group>
          {() => <CopyText text={listenerUrl} what={t('tunnel.state.address')} />}
        </FieldRow>
      ) : null}
      {provider === 'ssh' && view.pinned !== null ? (
        <FieldRow label={t('tunnel.hostKey.trustedNow')} group>
          {() => <CopyText text={view.pinned ?? ''} what={t('tunnel.hostKey.fingerprint')} />}
        </FieldRow>
      ) : null}
    </div>
  )
}

function useIssue(issues: TunnelIssues, field: TunnelField): string | undefined {
  const { t } = useTranslation()
  const issue = issues[field]
  return issue ? t(`tunnel.form.issue.${issue}`) : undefined
}

function TextRow({ field, values, issues, onChange }: Props & { field: TextField }) {
  const { t } = useTranslation()
  const error = useIssue(issues, field)
  return (
    <FieldRow label={t(`tunnel.form.field.${field}`)}>
      {id => (
        <TextInput
          id={id}
          value={values[field]}
          error={error}
          placeholder={t(`tunnel.form.hint.${field}`)}
          title={t(`tunnel.form.hint.${field}`)}
          autoComplete="off"
          spellCheck={false}
          onChange={event => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </FieldRow>
  )
}

function NumberRow({ field, values, issues, onChange }: Props & { field: NumberField }) {
  const { t } = useTranslation()
  const error = useIssue(issues, field)
  const hint = field === 'port' ? undefined : t(`tunnel.form.hint.${field}`)
  return (
    <FieldRow label={t(`tunnel.form.field.${field}`)}>
      {id => (
        <NumberInput
          id={id}
          value={values[field] ?? ''}
          error={error}
          placeholder={hint}
          title={hint}
          hideControls
          allowNegative={false}
          allowDecimal={false}
          thousandSeparator={field === 'monthlyQuota' ? ',' : ''}
          isAllowed={({ floatValue }) => floatValue === undefined || floatValue <= 1_000_000_000}
          onChange={typed => onChange({ [field]: typeof typed === 'number' ? typed : null })}
        />
      )}
    </FieldRow>
  )
}

function UrlRow({ of, values, issues, onChange }: Props & { of: 'ssh' | 'cloudflared' | 'own' }) {
  const { t } = useTranslation()
  const error = useIssue(issues, 'publicUrl')
  const hint = t(of === 'ssh' ? 'tunnel.form.hint.publicUrlSsh' : 'tunnel.form.hint.publicUrl')
  return (
    <FieldRow label={t('tunnel.form.field.publicUrl')}>
      {id => (
        <TextInput
          id={id}
          value={values.publicUrl[of]}
          error={error}
          placeholder={hint}
          title={hint}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          onChange={event => onChange({ publicUrl: { ...values.publicUrl, [of]: event.currentTarget.value } })}
        />
      )}
    </FieldRow>
  )
}

function SecretRow({ values, issues, view, onChange }: Props) {
  const { t } = useTranslation()
  const error = useIssue(issues, 'secret')
  const kind = secretKind(values)
  if (kind === null) return null
  const hint = secretStays(values, view) ? 'secretKept' : kind === 'passphrase' ? 'passphrase' : 'secret'
  return (
    <FieldRow label={t(`tunnel.form.field.${kind}`)}>
      {id => (
        <PasswordInput
          id={id}
          value={values.secret}
          error={error}
          placeholder={t(`tunnel.form.hint.${hint}`)}
          maxLength={4096}
          autoComplete="new-password"
          onChange={event => onChange({ secret: event.currentTarget.value })}
        />
      )}
    </FieldRow>
  )
}
