import { expect, test } from 'vitest'
import { encodeAs } from './encode.ts'
import { withContacts } from './with-contacts.ts'

test('a GB18030 list of 50,000 rows is recognised and every cell is right', () =>
  withContacts(async bench => {
    const names = ['张伟', '王芳', '李娜', '刘洋', '陈静', '赵磊', '欧阳娟', '诸葛亮']
    const text = `手机号,姓名,金额,备注\n${Array.from({ length: 50_000 }, (_, at) => `138${10_000_000 + at},${names[at % 8]},${at % 900}.50,"尊敬的客户，您好"`).join('\n')}\n`
    const fileId = bench.give('kehu.csv', encodeAs('gb18030', text))
    const preview = await bench.preview(fileId)
    expect(preview).toMatchObject({
      encoding: 'gb18030',
      encodingCertain: false,
      delimiter: ',',
      hasHeader: true,
      remarks: [{ code: 'encoding_guessed' }],
    })
    expect(preview.suggested).toMatchObject({ phone: 0, name: 1, other: 3, variables: [{ name: '金额', column: 2 }], defaultCountry: null })
    const list = await bench.import(fileId, { defaultCountry: 'CN' })
    expect(list).toMatchObject({ state: 'ready', rowCount: 50_000, readyCount: 50_000, byReason: {} })
    expect((await bench.page(list.id, 'ready', '', 49_990, 2)).rows).toMatchObject([
      { rowNumber: 49_991, phone: '8613810049990', country: 'CN', cells: ['13810049990', names[6], '490.50', '尊敬的客户，您好'] },
      { rowNumber: 49_992 },
    ])
  }))

const languages: readonly (readonly [string, string, string])[] = [
  ['windows-1252', 'José Muñoz', 'Señor, su cuota vence mañana'],
  ['windows-1250', 'Łukasz Żółć', 'Proszę o kontakt, dziękujemy'],
  ['windows-1251', 'Иванов Пётр', 'Просим связаться с банком'],
  ['windows-1253', 'Γιώργος Παπαδόπουλος', 'Παρακαλώ επικοινωνήστε'],
  ['windows-1254', 'Işıl Yıldız', 'Lütfen bankayı arayınız, teşekkürler'],
  ['windows-1256', 'محمد علي', 'يرجى الاتصال بالبنك'],
  ['big5', '陳怡君', '請儘快與我們聯絡，謝謝'],
  ['shift_jis', '山田太郎', 'お支払いのご確認をお願いします'],
  ['gb18030', '张伟', '请尽快与我们联系，谢谢'],
]
test.each(languages)('%s is told from the others by what it reads like', (encoding, name, note) =>
  withContacts(async bench => {
    const text = `id;phone;name;text\r\n${Array.from({ length: 60 }, (_, at) => `${at};+56 9 1234 ${1000 + at};${name};${note}`).join('\r\n')}`
    const fileId = bench.give('list.csv', encodeAs(encoding, text))
    expect(await bench.preview(fileId)).toMatchObject({
      encoding,
      delimiter: ';',
      hasHeader: true,
      suggested: { phone: 1, name: 2, defaultCountry: 'CL' },
    })
    const list = await bench.import(fileId)
    expect((await bench.page(list.id, 'ready', '', 59, 1)).rows).toMatchObject([
      { rowNumber: 60, cells: ['59', '+56 9 1234 1059', name, note] },
    ])
  }),
)

test.each([
  ['utf-16le', true],
  ['utf-16le', false],
  ['utf-16be', true],
  ['utf-16be', false],
] as const)('%s (mark: %s) with tabs is read exactly', (encoding, mark) =>
  withContacts(async bench => {
    const bytes = Buffer.from(
      `${mark ? '\ufeff' : ''}teléfono\tnombre\n${Array.from({ length: 9000 }, (_, at) => `+569${10_000_000 + at}\t"Ана ""Ñ"" 中\n${at}"\n`).join('')}`,
      'utf16le',
    )
    const list = await bench.import(bench.give('list.tsv', encoding === 'utf-16be' ? bytes.swap16() : bytes))
    expect(list).toMatchObject({
      encoding,
      delimiter: '\t',
      columns: ['teléfono', 'nombre'],
      state: 'ready',
      readyCount: 9000,
      bytesRead: bytes.length,
    })
    expect((await bench.page(list.id, 'all', '', 8999, 1)).rows[0]?.cells).toEqual(['+56910008999', 'Ана "Ñ" 中\n8999'])
  }),
)

test.each([['\n'], ['\r\n'], ['\r']])(
  'rows that end with %j are told apart, also with that inside quotes and without one at the end',
  lineEnd =>
    withContacts(async bench => {
      const list = await bench.import(
        bench.give(
          'list.csv',
          ['phone|note', '+56912345678|"one', 'two"', '+56912345679|"ends with \r"', '+56912345670|plain'].join(lineEnd),
        ),
      )
      const { rows } = await bench.page(list.id)
      expect(rows.map(row => row.cells)).toEqual([
        ['+56912345678', `one${lineEnd}two`],
        ['+56912345679', 'ends with \r'],
        ['+56912345670', 'plain'],
      ])
    }),
)

test('a file without a header gets letters for titles, and the operator can overrule every guess', () =>
  withContacts(async bench => {
    const fileId = bench.give('list.csv', 'Ana,+56912345678,a;b\nEva,+56912345679,c;d\n')
    expect(await bench.preview(fileId)).toMatchObject({
      hasHeader: false,
      delimiter: ',',
      columns: [{ header: 'A' }, { header: 'B' }, { header: 'C' }],
      suggested: { phone: 1 },
    })
    expect(await bench.preview(fileId, { header: 'yes', delimiter: ';', encoding: 'windows-1252' })).toMatchObject({
      hasHeader: true,
      encoding: 'windows-1252',
      columns: [{ header: 'Ana,+56912345678,a' }, { header: 'b' }],
    })
    const list = await bench.import(fileId)
    expect(list).toMatchObject({ rowCount: 2, readyCount: 2, hasHeader: false })
  }))

test.each([
  ['Téléphone;Prénom', 0, 1],
  ['NOMBRE,FONO', 1, 0],
  ['客户编号,联系电话,姓名', 1, 2],
  ['Nama Lengkap,Nomor HP', 1, 0],
  ['Имя,Телефон', 1, 0],
  ['ref,Phone No.,Full Name', 1, 2],
  ['id,Número de celular,nome', 1, 2],
])('the columns of %s are recognised', (header, phone, name) =>
  withContacts(async bench => {
    const delimiter = header.includes(';') ? ';' : ','
    const row = (at: number) =>
      header
        .split(delimiter)
        .map((_, column) => (column === phone ? `+5691234567${at}` : `t${at}`))
        .join(delimiter)
    expect(await bench.preview(bench.give('list.csv', `${header}\n${row(1)}\n${row(2)}\n`))).toMatchObject({ suggested: { phone, name } })
  }),
)

test('without a telling title the column full of numbers is the phone', () =>
  withContacts(async bench => {
    const preview = await bench.preview(
      bench.give(
        'list.csv',
        `rut;fecha;dato\n${Array.from({ length: 20 }, (_, at) => `${at}-K;2026-04-${10 + at};569${12_345_670 + at}`).join('\n')}`,
      ),
    )
    expect(preview.suggested).toMatchObject({ phone: 2, defaultCountry: 'CL', variables: [{ name: 'rut' }, { name: 'fecha' }] })
  }))

test('a column that is mostly blank is not proposed as a variable, because a blank variable refuses the row', () =>
  withContacts(async bench => {
    const rows = Array.from({ length: 20 }, (_, at) => `+5691234${4000 + at},${100 + at},${at % 4 === 0 ? 'vip' : ''}`)
    const preview = await bench.preview(bench.give('list.csv', `phone,amount,remark\n${rows.join('\n')}\n`))
    expect(preview.suggested.variables).toEqual([{ name: 'amount', column: 1 }])
  }))
