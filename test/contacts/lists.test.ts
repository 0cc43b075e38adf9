import { join } from 'node:path'
import { expect, test } from 'vitest'
import { methods } from '../../src-contract/methods.ts'
import type { ContactGroup } from '../../src-contract/model/contact.ts'
import { createContactReader } from '../../src-core/contacts/contact-reader.ts'
import { writeContactFile } from '../bench/contact-file.ts'
import { withContacts } from './with-contacts.ts'

test('any page of any group is the same as that part of the whole, and counts add up', () =>
  withContacts(async bench => {
    const path = join(bench.dataDir, 'list.csv')
    await writeContactFile(path, 23_456)
    const list = await bench.import(bench.giveExisting(path), { defaultCountry: 'CL' })
    expect(list).toMatchObject({ state: 'ready', rowCount: 23_456, byReason: { phone_too_short: 235, duplicate_in_file: 234 } })
    expect(methods['contacts.list'].output.parse(list)).toEqual(list)

    const whole = []
    for (let start = 0; start < 23_456; start += 500) whole.push(...(await bench.page(list.id, 'all', '', start, 500)).rows)
    expect(whole.map(row => row.rowNumber)).toEqual(Array.from({ length: 23_456 }, (_, at) => at + 1))
    const groups: [ContactGroup, (reason: string | null) => boolean][] = [
      ['ready', reason => reason === null],
      ['problems', reason => reason !== null],
      ['phone_too_short', reason => reason === 'phone_too_short'],
      ['duplicate_in_file', reason => reason === 'duplicate_in_file'],
      ['nul_bytes', () => false],
    ]
    for (const [group, belongs] of groups) {
      const expected = whole.filter(row => belongs(row.reason))
      for (const start of [0, 1, 232, 4_990, 11_111, expected.length - 3, expected.length, 99_999].filter(at => at >= 0)) {
        expect(await bench.page(list.id, group, '', start, 70)).toEqual({ total: expected.length, rows: expected.slice(start, start + 70) })
      }
    }
    const duplicate = whole.find(row => row.reason === 'duplicate_in_file')
    expect(whole[Number(duplicate?.reasonDetail) - 1]?.cells[0]).toBe(duplicate?.cells[0])
  }))

test('search finds text in any cell and numbers as they are called, within a group, and signs mean themselves', () =>
  withContacts(async bench => {
    const list = await bench.import(
      bench.give('list.csv', 'phone,name,note\n+56 9 1234 5678,JOSÉ Ñandú,50%\n+56912345679,Ana,"a ""b"" , c"\nbad,josé,5_0\n'),
    )
    const find = async (text: string, group: ContactGroup = 'all') =>
      (await bench.page(list.id, group, text)).rows.map(row => row.rowNumber)
    expect([
      await find('josé'),
      await find('josé', 'ready'),
      await find('ñandú'),
      await find('%'),
      await find('_'),
      await find('"b"'),
      await find('","'),
      await find('56912345678'),
      await find('1234 5678'),
      await find('zzz'),
    ]).toEqual([[1, 3], [1], [1], [1], [3], [2], [], [1], [1], []])
  }))

test('lists are kept, renamed, told apart by their file, removed row by row, and the space is used again', () =>
  withContacts(async bench => {
    const path = join(bench.dataDir, 'list.csv')
    await writeContactFile(path, 30_000)
    const fileId = bench.giveExisting(path)
    const first = await bench.import(fileId, { defaultCountry: 'CL' })
    await bench.service.rename(first.id, 'April, wave 2')
    expect((await bench.preview(fileId)).remarks).toEqual([
      { code: 'same_file_before', params: { name: 'April, wave 2', at: first.createdAt } },
    ])
    const second = await bench.import(fileId, { defaultCountry: 'CL' })
    expect((await bench.service.lists()).map(list => list.name)).toEqual(['List', 'April, wave 2'])

    await bench.service.remove(first.id)
    await expect(bench.service.list(first.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await bench.page(second.id, 'ready', '', 29_000, 1)).rows).toMatchObject([{ reason: null }])
    await bench.service.remove(second.id)
    expect(await bench.service.lists()).toEqual([])
    const third = await bench.import(fileId, { defaultCountry: 'CL' })
    expect(third).toMatchObject({ state: 'ready', rowCount: 30_000, readyCount: first.readyCount })
  }))

test('one import at a time, a mapping beyond the columns is refused, and a cancelled list keeps what it has', () =>
  withContacts(async bench => {
    const path = join(bench.dataDir, 'list.csv')
    await writeContactFile(path, 200_000)
    const fileId = bench.giveExisting(path)
    const { suggested } = await bench.preview(fileId)
    const start = (phone: number) =>
      bench.service.import({
        fileId,
        name: 'Big',
        reading: { encoding: 'auto', delimiter: 'auto', header: 'auto' },
        mapping: { ...suggested, phone, defaultCountry: 'CL' },
      })
    await expect(start(7)).rejects.toMatchObject({ code: 'invalid_input', params: { column: 7, columns: 7 } })
    const { id } = await start(0)
    await expect(start(0)).rejects.toMatchObject({ code: 'import_running', params: { name: 'Big' } })
    while ((await bench.service.list(id)).rowCount === 0) await new Promise(resolve => setTimeout(resolve, 5))
    await bench.service.cancelImport(id)
    const list = await bench.service.list(id)
    expect(list).toMatchObject({ state: 'cancelled', problem: null })
    expect(list.rowCount).toBeGreaterThan(0)
    expect(list.rowCount).toBeLessThan(200_000)
    expect((await bench.page(list.id, 'all', '', list.rowCount - 1, 9)).rows).toHaveLength(1)
  }))

test('the launch reads ready rows in order, their names and the blanks of a column, from another connection', () =>
  withContacts(async bench => {
    const reader = createContactReader(join(bench.dataDir, 'contacts.db'))
    expect([reader.list('x'), reader.readyCount('x'), reader.readyRows('x', 0, 5), reader.blankCells('x', 0)]).toEqual([null, 0, [], 0])
    const list = await bench.import(
      bench.give(
        'list.csv',
        'phone,name,customer,other,monto\n+56912345678, Ana ,ACME,,5\nbad,Eva,,,\n+56912345679,,ACME,x,7\n+56912345670,Luz,,,9\n',
      ),
    )
    expect(reader.list(list.id)).toEqual(list)
    expect(reader.readyCount(list.id)).toBe(3)
    expect(reader.readyRows(list.id, 0, 2)).toEqual([
      {
        rowNumber: 1,
        phone: '56912345678',
        name: 'Ana',
        customerName: 'ACME',
        other: '',
        cells: ['+56912345678', ' Ana ', 'ACME', '', '5'],
      },
      { rowNumber: 3, phone: '56912345679', name: '', customerName: 'ACME', other: 'x', cells: ['+56912345679', '', 'ACME', 'x', '7'] },
    ])
    expect(reader.readyRows(list.id, 3, 2).map(row => row.rowNumber)).toEqual([4])
    expect([0, 1, 2, 3, 4, 9].map(column => reader.blankCells(list.id, column))).toEqual([0, 1, 1, 2, 0, 0])
    reader.close()
  }))
