import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useBridge } from '../bridge/bridge-context.tsx'
import { StatusLine } from '../ui/status-glyph.tsx'

type Permission = NotificationPermission | 'missing'
const permission = (): Permission => ('Notification' in window ? Notification.permission : 'missing')

/** Whether alerts reach the system: always from the desktop program, from a browser once the operator has allowed it by a press. */
export function SystemNotices() {
  const { t } = useTranslation()
  const { host } = useBridge()
  const [state, setState] = useState(permission)
  if (host === 'desktop') return <p className="cb-second">{t('alerts.system.desktop')}</p>
  return (
    <div className="alert-rule">
      <StatusLine look={state === 'granted' ? { glyph: 'disc-check', hue: 'green' } : { glyph: 'ring', hue: 'grey' }}>
        {t(`alerts.system.${state}`)}
      </StatusLine>
      {state === 'default' ? (
        <Button variant="default" size="compact-sm" onClick={() => void Notification.requestPermission().then(setState)}>
          {t('alerts.system.allow')}
        </Button>
      ) : null}
    </div>
  )
}
