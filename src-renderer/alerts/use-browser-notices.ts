import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'
import { alertWords } from './alert-words.ts'
import { newlyNotified } from './newly-notified.ts'
import { showAlert } from './show-alert.ts'

/** Shows alerts as notifications of the browser, once allowed; the core decides when (quiet hours), the desktop program shows its own. */
export function useBrowserNotices(): void {
  const { t } = useTranslation()
  const bridge = useBridge()
  const browser = bridge.host === 'browser'
  const alerts = useQuery('alerts.list', browser ? {} : null, { on: ['alerts'] }).data
  const shown = useRef<ReadonlySet<number> | null>(null)
  useEffect(() => {
    if (!alerts) return
    const { fresh, known } = newlyNotified(alerts, shown.current)
    shown.current = known
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    for (const alert of fresh) {
      const { title, text } = alertWords(t, alert)
      // The tag keeps two windows of one console from showing it twice.
      const notice = new Notification(title, { body: text, tag: `callboard alert ${alert.id}` })
      notice.onclick = () => {
        window.focus()
        notice.close()
        showAlert(bridge, alert)
      }
    }
  }, [alerts, bridge, t])
}
