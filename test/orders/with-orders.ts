import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheMigrations } from '../../src-core/db/cache-migrations.ts'
import { type Db, openDatabase } from '../../src-core/db/open.ts'
import { fromCallbotOrder } from '../../src-core/orders/order-mapping.ts'
import { createOrderReaders, type OrderReaders } from '../../src-core/orders/order-reader-pool.ts'
import { createOrderStore, type OrderRecord, type OrderStore } from '../../src-core/orders/order-store.ts'

export const READER_FILE = new URL('../../src-core/threads/reader.ts', import.meta.url).href

export interface OpenOrders {
  folder: string
  cachePath: string
  db: Db
  store: OrderStore
  readers: OrderReaders
  close(): Promise<void>
}

/** A real cache in a folder of its own, its writer and its reader threads. */
export function openOrders(threads = 2): OpenOrders {
  const folder = mkdtempSync(join(tmpdir(), 'callboard-orders-'))
  const cachePath = join(folder, 'cache.db')
  const db: Db = openDatabase({ path: cachePath, migrations: cacheMigrations, synchronous: 'NORMAL' })
  const store = createOrderStore(db)
  const readers = createOrderReaders({ file: READER_FILE, cachePath, threads })
  return {
    folder,
    cachePath,
    db,
    store,
    readers,
    async close() {
      await readers.close()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const BASE = 1_790_000_000_000

/** An element of listOrder as the platform writes it. */
export function wireOrder(
  orderID: string,
  over: Record<string, unknown> = {},
  call: Record<string, unknown> | null = {},
): Record<string, unknown> {
  return {
    orderID,
    userPhone: '56912345678',
    userName: 'Ana',
    sceneID: 's1',
    userTaskID: 'task-1',
    taskID: '77',
    finish: true,
    other: '',
    ...over,
    ...(call && {
      callInfoDetail: {
        callID: `call-${orderID}`,
        callingNumber: '5622',
        lineAddress: '10.0.0.1',
        callStatus: 6,
        callStartTs: BASE / 1000,
        callAnswerTs: BASE / 1000 + 5,
        callEndTs: BASE / 1000 + 65,
        callDuration: 60,
        callAudioUrl: '',
        hangupCause: 'user',
        termSipCode: '200',
        intents: [],
        ...call,
      },
    }),
  }
}

/** The same, read. */
export function record(orderID: string, over: Record<string, unknown> = {}, call: Record<string, unknown> | null = {}): OrderRecord {
  const told = fromCallbotOrder(wireOrder(orderID, over, call))
  if (!told) throw new Error('no order')
  return told
}

const pick = <T>(items: readonly T[], number: number): T => items[Math.abs(number) % items.length] as T

/** Repeatable orders with ties, gaps, special characters and unlisted codes. */
export function sampleRecords(count: number): OrderRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const mix = (index * 2654435761) % 4294967296
    const name = pick(
      ['Ana Pérez', 'ANA 100%', 'under_score', 'back\\slash', '"quoted"', "O'Neil", '王小明', '', 'a', 'Ñandú', 'null'],
      mix,
    )
    const head = {
      userPhone: `5691${String(mix % 100_000_000).padStart(8, '0')}`,
      userName: name,
      userTaskID: `task-${mix % 3}`,
      finish: mix % 4 !== 0,
      other: index % 17 === 0 ? 'pass_100% "x"' : `ref ${mix % 1000}`,
    }
    if (index % 9 === 0) return record(`order-${index}`, head, null)
    const status = pick([6, 22, 10, 24, 1, 4, 99, 18, null], mix >> 3)
    const intents =
      status === 6
        ? [
            {
              intentID: `i${mix % 4}`,
              intentTag: pick(['A', 'B', 'C', 'D'], mix),
              intentName: pick(['Promise', 'Call back', 'Paid', 'Dispute'], mix),
              intentLevel: 1,
            },
          ]
        : []
    if (index % 31 === 0) intents.push({ intentID: 'i9', intentTag: 'Z', intentName: 'Second', intentLevel: 2 })
    return record(`order-${index}`, head, {
      callStatus: status,
      intents,
      callStartTs: Math.floor(BASE / 1000) + (mix % 50),
      callDuration: status === 6 ? mix % 90 : 0,
      ...(status === 6 && { turnTime: mix % 12 }),
      hangupCause: pick(['user', 'robot', ''], mix >> 5),
    })
  })
}
