import { expect, test } from 'vitest'
import { withContacts } from './with-contacts.ts'

test('a file that holds no list is refused with the reason and the place, and the thread goes on answering', () =>
  withContacts(async ({ give, preview, service }) => {
    const refusal = (content: string | Buffer, encoding?: 'utf-8' | 'gb18030') =>
      preview(give('bad.csv', content), encoding ? { encoding } : {}).then(
        () => 'accepted',
        error => [error.code, error.params],
      )

    expect(await refusal('')).toEqual(['file_empty', {}])
    expect(await refusal('\ufeff \r\n\r\n')).toEqual(['file_empty', {}])
    expect(await refusal('phone,name\r\n')).toEqual(['file_header_only', { columns: 2 }])
    expect(await refusal(Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]))).toEqual(['file_not_text', { kind: 'zip' }])
    expect(await refusal(Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * at * 7919 + at) % 256)))).toMatchObject([
      'file_not_text',
      {},
    ])
    expect(await refusal(`${Array.from({ length: 1001 }, (_, at) => `c${at}`).join(',')}\n`)).toEqual([
      'file_too_many_columns',
      { columns: 1001, most: 1000 },
    ])
    expect(await refusal('phone,name\n56912345678,手\n', 'gb18030')).toEqual(['file_wrong_encoding', { encoding: 'gb18030', byte: 26 }])
    expect(await refusal(Buffer.from('phone,name\n56912345678,Mu\xf1oz\n', 'latin1'), 'utf-8')).toEqual([
      'file_wrong_encoding',
      { encoding: 'utf-8', byte: 26 },
    ])
    await expect(preview('no such id')).rejects.toMatchObject({ code: 'not_found' })
    expect(await service.lists()).toEqual([])
  }))

test('five hundred columns are read, and the list says how each one is called', () =>
  withContacts(async bench => {
    const titles = Array.from({ length: 499 }, (_, at) => `c${at}`)
    const list = await bench.import(
      bench.give('wide.csv', `phone,${titles.join(',')}\n56912345678,${titles.map((_, at) => at).join(',')}\n`),
      { defaultCountry: 'CL' },
    )
    expect([list.state, list.readyCount, list.columns.length]).toEqual(['ready', 1, 500])
  }))

test('a quote that never closes fails the import with its line, and the rows before it stay', () =>
  withContacts(async bench => {
    const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `569${10_000_000 + from + at},x\n`).join('')
    const open = await bench.import(bench.give('open.csv', `phone,name\n${rows(0, 20_000)}56911111111,"Ana\n${rows(20_000, 40_000)}`), {
      defaultCountry: 'CL',
    })
    expect(open).toMatchObject({
      state: 'failed',
      problem: { code: 'file_broken_quotes', params: { line: 20_002 } },
      rowCount: 20_000,
      readyCount: 20_000,
    })

    const closedLate = await bench.import(
      bench.give('late.csv', `phone,name\n${rows(0, 300)}56911111111,"Ana\n${rows(300, 900)}56922222222,Eva"\n${rows(900, 1000)}`),
      { defaultCountry: 'CL' },
    )
    expect(closedLate).toMatchObject({ state: 'failed', problem: { code: 'file_broken_quotes', params: { line: 302 } } })

    const lastRow = await bench.import(bench.give('last.csv', 'phone,name\n56912345678,Ana\n56912345679,"Eva\n'), { defaultCountry: 'CL' })
    expect(lastRow).toMatchObject({ state: 'ready', rowCount: 2, readyCount: 1, byReason: { broken_quotes: 1 } })
  }))

test.each([1, 0.5])('bytes deep in the file that the encoding does not have are named by position (rest of the file: %s)', rest =>
  withContacts(async bench => {
    const good = Array.from({ length: 50_000 }, (_, at) => `569${10_000_000 + at},José María\n`).join('')
    const head = Buffer.from(`phone,name\n${good}`)
    const list = await bench.import(
      bench.give('torn.csv', Buffer.concat([head, Buffer.from([0x35, 0x36, 0xff, 10]), Buffer.from(good.slice(0, good.length * rest))])),
      { defaultCountry: 'CL' },
    )
    expect(list).toMatchObject({
      state: 'failed',
      problem: { code: 'file_wrong_encoding', params: { encoding: 'utf-8', byte: head.length + 2 } },
    })
  }),
)

test('one line without an end is refused and memory does not hold it', () =>
  withContacts(async bench => {
    const refusals = []
    for (const letter of ['9', '9,', '"9']) {
      refusals.push(
        await bench.preview(bench.give('line.csv', Buffer.alloc(30_000_000, letter))).then(
          () => 'accepted',
          error => error.code,
        ),
      )
    }
    expect(refusals).toEqual(['file_not_text', 'file_too_many_columns', 'file_broken_quotes'])
  }))

test('every kind of bad row is kept with its reason, its column and its data', () =>
  withContacts(async bench => {
    const long = 'x'.repeat(10_001)
    const lines = [
      'phone,name,__proto__,name,',
      '56912345678,Ana,5,b,c',
      ',Ana,5,b,c',
      '8.61E+12,Ana,5,b,c',
      'none,Ana,5,b,c',
      '12345,Ana,5,b,c',
      '56912345678,Eva,5,b,c',
      '56912345679,Ana,,b,c',
      '56912345670,Ana,5',
      '56912345671,Ana,5,b,c,d',
      '56912345672,Ana,\0,b,c',
      '',
      `56912345673,Ana,${long},b,c`,
      '56912345674,"An"a",5,b,c',
      ',,,,',
      '56912345675,Ana,5,b,c,,',
      '56912345676,,5,b,c',
    ]
    const fileId = bench.give('rows.csv', `${lines.join('\r\n')}\r\n`)
    const preview = await bench.preview(fileId)
    expect(preview.remarks.map(({ code, params }) => [code, params.column])).toEqual([
      ['dangerous_header', 3],
      ['duplicate_header', 4],
      ['blank_header', 5],
      ['scientific_phones', 1],
    ])
    expect(preview.suggested).toMatchObject({
      phone: 0,
      name: 1,
      variables: [
        { name: 'column_3', column: 2 },
        { name: 'name', column: 3 },
        { name: 'column_5', column: 4 },
      ],
    })

    const list = await bench.import(fileId, { defaultCountry: 'CL' })
    const { rows } = await bench.page(list.id)
    expect(rows.map(row => [row.rowNumber, row.reason, row.reasonColumn, row.reasonDetail])).toEqual([
      [1, null, null, ''],
      [2, 'phone_empty', 0, ''],
      [3, 'phone_scientific', 0, '8.61E+12'],
      [4, 'phone_letters', 0, 'none'],
      [5, 'phone_too_short', 0, '5:9'],
      [6, 'duplicate_in_file', 0, '1'],
      [7, 'variable_missing', 2, 'column_3'],
      [8, 'too_few_columns', null, '3:5'],
      [9, 'too_many_columns', null, '6:5'],
      [10, 'nul_bytes', 2, ''],
      [11, 'blank_row', null, ''],
      [12, 'value_too_long', 2, '10001'],
      [13, 'broken_quotes', null, ''],
      [14, 'blank_row', null, ''],
      [15, null, null, ''],
      [16, null, null, ''],
    ])
    expect(list).toMatchObject({ state: 'ready', rowCount: 16, readyCount: 3 })
    expect(list.rowCount).toBe(list.readyCount + Object.values(list.byReason).reduce((sum, count) => sum + count, 0))
    expect(({} as Record<string, unknown>)['5']).toBeUndefined()
  }))
