import type { Bridge, FileLike } from '../../src-contract/bridge.ts'
import type { ConsoleEvent } from '../../src-contract/events.ts'
import type { Input, MethodName, Output } from '../../src-contract/methods.ts'
import type { Result } from '../../src-contract/result.ts'
import { refused } from '../../src-contract/result.ts'
import { createHttpBridge } from './http-bridge.ts'
import { createTaskMemory } from './task-memory.ts'

/** The contract's bridge, with the one thing that differs by host: how a finished export reaches the operator. */
export interface PageBridge extends Bridge {
  /** Desktop: shows the file in its folder. Browser: downloads it. */
  showExport(exportId: string): void
}

/** What the desktop preload puts on the window. Its answers are already `Result`s. */
export interface DesktopDoor {
  readonly host: 'desktop'
  call(name: MethodName, input: unknown): Promise<unknown>
  onEvent(listener: (event: ConsoleEvent) => void): () => void
  giveFile(file: FileLike): Promise<unknown>
  showExport(exportId: string): unknown
}

declare global {
  interface Window {
    readonly callboard?: DesktopDoor
  }
}

/** The bridge of this page: the desktop's when its preload is there, otherwise HTTP to the host that served the page. */
export function getBridge(): PageBridge {
  const bridge = window.callboard ? desktopBridge(window.callboard) : createHttpBridge()
  const listTasks = createTaskMemory(bridge.call)
  return {
    ...bridge,
    call: <M extends MethodName>(name: M, input: Input<M>) =>
      name === 'tasks.list'
        ? (listTasks((input as Input<'tasks.list'>).accountId) as Promise<Result<Output<M>>>)
        : bridge.call(name, input),
  }
}

function desktopBridge(door: DesktopDoor): PageBridge {
  return {
    host: 'desktop',
    call: async <M extends MethodName>(name: M, input: Input<M>) => {
      try {
        return (await door.call(name, input)) as Result<Output<M>>
      } catch {
        // The door answers with a Result; a rejection means the main process could not answer at all.
        return refused({ code: 'internal', params: {}, requestId: null, responseId: null, retCode: null, retMsg: null })
      }
    },
    onEvent: listener => door.onEvent(listener),
    giveFile: async (file, onProgress) => {
      // The desktop hands over a path, not bytes: there is nothing between 0 and 1.
      const answer = (await door.giveFile(file)) as Result<{ fileId: string }>
      onProgress(1)
      return answer
    },
    showExport: exportId => {
      door.showExport(exportId)
    },
  }
}
