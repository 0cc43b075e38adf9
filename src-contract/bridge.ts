import type { ConsoleEvent } from './events.ts'
import type { Input, MethodName, Output } from './methods.ts'
import type { Result } from './result.ts'

/** What a page gets from its host, the same in the desktop window and in the browser. */
export interface Bridge {
  readonly host: 'desktop' | 'browser'
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Result<Output<M>>>
  /** Listens to every event; returns the way to stop. */
  onEvent(listener: (event: ConsoleEvent) => void): () => void
  /** Hands a file the operator chose to the core and returns the id that `contacts.*` takes. Progress is 0 to 1. */
  giveFile(file: FileLike, onProgress: (share: number) => void): Promise<Result<{ fileId: string }>>
}

/** The part of the page's `File` that a host needs; the contract knows no DOM. */
export interface FileLike {
  readonly name: string
  readonly size: number
}
