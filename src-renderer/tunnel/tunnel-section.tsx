import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useQuery } from '../bridge/use-query.ts'
import { go } from '../store/screen-store.ts'
import { Facts } from '../ui/facts.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { useNow } from '../ui/use-now.ts'
import { stateTitle, tunnelLooks } from './tunnel-look.ts'

/** The tunnel among the settings: which way in is chosen, how it is, and the way to its screen. */
export function TunnelSection() {
  const { t } = useTranslation()
  const now = useNow()
  const { data } = useQuery('tunnel.get', {}, { on: ['tunnel', 'system'] })
  if (!data) return null
  return (
    <PanelSection title={t('tunnel.title')}>
      <Facts
        labelWidth={140}
        rows={[
          [t('tunnel.form.title'), t(`tunnel.form.is.${data.settings.provider}`)],
          [
            t('settings.keychain.state'),
            <StatusLine key="state" look={tunnelLooks[data.state.state]}>
              {stateTitle(t, data, now)}
            </StatusLine>,
          ],
        ]}
      />
      <div className="cb-actions tunnel-space">
        <Button variant="default" onClick={() => go({ name: 'tunnel' })}>
          {t('tunnel.state.change')}
        </Button>
      </div>
    </PanelSection>
  )
}
