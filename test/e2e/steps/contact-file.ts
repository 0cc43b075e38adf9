import { writeFileSync } from 'node:fs'

/** A contact file as supervisors have them: 5,000 rows of which two cannot be called, with variables and a comma inside quotes. */
export function writeContactFile(path: string, rows: number): { ready: number } {
  const lines = ['phone,name,amount,due_date']
  for (let row = 0; row < rows; row += 1) {
    const phone = `+56 9 ${4000 + Math.floor(row / 10_000)} ${String(row % 10_000).padStart(4, '0')}`
    lines.push(`${phone},"Rojas, Valentina ${row}",${10_000 + row},05-04-2026`)
  }
  lines[100] = '8.61E+12,Spreadsheet victim,1,05-04-2026'
  lines[200] = lines[199] ?? ''
  writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`)
  return { ready: rows - 2 }
}
