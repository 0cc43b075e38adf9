import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Parsed } from '../../src-contract/methods.ts'
import { systemClock } from '../../src-core/clock.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { restoreCell } from '../../src-core/exports/cell-guard.ts'
import { createExportService } from '../../src-core/exports/export-service.ts'
import { createLog } from '../../src-core/log.ts'
import { until } from '../core/open-test-core.ts'
import { openOrders, record, sampleRecords } from '../orders/with-orders.ts'

let on: ReturnType<typeof openOrders>
let exportDir: string
beforeEach(() => {
  on = openOrders(1)
  exportDir = join(on.folder, 'exports')
})
afterEach(() => on.close())

const service = (readers = on.readers) =>
  createExportService({
    readers,
    exportDir,
    bus: createEventBus(0),
    log: createLog(on.folder),
    clock: { ...systemClock, now: () => Date.UTC(2026, 3, 2, 10, 23, 51) },
  })
const input = (over: Partial<Parsed<'exports.start'>> = {}): Parsed<'exports.start'> => ({
  filter: { accountId: 'acc' },
  sort: { column: 'lastCallAt', direction: 'desc' },
  columns: ['phone', 'callStatus', 'lastCallAt', 'name', 'other'],
  timeZone: 'America/Santiago',
  orderIDs: null,
  ...over,
})
async function finished(exports: ReturnType<typeof service>, id: string) {
  for (;;) {
    const job = (await exports.handlers['exports.list']({})).find(each => each.id === id)
    if (job && job.state !== 'writing') return job
    await systemClock.sleep(5)
  }
}

test('the filtered rows arrive in the file, in order, and come back as they were', async () => {
  on.store.upsertOrders('acc', sampleRecords(2500), 'pulled', 1)
  on.store.upsertOrders(
    'acc',
    [record('danger', { userName: '=HYPERLINK("x")', other: 'a\n@b' }, { callStartTs: 1900000000 })],
    'pulled',
    1,
  )
  const exports = service()
  const { id } = await exports.handlers['exports.start'](input({ filter: { accountId: 'acc', callStatus: [6] } }))
  const job = await finished(exports, id)
  const bytes = readFileSync(job.path)
  const lines = Papa.parse<string[]>(bytes.toString('utf8').slice(1), { delimiter: ',', newline: '\r\n' }).data.slice(0, -1)
  const { handle } = await on.readers.open({ accountId: 'acc', callStatus: [6] }, { column: 'lastCallAt', direction: 'desc' }, 10)
  const rows = await on.readers.rows(handle, 0, 3000)

  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(lines[0]).toEqual(['phone', 'callStatus', 'lastCallAt (America/Santiago)', 'name', 'other'])
  expect(lines[1]).toEqual(["'56912345678", '6', '2030-03-17 14:46:40', `'=HYPERLINK("x")`, "a\n'@b"])
  expect(lines.slice(1).map(cells => [cells[0], cells[3], cells[4]].map(cell => restoreCell(cell ?? '')))).toEqual(
    rows.map(row => [row.phone, row.name, row.other]),
  )
  expect(job).toMatchObject({
    state: 'done',
    rows: rows.length,
    total: rows.length,
    bytes: bytes.length,
    fileName: 'orders 2026-04-02 10-23-51.csv',
    problem: null,
  })
  expect(exports.exportFile(id)).toEqual({ path: job.path, fileName: job.fileName })
})

test('chosen orders only, and an existing file is never overwritten', async () => {
  on.store.upsertOrders('acc', sampleRecords(20), 'pulled', 1)
  mkdirSync(exportDir, { recursive: true })
  writeFileSync(join(exportDir, 'orders 2026-04-02 10-23-51.csv'), 'mine')
  const exports = service()
  const { id } = await exports.handlers['exports.start'](
    input({ orderIDs: ['order-1', 'order-3'], filter: { accountId: 'acc', callStatus: [] }, columns: ['orderID'] }),
  )
  expect(await finished(exports, id)).toMatchObject({ state: 'done', rows: 2, fileName: 'orders 2026-04-02 10-23-51 (2).csv' })
  expect(readFileSync(join(exportDir, 'orders 2026-04-02 10-23-51.csv'), 'utf8')).toBe('mine')
  expect(readdirSync(exportDir)).toHaveLength(2)
})

test('a cancelled export leaves no file', async () => {
  on.store.upsertOrders('acc', sampleRecords(3000), 'pulled', 1)
  let goOn: (() => void) | null = null
  const slow = {
    ...on.readers,
    rows: async (...args: Parameters<typeof on.readers.rows>) => {
      await new Promise<void>(resolve => {
        goOn = resolve
      })
      return on.readers.rows(...args)
    },
  }
  const exports = service(slow)
  const { id } = await exports.handlers['exports.start'](input())
  const answerRows = await until(() => goOn)
  const cancelled = exports.handlers['exports.cancel']({ id })
  answerRows()
  await cancelled
  expect((await exports.handlers['exports.list']({}))[0]).toMatchObject({ state: 'cancelled', problem: null })
  expect(readdirSync(exportDir)).toEqual([])
})

test('a folder that cannot be made is a refusal with its reason', async () => {
  writeFileSync(exportDir, 'a file where the folder should be')
  await expect(Promise.resolve(service().handlers['exports.start'](input()))).rejects.toThrow(/EEXIST|ENOTDIR/)
})

test('an unknown time zone is refused before a file is made', async () => {
  await expect(Promise.resolve(service().handlers['exports.start'](input({ timeZone: 'Mars/Olympus' })))).rejects.toMatchObject({
    code: 'invalid_input',
  })
})
