import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TunnelProvider, TunnelView } from '../../src-contract/model/tunnel.ts'
import { useCommand } from '../bridge/use-command.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Notice } from '../ui/notice.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { Choices } from '../writes/choices.tsx'
import { ProviderFields } from './provider-fields.tsx'
import { draftOf, issuesOf, type TunnelIssues, type TunnelValues, valuesOf } from './tunnel-values.ts'

const providers: readonly TunnelProvider[] = ['none', 'ssh', 'ngrok', 'cloudflared', 'own']

/** The five ways in, what each needs and costs, and the fields of the chosen one. Secrets go in and never come back. */
export function TunnelForm({ view, listenerUrl }: { view: TunnelView; listenerUrl: string | null }) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<TunnelValues | null>(null)
  const [asked, setAsked] = useState(false)
  const save = useCommand('tunnel.save')
  const values = edited ?? valuesOf(view)
  const issues = issuesOf(values, view)
  const changed = edited !== null && JSON.stringify(edited) !== JSON.stringify(valuesOf(view))
  const hasIssues = Object.keys(issues).length > 0
  const { provider } = values
  const onChange = (change: Partial<TunnelValues>) => setEdited({ ...values, ...change })
  const onSave = async () => {
    setAsked(true)
    const draft = hasIssues ? null : draftOf(values, view)
    if (!draft || !changed) return
    const answer = await save.run(draft)
    if (!answer.ok) return
    setEdited(null)
    setAsked(false)
  }
  const undo = () => {
    setEdited(null)
    setAsked(false)
    save.clear()
  }
  return (
    <SidePanel
      name="tunnel"
      width={400}
      label={t('tunnel.form.title')}
      title={t('tunnel.form.title')}
      footer={
        <div className="tunnel-save">
          {changed && view.settings.provider !== 'none' ? <Notice>{t('tunnel.form.addressChanges')}</Notice> : null}
          {save.error ? <ErrorPanel compact error={save.error} /> : null}
          <div className="cb-actions">
            <Button type="submit" form="tunnel-form" disabled={!changed} loading={save.running}>
              {t(provider === 'none' ? 'tunnel.form.saveNone' : 'tunnel.form.save')}
            </Button>
            {changed ? (
              <Button variant="default" onClick={undo}>
                {t('tunnel.form.undo')}
              </Button>
            ) : null}
          </div>
        </div>
      }
    >
      <form
        id="tunnel-form"
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void onSave()
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void onSave()
        }}
      >
        <PanelSection>
          <Choices<TunnelProvider>
            label={t('tunnel.form.choose')}
            value={provider}
            onChange={chosen => {
              setAsked(false)
              onChange({ provider: chosen, secret: '' })
            }}
            options={providers.map(each => ({
              value: each,
              label: t(`tunnel.form.is.${each}`),
              meaning: t(`tunnel.form.meaning.${each}`),
            }))}
          />
        </PanelSection>
        <PanelSection>
          <dl className="tunnel-terms">
            <dt>{t('tunnel.form.needs')}</dt>
            <dd>{t(`tunnel.form.need.${provider}`)}</dd>
            <dt>{t('tunnel.form.costs')}</dt>
            <dd>{t(`tunnel.form.cost.${provider}`)}</dd>
          </dl>
        </PanelSection>
        {provider === 'none' ? null : (
          <PanelSection>
            <ProviderFields
              values={values}
              issues={asked ? issues : withoutNeeded(issues)}
              view={view}
              listenerUrl={listenerUrl}
              onChange={onChange}
            />
          </PanelSection>
        )}
      </form>
    </SidePanel>
  )
}

/** What is wrong with what was typed; what is still missing is said when somebody saves. */
function withoutNeeded(issues: TunnelIssues): TunnelIssues {
  return Object.fromEntries(Object.entries(issues).filter(([, issue]) => issue !== 'needed'))
}
