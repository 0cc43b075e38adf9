import type { Alert } from '../../src-contract/model/board.ts'
import type { PageBridge } from '../bridge/bridge.ts'
import { chooseAccount } from '../store/account-store.ts'
import { go } from '../store/screen-store.ts'
import { setAlertListOpened, showAlertList } from './alert-list-store.ts'
import { alertTarget } from './alert-target.ts'

/** Goes to what an alert is about, in its account, and marks it seen. */
export function showAlert(bridge: PageBridge, alert: Alert): void {
  if (alert.accountId !== null) chooseAccount(bridge, alert.accountId)
  if (alert.seenAt === null) void bridge.call('alerts.seen', { ids: [alert.id] })
  setAlertListOpened(false)
  go(alertTarget(alert))
}

/**
 * Shows the alert whose notification of the operating system was clicked, and the list of alerts for one about several; returns the way to
 * stop. An alert that is no longer kept shows nothing. To be called before anything is drawn: a click may open the window, and its event comes with the page.
 */
export function showClickedAlerts(bridge: PageBridge): () => void {
  return bridge.onEvent(({ name, id }) => {
    if (name !== 'open') return
    if (id === undefined) return showAlertList()
    void bridge.call('alerts.list', {}).then(answer => {
      const alert = answer.ok ? answer.value.find(each => String(each.id) === id) : undefined
      if (alert) showAlert(bridge, alert)
    })
  })
}
