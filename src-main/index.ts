import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { app, BrowserWindow, ipcMain, Menu, Notification, nativeTheme, protocol, session, shell } from 'electron'
import { createLog } from '../src-core/log.ts'
import { createCoreLink } from './core-link.ts'
import { chooseDataDir, chooseKeychainService } from './data-dir.ts'
import { findProgramFiles } from './program-files.ts'
import { registerAppScheme, serveAppScheme } from './shell/app-protocol.ts'
import { openIpcDoor } from './shell/ipc-door.ts'
import { menuTemplate } from './shell/menu.ts'
import { createNotices } from './shell/notices.ts'
import { protectContents, protectSession } from './shell/protect.ts'
import { closeBeforeQuit } from './shell/quit.ts'
import { openConsoleWindow } from './shell/window.ts'
import { createSimulatorHost } from './simulator-host.ts'

// The order matters: identity, then path, then lock (it is keyed on the path), then everything else.
app.setName('Callboard')
const asked = app.commandLine.getSwitchValue('user-data-dir')
const dataDir = chooseDataDir(asked ? resolve(asked) : undefined, process.env)
app.setPath('userData', dataDir)
app.setPath('sessionData', profileFolder(join(dataDir, 'window')))

if (app.requestSingleInstanceLock()) run()
else app.exit(0)

/** The window's own files; where the data folder cannot be written a throw-away one, so that the console can still say what is wrong. */
function profileFolder(wanted: string): string {
  try {
    mkdirSync(wanted, { recursive: true })
    return wanted
  } catch {
    return mkdtempSync(join(tmpdir(), 'callboard-window-'))
  }
}

/** Starts the desktop console: this thread keeps windows and doors, the core thread does the work. */
function run(): void {
  const program = findProgramFiles(import.meta.url)
  const log = createLog(dataDir)
  let window: BrowserWindow | null = null
  // Chromium cannot run its sandbox as root, and says so with this switch in containers; asking for both kills every page.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerAppScheme(protocol)
  protectContents(app, url => void shell.openExternal(url))

  const open = () => {
    window = openConsoleWindow({
      Window: BrowserWindow,
      theme: nativeTheme,
      platform: process.platform,
      preloadFile: program.preloadFile,
      iconFile: program.iconFile,
      devTools: !app.isPackaged,
    })
    window.once('closed', () => {
      window = null
    })
  }
  const start = () => {
    const simulator = createSimulatorHost(program.simulatorThread)
    const core = createCoreLink({
      log,
      startSimulator: () => simulator.start(),
      notify: createNotices({
        Notification,
        currentWindow: () => {
          if (!window) open()
          return window
        },
      }),
      data: {
        host: 'desktop',
        version: program.version,
        dataDir,
        exportDir: join(dataDir, 'exports'),
        threadFiles: program.threadFiles,
        keychainService: chooseKeychainService(app.isPackaged, process.env),
        sampleContactsFile: program.sampleContactsFile,
      },
    })
    closeBeforeQuit(app, () => Promise.allSettled([core.close(), simulator.close()]))
    protectSession(session.defaultSession, !app.isPackaged)
    serveAppScheme(protocol, program.rendererDir)
    openIpcDoor({ ipcMain, shell, core, currentWindow: () => window })
    const menu = menuTemplate(process.platform)
    Menu.setApplicationMenu(menu && Menu.buildFromTemplate(menu))
    open()
  }

  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('activate', () => {
    if (!window && app.isReady()) open()
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Not awaited: in an ES module main, waiting here would keep `ready` from ever coming.
  void app.whenReady().then(start)
}
