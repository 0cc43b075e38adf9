import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { useCommand } from '../bridge/use-command.ts'
import { useSettings } from '../store/settings-store.ts'
import { ErrorPanel } from '../ui/error-panel.tsx'
import { Facts } from '../ui/facts.tsx'
import { PanelSection } from '../ui/panel-section.tsx'

const PROFILE_NAME = 'profile.name'
const LONGEST_NAME = 80

/** Who the audit says it was, and the way to change it. Until it is set, it is the login name of this computer. */
export function ProfileSection({ info }: { info: SystemInfo }) {
  const { t } = useTranslation()
  const kept = useSettings(values => values[PROFILE_NAME])
  const set = useCommand('settings.set')
  const [typed, setTyped] = useState<string | null>(null)
  const name = (typed ?? info.profileName).trim()
  const keep = (value: string | null) => void set.run({ key: PROFILE_NAME, value }).then(answer => answer.ok && setTyped(null))
  return (
    <PanelSection title={t('settings.profile.title')}>
      <Facts labelWidth={140} rows={[[t('settings.profile.now'), <b key="now">{info.profileName}</b>]]} />
      <form
        className="profile-form"
        onSubmit={event => {
          event.preventDefault()
          if (name !== '' && name !== info.profileName) keep(name)
        }}
      >
        <TextInput
          w={280}
          label={t('settings.profile.name')}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? info.profileName}
          onChange={event => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={set.running} disabled={name === '' || name === info.profileName}>
          {t('settings.profile.save')}
        </Button>
        {typeof kept === 'string' ? (
          <button type="button" className="cb-link" onClick={() => keep(null)}>
            {t('settings.profile.login')}
          </button>
        ) : null}
      </form>
      <p className="cb-second">{t('settings.profile.text')}</p>
      {set.error ? <ErrorPanel compact error={set.error} /> : null}
    </PanelSection>
  )
}
