import type { BrowserWindow, BrowserWindowConstructorOptions, NativeTheme } from 'electron'
import { PAGE_URL } from './app-protocol.ts'

export interface WindowParts {
  readonly Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow
  readonly theme: Pick<NativeTheme, 'shouldUseDarkColors' | 'on' | 'off'>
  readonly platform: NodeJS.Platform
  readonly preloadFile: string
  readonly iconFile: string
  readonly devTools: boolean
}

const colours = { light: { back: '#f7f8fa', symbol: '#1f2933' }, dark: { back: '#14171c', symbol: '#e4e7eb' } } as const

/** Opens the one window of the console, locked down, in the colours of the system until the page has painted. */
export function openConsoleWindow({ Window, theme, platform, preloadFile, iconFile, devTools }: WindowParts): BrowserWindow {
  const colour = () => (theme.shouldUseDarkColors ? colours.dark : colours.light)
  const overlay = () => ({ color: colour().back, symbolColor: colour().symbol, height: 40 })
  const window = new Window({
    title: 'Callboard',
    width: 1440,
    height: 900,
    minWidth: 1100,
    minHeight: 700,
    show: false,
    backgroundColor: colour().back,
    ...(platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const } : {}),
    ...(platform === 'win32' ? { titleBarStyle: 'hidden' as const, titleBarOverlay: overlay() } : {}),
    ...(platform === 'linux' ? { icon: iconFile } : {}),
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
      devTools,
    },
  })
  const recolour = () => {
    window.setBackgroundColor(colour().back)
    if (platform === 'win32') window.setTitleBarOverlay(overlay())
  }
  theme.on('updated', recolour)
  window.once('closed', () => theme.off('updated', recolour))
  window.once('ready-to-show', () => window.show())
  void window.loadURL(PAGE_URL)
  return window
}
