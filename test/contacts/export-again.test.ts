import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRows } from '../../src-core/contacts/parse-rows.ts'

const weird = fc.string({
  unit: fc.constantFrom(
    'a',
    '"',
    ',',
    ';',
    '\t',
    '|',
    '\n',
    '\r',
    ' ',
    '\0',
    "'",
    '=',
    '-',
    'é',
    '中',
    '😀',
    '\ufeff',
    '\u2028',
    '__proto__',
  ),
  maxLength: 8,
})
const quoted = (cell: string, delimiter: string) =>
  cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell

test('cells written out as CSV come back the same, wherever the text is cut into pieces', () => {
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain(columns => fc.array(fc.array(weird, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 12 }))
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(',' as const, ';' as const, '\t' as const, '|' as const),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      (rows, delimiter, lineEnd, step) => {
        const text = rows.map(row => row.map(cell => quoted(cell, delimiter)).join(delimiter) + lineEnd).join('')
        const back: string[][] = []
        // The way the import reads: whole lines, an unfinished row is read again with more.
        for (let from = 0, length = step; from < text.length; ) {
          const end = Math.min(from + length, text.length)
          const cut = end === text.length ? end : text.lastIndexOf('\n', end - 1) + 1
          const parsed = parseRows(text.slice(from, Math.max(cut, from)), delimiter, '\n', end === text.length)
          back.push(...parsed.rows)
          from += parsed.consumed
          length = parsed.consumed === 0 ? length * 2 : step
        }
        expect(back).toEqual(rows)
      },
    ),
    { numRuns: 1500 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})
