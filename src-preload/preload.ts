import { contextBridge, ipcRenderer, webUtils } from 'electron'

/** What the page sees of the desktop (`Bridge` of the contract, plus showing an export in its folder). The event object of Electron never gets through. */
const bridge = {
  host: 'desktop',
  call: (name: unknown, input: unknown): Promise<unknown> => ipcRenderer.invoke('callboard:call', name, input),
  onEvent(listener: (event: unknown) => void): () => void {
    const pass = (_event: unknown, value: unknown) => listener(value)
    ipcRenderer.on('callboard:event', pass)
    return () => {
      ipcRenderer.off('callboard:event', pass)
    }
  },
  async giveFile(file: File, onProgress?: (share: number) => void): Promise<unknown> {
    // The core reads the file itself, so there is nothing between none and all of it.
    const answer: unknown = await ipcRenderer.invoke('callboard:give-file', webUtils.getPathForFile(file))
    onProgress?.(1)
    return answer
  },
  showExport: (id: unknown): Promise<unknown> => ipcRenderer.invoke('callboard:show-export', id),
}

contextBridge.exposeInMainWorld('callboard', bridge)
