import type { App, Session } from 'electron'
import { isOwnPage } from './app-protocol.ts'
import { isAllowedLink } from './external-links.ts'

/** Holds for every page this app will ever have: it stays where it is, opens nothing and embeds nothing. */
export function protectContents(app: Pick<App, 'on'>, openLink: (url: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', event => event.preventDefault())
    contents.on('will-redirect', event => event.preventDefault())
    contents.on('will-frame-navigate', event => event.preventDefault())
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isAllowedLink(url)) openLink(url)
      return { action: 'deny' }
    })
  })
}

/** The one power of the page: a click on "copy" puts text into the clipboard. Reading it stays refused. */
const granted = 'clipboard-sanitized-write'

/** The page gets no other permission and no network: all it needs comes over `app://` and the bridge. */
export function protectSession(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler' | 'webRequest' | 'on'>,
  devTools: boolean,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) => answer(permission === granted && isOwnPage(contents.getURL())))
  session.setPermissionCheckHandler((contents, permission) => permission === granted && contents !== null && isOwnPage(contents.getURL()))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', event => event.preventDefault())
  session.webRequest.onBeforeRequest((details, answer) => {
    const own = isOwnPage(details.url) || details.url.startsWith('data:') || (devTools && details.url.startsWith('devtools:'))
    answer({ cancel: !own })
  })
}
