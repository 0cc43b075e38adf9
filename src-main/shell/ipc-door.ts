import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BrowserWindow, IpcMain, IpcMainInvokeEvent, Shell } from 'electron'
import { type Result, refused } from '../../src-contract/result.ts'
import { AppError, toWireError } from '../../src-core/app-error.ts'
import type { CoreLink } from '../core-link.ts'
import { readCall } from '../read-call.ts'
import { isOwnPage } from './app-protocol.ts'

/** Every channel of the desktop; the preload knows the same names. */
export const channels = {
  call: 'callboard:call',
  giveFile: 'callboard:give-file',
  showExport: 'callboard:show-export',
  event: 'callboard:event',
} as const

export interface IpcDoorParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly shell: Pick<Shell, 'showItemInFolder'>
  readonly core: CoreLink
  /** The console's window, while there is one. */
  currentWindow(): BrowserWindow | null
}

/** Opens the desktop's way in: each channel answers the main frame of our own window only, and always with a `Result`. */
export function openIpcDoor({ ipcMain, shell, core, currentWindow }: IpcDoorParts): void {
  const isOurs = ({ sender, senderFrame }: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>) => {
    const window = currentWindow()
    return window !== null && sender === window.webContents && senderFrame === window.webContents.mainFrame && isOwnPage(senderFrame.url)
  }
  const handle = (channel: string, run: (...params: unknown[]) => Promise<Result<unknown>>) => {
    ipcMain.handle(channel, async (event, ...params: unknown[]): Promise<Result<unknown>> => {
      if (!isOurs(event)) return refused(toWireError(new AppError('invalid_input', { field: 'sender', problem: 'not the console' })))
      try {
        return await run(...params)
      } catch (error) {
        return refused(toWireError(error))
      }
    })
  }

  handle(channels.call, async (name, input) => {
    const call = readCall({ name, input })
    return call.ok ? core.call(call.value.name, call.value.input) : call
  })
  handle(channels.giveFile, async path => {
    if (typeof path !== 'string' || path === '') throw new AppError('file_unreadable', { file: '' })
    const found = await stat(path)
    if (!found.isFile()) throw new AppError('file_unreadable', { file: basename(path) })
    return core.giveFile({ path, fileName: basename(path), sizeBytes: found.size })
  })
  handle(channels.showExport, async id => {
    const found = await core.exportFile(String(id))
    if (found.ok) shell.showItemInFolder(found.value.path)
    return found.ok ? { ok: true, value: {} } : found
  })
  core.onEvent(event => {
    const window = currentWindow()
    if (window && !window.isDestroyed()) window.webContents.send(channels.event, event)
  })
}
