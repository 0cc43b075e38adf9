import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBridge } from '../bridge/bridge-context.tsx'
import { useQuery } from '../bridge/use-query.ts'
import { showAlertList } from './alert-list-store.ts'
import { newlyNotified } from './newly-notified.ts'
import { noticeGroups } from './notice-groups.ts'
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
    for (const { title, text, alerts: about } of noticeGroups(t, fresh)) {
      // The tag keeps two windows of one console from showing it twice.
      const notice = new Notification(title, { body: text, tag: `callboard alert ${about.map(alert => alert.id).join(' ')}` })
      const [first, ...more] = about
      notice.onclick = () => {
        window.focus()
        notice.close()
        if (first && more.length === 0) showAlert(bridge, first)
        else showAlertList()
      }
    }
  }, [alerts, bridge, t])
}
