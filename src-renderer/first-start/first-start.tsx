import { useTranslation } from 'react-i18next'
import type { SystemInfo } from '../../src-contract/model/system.ts'
import { Logo } from '../shell/logo.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { ConnectDoor } from './connect-door.tsx'
import { ExploreDoor } from './explore-door.tsx'
import './first-start.css'

/** The first screen: two doors of one size. `onWorking` is true while one of them is being gone through. */
export function FirstStart({ info, onWorking }: { info: SystemInfo; onWorking: (working: boolean) => void }) {
  const { t } = useTranslation()
  const { state } = info.keychain
  return (
    <main className="cb-first">
      <div className="cb-first-inner">
        <h1>
          <Logo /> {t('shell.appName')}
        </h1>
        <p className="cb-first-lead">{t('firstStart.lead')}</p>
        <div className="cb-doors">
          <ConnectDoor keychain={state === 'present'} onWorking={onWorking} />
          <ExploreDoor onWorking={onWorking} />
        </div>
        <p className="cb-first-foot" title={info.keychain.detail || undefined}>
          <StatusGlyph glyph={state === 'present' ? 'disc-check' : 'warning'} hue={state === 'present' ? 'green' : 'amber'} />{' '}
          {t(`firstStart.keychain.${state}`)}
        </p>
      </div>
    </main>
  )
}
