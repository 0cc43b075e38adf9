import { Button, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { AlertRulesSection } from '../alerts/alert-rules-section.tsx'
import { useCommand } from '../bridge/use-command.ts'
import { useAccounts, useChooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { useSetting } from '../store/settings-store.ts'
import { TunnelSection } from '../tunnel/tunnel-section.tsx'
import { CopyText } from '../ui/copy-text.tsx'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { UNKNOWN } from '../ui/number-format.ts'
import { PageHead } from '../ui/page-head.tsx'
import { PanelSection } from '../ui/panel-section.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'
import { ProfileSection } from './profile-section.tsx'
import '../accounts/accounts.css'
import './settings.css'

/** Profile name, look, audit, data folder, keychain, simulator, version. */
export function SettingsScreen({ info }: { info: SystemInfo }) {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [, keepTheme] = useSetting<string>('theme', 'auto')
  const { state, detail } = info.keychain
  return (
    <div className="cb-column">
      <PageHead title={t('settings.title')} />
      <div className="cb-scroll">
        <div className="cb-settings">
          <ProfileSection info={info} />
          <PanelSection title={t('settings.look.title')}>
            <Facts
              labelWidth={140}
              rows={[
                [
                  t('settings.look.theme'),
                  <Segmented
                    key="theme"
                    label={t('settings.look.theme')}
                    value={colorScheme}
                    onChange={theme => {
                      setColorScheme(theme)
                      keepTheme(theme)
                    }}
                    options={[
                      { value: 'auto', label: t('settings.look.system') },
                      { value: 'light', label: t('settings.look.light') },
                      { value: 'dark', label: t('settings.look.dark') },
                    ]}
                  />,
                ],
              ]}
            />
          </PanelSection>
          <TunnelSection />
          <AlertRulesSection />
          <PanelSection title={t('settings.audit.title')}>
            <p className="cb-second">{t('settings.audit.text')}</p>
            <div className="cb-actions">
              <Button variant="default" onClick={() => go({ name: 'audit' })}>
                {t('settings.audit.open')}
              </Button>
              <Button variant="default" onClick={() => go({ name: 'audit', verify: true })}>
                {t('settings.audit.verify')}
              </Button>
            </div>
          </PanelSection>
          <PanelSection title={t('settings.data.title')}>
            <Facts
              labelWidth={140}
              rows={[[t('settings.data.folder'), <CopyText key="folder" text={info.dataDir} what={t('settings.data.folderName')} />]]}
            />
            <p className="cb-second">{t('settings.data.text')}</p>
          </PanelSection>
          <PanelSection title={t('settings.keychain.title')}>
            <Facts
              labelWidth={140}
              rows={[
                [
                  t('settings.keychain.state'),
                  <StatusLine
                    key="state"
                    look={state === 'present' ? { glyph: 'disc-check', hue: 'green' } : { glyph: 'warning', hue: 'amber' }}
                  >
                    {t(`settings.keychain.${state}`)}
                  </StatusLine>,
                ],
                ...(detail ? [[t('settings.keychain.detail'), detail] as const] : []),
              ]}
            />
            {state === 'none' ? <p className="cb-second">{t('shell.keychain.noneText')}</p> : null}
          </PanelSection>
          <SimulatorSection info={info} />
          <PanelSection title={t('settings.about.title')}>
            <Facts
              labelWidth={140}
              rows={[
                [t('settings.about.version'), info.version],
                [t('settings.about.host'), t(`settings.about.${info.host}`)],
                [t('settings.about.platform'), info.platform],
              ]}
            />
          </PanelSection>
        </div>
      </div>
    </div>
  )
}

function SimulatorSection({ info }: { info: SystemInfo }) {
  const { t } = useTranslation()
  const hasAccount = useAccounts()?.some(account => account.simulator) ?? false
  const choose = useChooseAccount()
  const start = useCommand('simulator.start')
  const explore = useCommand('simulator.explore')
  const { running, url } = info.simulator
  const onExplore = async () => {
    const answer = await explore.run({})
    if (!answer.ok) return
    choose(answer.value.accountId)
    go({ name: 'tasks', userTaskID: answer.value.userTaskID })
  }
  return (
    <PanelSection title={t('settings.simulator.title')}>
      <Facts
        labelWidth={140}
        rows={[
          [
            t('settings.simulator.state'),
            <StatusLine key="state" look={running ? { glyph: 'dot-in-ring', hue: 'green' } : { glyph: 'ring', hue: 'grey' }}>
              {running ? t('settings.simulator.running') : t('settings.simulator.off')}
            </StatusLine>,
          ],
          [
            t('settings.simulator.address'),
            url === null ? UNKNOWN : <CopyText key="url" text={url} what={t('settings.simulator.address')} />,
          ],
        ]}
      />
      <p className="cb-second">{t('settings.simulator.text')}</p>
      {hasAccount ? (
        running ? null : (
          <Button variant="default" loading={start.running} onClick={() => void start.run({})}>
            {t('settings.simulator.start')}
          </Button>
        )
      ) : (
        <Button variant="default" loading={explore.running} onClick={() => void onExplore()}>
          {t('settings.simulator.explore')}
        </Button>
      )}
      {start.error ? <ErrorPanel compact error={start.error} /> : null}
      {explore.error ? <ErrorPanel compact error={explore.error} /> : null}
    </PanelSection>
  )
}
