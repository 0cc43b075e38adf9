// Writes resources/sample-contacts.csv: 2,000 invented people in four countries, the same every time.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isValidPhoneNumber } from 'libphonenumber-js/max'

const PER_COUNTRY = 500

/** Same seed, same sequence (mulberry32). */
function seededRandom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const random = seededRandom(20_260_101)
const digits = (count: number) => Array.from({ length: count }, () => random(10)).join('')
const pick = <T>(values: readonly [T, ...T[]]): T => values[random(values.length)] ?? values[0]

const countries = [
  {
    phone: () => `+569${pick(['3', '5', '6', '7', '8', '9'])}${digits(7)}`,
    first: ['Camila', 'Sebastián', 'Valentina', 'Matías', 'Javiera', 'Benjamín', 'Constanza', 'Vicente', 'Antonia', 'Joaquín'],
    last: ['González', 'Muñoz', 'Rojas', 'Díaz', 'Pérez', 'Soto', 'Contreras', 'Silva', 'Sepúlveda', 'Araya'],
    amount: () => 15_000 + random(485) * 1000,
  },
  {
    phone: () => `+52${pick(['55', '33', '81', '222', '442', '664'])}`,
    first: ['María', 'José', 'Guadalupe', 'Luis', 'Fernanda', 'Carlos', 'Ximena', 'Jorge', 'Daniela', 'Ricardo'],
    last: ['Hernández', 'García', 'Martínez', 'López', 'Ramírez', 'Flores', 'Torres', 'Cruz', 'Mendoza', 'Ortega'],
    amount: () => 300 + random(97) * 100,
  },
  {
    phone: () => `+55${pick(['11', '21', '31', '41', '51', '71', '81', '85'])}9${pick(['6', '7', '8', '9'])}${digits(7)}`,
    first: ['Ana', 'João', 'Beatriz', 'Pedro', 'Larissa', 'Gabriel', 'Júlia', 'Rafael', 'Letícia', 'Thiago'],
    last: ['Silva', 'Santos', 'Oliveira', 'Souza', 'Lima', 'Pereira', 'Costa', 'Almeida', 'Ribeiro', 'Carvalho'],
    amount: () => 80 + random(240) * 10,
  },
  {
    phone: () => `+628${pick(['11', '12', '13', '21', '22', '52', '57', '77', '78'])}${digits(8)}`,
    first: ['Putri', 'Budi', 'Siti', 'Agus', 'Dewi', 'Rizky', 'Ayu', 'Andi', 'Rina', 'Dimas'],
    last: ['Santoso', 'Wijaya', 'Saputra', 'Lestari', 'Pratama', 'Hidayat', 'Kusuma', 'Nugroho', 'Wulandari', 'Setiawan'],
    amount: () => (50 + random(450)) * 10_000,
  },
] as const

const seen = new Set<string>()
function newPhone(make: () => string): string {
  for (;;) {
    const started = make()
    const phone = started.startsWith('+52') ? started + digits(13 - started.length) : started
    if (seen.has(phone) || !isValidPhoneNumber(phone)) continue
    seen.add(phone)
    return phone
  }
}

const rows: string[] = []
for (let index = 0; index < PER_COUNTRY; index += 1) {
  for (const { phone, first, last, amount } of countries) {
    const due = new Date(Date.UTC(2027, 0, 4 + random(60))).toISOString().slice(0, 10)
    rows.push(`${newPhone(phone)},${pick(first)} ${pick(last)},${amount()},${due}`)
  }
}
writeFileSync(join(import.meta.dirname, '..', 'resources', 'sample-contacts.csv'), `phone,name,amount,due_date\n${rows.join('\n')}\n`)
