import type { BrowserWindow, Notification, NotificationConstructorOptions } from 'electron'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import type { Notice } from '../../src-core/board/notice-words.ts'
import { channels } from './ipc-door.ts'

export interface NoticesParts {
  readonly Notification: {
    new (options: NotificationConstructorOptions): Pick<Notification, 'show' | 'on'>
    isSupported(): boolean
  }
  /** The console's window, opened when there is none. */
  currentWindow(): BrowserWindow | null
}

/** Enough for everything that lies in a notification centre; older ones open the console all the same, without their place. */
const MOST_KEPT = 50

/** Shows notifications of the operating system; a click brings the window to the front and tells the page which alert it is about; none when about several. */
export function createNotices({ Notification, currentWindow }: NoticesParts): (notice: Notice) => void {
  // One that nobody holds is collected, and its click with it.
  const shown: Pick<Notification, 'show' | 'on'>[] = []

  const open = ({ accountId, alertId }: Notice['target']) => {
    const window = currentWindow()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    const event: ConsoleEvent = {
      name: 'open',
      revision: 0,
      ...(alertId === null ? {} : { id: String(alertId) }),
      ...(accountId === null ? {} : { accountId }),
    }
    const send = () => {
      if (!window.isDestroyed()) window.webContents.send(channels.event, event)
    }
    if (window.webContents.isLoadingMainFrame()) window.webContents.once('did-finish-load', send)
    else send()
  }
  return ({ title, body, target }) => {
    if (!Notification.isSupported()) return
    const notification = new Notification({ title, body })
    notification.on('click', () => open(target))
    shown.push(notification)
    if (shown.length > MOST_KEPT) shown.shift()
    notification.show()
  }
}
