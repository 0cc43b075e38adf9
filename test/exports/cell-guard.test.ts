import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvLine, guardCell, guardDigits, restoreCell } from '../../src-core/exports/cell-guard.ts'

const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠']
const blanks = ['', ' ', '\u00a0', '\ufeff', '\u200b', ' \u00a0', '\u3000']
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(...signs, ...blanks, '\t', '\r', '\n', '\r\n', ';', ',', '"', "'", 'a', '1', '\0', '\u2028'),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map(parts => parts.join(''))

/** Written apart from the code under test: does a spreadsheet see the start of a formula here? */
function isFormula(cell: string): boolean {
  const start = cell.replace(/^[ \u00a0\ufeff\u200b\u3000\0]+/, '')
  return signs.some(sign => start.startsWith(sign)) || ['\t', '\r', '\n'].some(sign => start.startsWith(sign))
}

test('no cell starts a formula, after any blanks, nor does a line or a half of it inside a cell', () => {
  fc.assert(
    fc.property(text, value => {
      const cell = guardCell(value)
      expect(isFormula(cell)).toBe(false)
      for (const part of cell.split(/[\r\n\t;\u2028\u2029]/))
        expect(signs.some(sign => part.replace(/^[ \u00a0\ufeff\u200b\u3000\0]+/, '').startsWith(sign))).toBe(false)
    }),
    { numRuns: 3000 },
  )
})

test.each(signs.flatMap(sign => blanks.map(blank => [blank + sign])))(
  '%j at the start of a cell and of a line inside it is made harmless',
  start => {
    expect(guardCell(`${start}1+1`)).toBe(`'${start}1+1`)
    expect(guardCell(`two lines\n${start}1+1`)).toBe(`two lines\n'${start}1+1`)
  },
)

test('every value comes back as it was after a CSV reader and restoreCell', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), values => {
      const line = csvLine(['x', ...values.map(guardCell)])
      const [cells] = Papa.parse<string[]>(line, { delimiter: ',', newline: '\r\n' }).data
      expect(cells?.slice(1).map(restoreCell)).toEqual(values)
    }),
    { numRuns: 2000 },
  )
})

test('phones and long ids are text, short numbers are numbers', () => {
  expect([
    guardDigits('8613800138000'),
    guardDigits('112'),
    guardCell('0042'),
    guardCell('1234567890123'),
    guardCell('42'),
    guardCell('12E5'),
  ]).toEqual(["'8613800138000", "'112", "'0042", "'1234567890123", '42', "'12E5"])
  expect(restoreCell("'8613800138000")).toBe('8613800138000')
})
