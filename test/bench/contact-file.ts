import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

const FIRST = ['Valentina', 'Martín', 'Sofía', 'Tomás', 'Isidora', 'Vicente', 'Amanda', 'Gaspar', 'Renata', 'Lucas']
const LAST = ['Rojas', 'Muñoz', 'González', 'Díaz', 'Pérez', 'Soto', 'Contreras', 'Silva']

/** Columns of `contactLine`, and what they become. */
export const contactHeader = 'FONO,NOMBRE,MONTO,VENCE,RUT,DIRECCION,OBS'

/** One row of a list of some 160 bytes a row: half of the texts quoted, a tenth with quotes inside, 1 % doubled and 1 % bad. */
export function contactLine(row: number): string {
  const number = row % 100 === 50 && row > 100 ? row - 1 : row
  const phone = row % 100 === 25 ? '12345' : `569${String(10_000_000 + ((number * 7_919_313) % 90_000_000))}`
  const name = `${FIRST[row % 10]} ${LAST[row % 8]}`
  const address =
    row % 10 === 3
      ? `"Av. ""Los Leones"" ${row}, depto ${row % 40}, Providencia"`
      : row % 2 === 0
        ? `"Camino del Inca ${row}, Las Condes, Santiago"`
        : `Pasaje Los Alerces ${row} Maipu Santiago`
  return `${phone},${name},${(row % 90) * 1000 + 990},${String((row % 28) + 1).padStart(2, '0')}-04-2026,${10_000_000 + row}-${row % 10},${address},"cartera abril, ola 2, gestor ${row % 12}, tramo ${row % 5} sin observaciones adicionales"`
}

/** Writes a file of that many rows without holding it. */
export async function writeContactFile(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write(`${contactHeader}\n`)
  for (let row = 1; row <= rows; ) {
    let part = ''
    for (const end = Math.min(row + 10_000, rows + 1); row < end; row += 1) part += `${contactLine(row)}\n`
    if (!out.write(part)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
}
