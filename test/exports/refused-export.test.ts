import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../src-core/clock.ts'
import type { ContactReader } from '../../src-core/contacts/contact-reader.ts'
import { ledgerMigrations } from '../../src-core/db/ledger-migrations.ts'
import { openDatabase } from '../../src-core/db/open.ts'
import { createEventBus } from '../../src-core/event-bus.ts'
import { restoreCell } from '../../src-core/exports/cell-guard.ts'
import { createExportService } from '../../src-core/exports/export-service.ts'
import { createRefusedExport } from '../../src-core/exports/refused-export.ts'
import { createLog } from '../../src-core/log.ts'
import { emptyFolder } from '../db/with-folder.ts'

const columns = ['Telefon', 'Name', '=Betrag']

/** A submission of 2,400 rows every second of which was refused, and the list it was made from. */
function openExport({ mode = 'createAndCall', listIsThere = true } = {}) {
  const folder = emptyFolder()
  const ledger = openDatabase({ path: join(folder, 'ledger.db'), migrations: ledgerMigrations, synchronous: 'NORMAL' })
  onTestFinished(() => void ledger.close())
  ledger
    .prepare(
      `INSERT INTO submission (id, account_id, kind, user_task_id, task_name, list_id, list_name, form, state, total, batch_size, created_at, mode)
       VALUES ('s', 'cb', 'callbot', 'u', 'Wave 1', 'list', 'April', '{}', 'done', 2400, 500, 1, ?)`,
    )
    .run(mode)
  const add = ledger.prepare(
    `INSERT INTO submission_order (submission_id, seq, order_id, row_number, phone, name, customer_name, other, params, batch_number, state, reason)
     VALUES ('s', ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?)`,
  )
  ledger.transaction(() => {
    for (let seq = 1; seq <= 2_400; seq += 1) {
      const params = JSON.stringify([{ name: 'amount', value: `-${seq}` }])
      const [state, reason] = seq % 2 === 0 ? ['refused', seq === 2 ? '@blacklisted' : 'blacklisted'] : ['accepted', '']
      add.run(
        seq,
        `order-${seq}`,
        seq + 10,
        `8615600${String(seq).padStart(6, '0')}`,
        `Name ${seq}`,
        params,
        Math.ceil(seq / 500),
        state,
        reason,
      )
    }
  })()
  const contacts = {
    list: () => (listIsThere ? { id: 'list', columns } : null),
    cells: (_id: string, rowNumbers: readonly number[]) =>
      new Map(rowNumbers.map(row => [row, [`+86 156 00 ${row}`, `Name "${row}"`, `-${row}`]])),
  } as unknown as Pick<ContactReader, 'list' | 'cells'>
  const nobody = () => Promise.reject(new Error('no orders here'))
  const jobs = createExportService({
    readers: { open: nobody, total: nobody, rows: nobody, drop: () => undefined },
    exportDir: join(folder, 'exports'),
    bus: createEventBus(0),
    log: createLog(folder),
    clock: { ...systemClock, now: () => Date.UTC(2026, 3, 2, 10, 23, 51) },
  })
  const start = createRefusedExport({ ledger, contacts, jobs })
  return {
    start,
    jobs,
    async read(id: string) {
      for (;;) {
        const job = (await jobs.handlers['exports.list']({})).find(each => each.id === id)
        if (job && job.state !== 'writing') {
          const text = readFileSync(job.path, 'utf8')
          return { job, text, lines: Papa.parse<string[]>(text.slice(1), { delimiter: ',', newline: '\r\n' }).data.slice(0, -1) }
        }
        await systemClock.sleep(5)
      }
    },
  }
}

test('refused rows come as they were imported, with the reason, the orderID and the batch behind them', async () => {
  const { start, jobs, read } = openExport()
  const { id } = await start({ id: 's' })
  const { job, text, lines } = await read(id)
  expect(job).toMatchObject({ state: 'done', rows: 1_200, total: 1_200, fileName: 'refused orders 2026-04-02 10-23-51.csv' })
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(lines[0]).toEqual(['Telefon', 'Name', "'=Betrag", 'reason', 'orderID', 'batch'])
  expect(lines).toHaveLength(1_201)
  expect(lines[1]?.map(restoreCell)).toEqual(['+86 156 00 12', 'Name "12"', '-12', '@blacklisted', 'order-2', '1'])
  expect(lines[1]?.[3]).toBe("'@blacklisted")
  expect(lines.at(-1)).toEqual(["'+86 156 00 2410", 'Name "2410"', "'-2410", 'blacklisted', 'order-2400', '5'])
  expect(jobs.exportFile(id)).toEqual({ path: job.path, fileName: job.fileName })
})

test('when the list is gone, or the row went to the operator’s own phone, what was sent stands there', async () => {
  for (const given of [{ listIsThere: false }, { mode: 'tryOne' }]) {
    const { start, read } = openExport(given)
    const { lines } = await read((await start({ id: 's' })).id)
    expect(lines[0]).toEqual(['phone', 'name', 'customerName', 'other', 'amount', 'reason', 'orderID', 'batch'])
    expect(lines[2]).toEqual(["'8615600000004", 'Name 4', '', '', "'-4", 'blacklisted', 'order-4', '1'])
  }
})

test('an unknown submission is refused before a file is made', async () => {
  const { start, jobs } = openExport()
  await expect(start({ id: 'nobody' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await jobs.handlers['exports.list']({})).toEqual([])
})

test('files of another kind keep their ending, and one that fails leaves nothing behind', async () => {
  const { jobs, read } = openExport()
  const { id } = await jobs.start({ stem: 'audit', extension: 'jsonl' }, async writer => {
    writer.total(1)
    await writer.put('{"a":1}\n')
    writer.wrote(1)
  })
  const { job, text } = await read(id)
  expect(job).toMatchObject({ state: 'done', rows: 1, bytes: 8, fileName: 'audit 2026-04-02 10-23-51.jsonl' })
  expect(text).toBe('{"a":1}\n')
  const broken = await jobs.start({ stem: 'audit', extension: 'jsonl' }, async writer => {
    await writer.put('half')
    throw new Error('no more')
  })
  await expect(read(broken.id)).rejects.toThrow(/ENOENT/)
  expect((await jobs.handlers['exports.list']({}))[0]).toMatchObject({ state: 'failed', problem: 'internal' })
})
