import type { OrderFacets, OrderFilter, OrderRow, OrderSort } from '../../src-contract/model/order.ts'
import { AppError } from '../app-error.ts'
import type { BoardAnswer, BoardQuestion } from '../board/board-reader.ts'
import { newId } from '../ids.ts'
import type { ReaderThreadData } from '../threads/reader.ts'
import { spawnThread, type Thread } from '../threads/spawn.ts'
import { type RawOrderRow, toOrderRow } from './order-row.ts'
import { SIGNAL } from './reader-queue.ts'

/** Questions about the cached orders, answered by threads of their own. */
export interface OrderReaders {
  /** The first `count` rows and a handle for the rest; `keep` protects it from being dropped when others are opened. */
  open(filter: OrderFilter, sort: OrderSort, count: number, keep?: boolean): Promise<{ handle: string; rows: OrderRow[]; tookMs: number }>
  /** `not_found` for a handle that was closed or dropped, `cancelled` when it is closed meanwhile. */
  total(handle: string): Promise<{ total: number; tookMs: number }>
  rows(handle: string, start: number, count: number): Promise<OrderRow[]>
  /** Frees the result; a question still running for it stops within a few milliseconds. */
  drop(handle: string): void
  facets(filter: OrderFilter): Promise<OrderFacets>
  /** What the board asks of the kept counts. */
  board<Q extends BoardQuestion>(question: Q): Promise<BoardAnswer<Q>>
  close(): Promise<void>
}

interface Reader {
  thread: Thread
  readonly signals: Int32Array
  busy: number
}

/** Starts the reader threads over one `cache.db`; a thread that dies is replaced and its handles are forgotten. */
export function createOrderReaders({ file, cachePath, threads = 2 }: { file: string; cachePath: string; threads?: number }): OrderReaders {
  const homes = new Map<string, Reader>()
  let isClosing = false

  const start = (): Reader => {
    const signals = new SharedArrayBuffer(SIGNAL.words * Int32Array.BYTES_PER_ELEMENT)
    const spawn = () =>
      spawnThread(file, { cachePath, signals } satisfies ReaderThreadData, {}, () => {
        for (const [handle, home] of homes) if (home === reader) homes.delete(handle)
        if (!isClosing) reader.thread = spawn()
      })
    const reader: Reader = { thread: spawn(), signals: new Int32Array(signals), busy: 0 }
    return reader
  }
  const readers = Array.from({ length: threads }, start)
  const lessBusy = () => readers.reduce((best, reader) => (reader.busy < best.busy ? reader : best))

  const ask = async <T>(reader: Reader, method: string, params: unknown, isQuestion: boolean): Promise<T> => {
    Atomics.add(reader.signals, SIGNAL.anyQuestion, 1)
    if (isQuestion) Atomics.add(reader.signals, SIGNAL.newQuestion, 1)
    reader.busy += 1
    try {
      return await reader.thread.peer.call<T>(method, params)
    } finally {
      reader.busy -= 1
    }
  }
  const homeOf = (handle: string): Reader => {
    const home = homes.get(handle)
    if (!home) throw new AppError('not_found', { what: 'result', id: handle })
    return home
  }

  return {
    async open(filter, sort, count, keep = false) {
      const reader = lessBusy()
      const handle = newId()
      homes.set(handle, reader)
      try {
        const { rows, tookMs } = await ask<{ rows: RawOrderRow[]; tookMs: number }>(
          reader,
          'open',
          { handle, filter, sort, count, keep },
          true,
        )
        return { handle, rows: rows.map(toOrderRow), tookMs }
      } catch (error) {
        homes.delete(handle)
        throw error
      }
    },
    total: async handle => ask(homeOf(handle), 'total', { handle }, false),
    async rows(handle, start, count) {
      const { rows } = await ask<{ rows: RawOrderRow[] }>(homeOf(handle), 'rows', { handle, start, count }, false)
      return rows.map(toOrderRow)
    },
    drop(handle) {
      const home = homes.get(handle)
      if (!home) return
      homes.delete(handle)
      Atomics.add(home.signals, SIGNAL.closing, 1)
      home.thread.peer.call('drop', { handle }).catch(() => undefined)
    },
    facets: filter => ask(lessBusy(), 'facets', { filter }, true),
    board: question => ask(lessBusy(), 'board', { question }, true),
    async close() {
      isClosing = true
      for (const reader of readers) Atomics.add(reader.signals, SIGNAL.closing, 1)
      await Promise.all(readers.map(reader => reader.thread.close()))
    },
  }
}
