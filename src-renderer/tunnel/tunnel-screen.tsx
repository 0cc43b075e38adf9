import { Button } from '@mantine/core'
import { IconActivity, IconRotateClockwise } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../bridge/use-command.ts'
import { useQuery } from '../bridge/use-query.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { FooterBar } from '../ui/footer-bar.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { hereZone } from '../ui/time-format.ts'
import { useNow } from '../ui/use-now.ts'
import { DeafList } from './deaf-list.tsx'
import { GapTable } from './gap-table.tsx'
import { ProbeStrip } from './probe-strip.tsx'
import { QuotaSection } from './quota-section.tsx'
import { TunnelForm } from './tunnel-form.tsx'
import { TunnelStateSection } from './tunnel-state-section.tsx'
import './tunnel.css'

/** The way from the internet to the listener: how it is and was, what was missed, and its settings at the right. */
export function TunnelScreen() {
  const { t } = useTranslation()
  const now = useNow()
  const account = useActiveAccount()
  const { data, error } = useQuery('tunnel.get', {}, { on: ['tunnel', 'system'] })
  const listener = useQuery('webhooks.status', {}, { on: ['webhooks', 'system'] }).data
  const probe = useCommand('tunnel.probeNow')
  const restart = useCommand('tunnel.restart')
  const isOn = data !== null && data.settings.provider !== 'none'
  const hasMissed = data !== null && data.gaps.length > 0
  const problem = error ?? probe.error ?? restart.error
  return (
    <div className="cb-columns">
      <div className="cb-column">
        <PageHead
          title={t('tunnel.title')}
          actions={
            isOn ? (
              // Busy, not disabled: a button that is disabled for a moment loses the focus of the keyboard.
              <>
                <Button
                  variant="default"
                  leftSection={<IconActivity size={14} />}
                  disabled={data.state.state === 'hostKeyNew' || data.state.state === 'hostKeyChanged'}
                  aria-busy={probe.running}
                  onClick={() => probe.running || void probe.run({})}
                >
                  {t('tunnel.probeNow')}
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconRotateClockwise size={14} />}
                  aria-busy={restart.running}
                  onClick={() => restart.running || void restart.run({})}
                >
                  {t('tunnel.startAgain')}
                </Button>
              </>
            ) : null
          }
        />
        <div className="cb-scroll tunnel-main">
          {problem ? (
            <div className="cb-section">
              <ErrorPanel compact error={problem} />
            </div>
          ) : null}
          {data ? (
            <>
              <TunnelStateSection view={data} account={account} now={now} />
              {isOn ? <ProbeStrip view={data} now={now} /> : null}
              {data.deaf.length > 0 ? <DeafList view={data} /> : null}
              {isOn ? <QuotaSection quota={data.quota} now={now} /> : null}
              {isOn || hasMissed ? <GapTable gaps={data.gaps} now={now} /> : null}
            </>
          ) : null}
        </div>
        <FooterBar hints={[]}>
          <span className="cb-quiet">{t('ui.timesHere', { zone: hereZone() })}</span>
        </FooterBar>
      </div>
      {data ? <TunnelForm view={data} listenerUrl={listener?.port ? `http://127.0.0.1:${listener.port}` : null} /> : null}
    </div>
  )
}
