import type { BrowserWindow } from 'electron'
import { expect, test } from 'vitest'
import { createNotices } from '../../src-main/shell/notices.ts'

/** A desktop with a notification centre; what was shown can be clicked. */
function desktop({ isLoading = false, isSupported = true } = {}) {
  const shown: { title: string; body: string; click: () => void }[] = []
  const done: unknown[] = []
  let loaded: () => void = () => undefined
  class Notification {
    static readonly isSupported = () => isSupported
    readonly given: { title: string; body: string; click: () => void }
    constructor(options: { title?: string; body?: string }) {
      this.given = { title: options.title ?? '', body: options.body ?? '', click: () => undefined }
    }
    on(_name: string, listener: () => void): this {
      this.given.click = listener
      return this
    }
    show(): void {
      shown.push(this.given)
    }
  }
  const window = {
    isMinimized: () => true,
    restore: () => void done.push('restore'),
    show: () => void done.push('show'),
    focus: () => void done.push('focus'),
    isDestroyed: () => false,
    webContents: {
      isLoadingMainFrame: () => isLoading,
      once: (_name: string, listener: () => void) => {
        loaded = listener
      },
      send: (channel: string, event: unknown) => void done.push([channel, event]),
    },
  } as unknown as BrowserWindow
  const notify = createNotices({ Notification: Notification as never, currentWindow: () => window })
  return { notify, shown, done, loaded: () => loaded() }
}
const notice = { title: 'April wave is completed', body: '10 of 10 orders finished.', target: { accountId: 'a1', alertId: 7 } }

test('a click on a notification brings the window to the front and names the alert to the page', () => {
  const { notify, shown, done } = desktop()
  notify(notice)
  expect(shown).toMatchObject([{ title: notice.title, body: notice.body }])
  expect(done).toEqual([])
  shown[0]?.click()
  expect(done).toEqual(['restore', 'show', 'focus', ['callboard:event', { name: 'open', revision: 0, id: '7', accountId: 'a1' }]])
})

test('a window that has just been opened hears of it once it is loaded, and one about many alerts names none', () => {
  const { notify, shown, done, loaded } = desktop({ isLoading: true })
  notify(notice)
  notify({ ...notice, target: { accountId: null, alertId: null } })
  shown[0]?.click()
  expect(done).toEqual(['restore', 'show', 'focus'])
  loaded()
  expect(done.at(-1)).toEqual(['callboard:event', { name: 'open', revision: 0, id: '7', accountId: 'a1' }])
  shown[1]?.click()
  loaded()
  expect(done.slice(-4)).toEqual(['restore', 'show', 'focus', ['callboard:event', { name: 'open', revision: 0 }]])
})

test('a system without notifications is asked for none', () => {
  const { notify, shown } = desktop({ isSupported: false })
  notify(notice)
  expect(shown).toEqual([])
})
