/** What is left of a written phone number when only its meaning counts, or why nothing can be read from it. */
export type CleanPhone =
  | { readonly digits: string; readonly international: boolean }
  | { readonly reason: 'phone_empty' | 'phone_scientific' | 'phone_letters' | 'phone_not_valid'; readonly detail: string }

const PLAIN = /^\+?\d+$/
/** The everyday forms, `+56 9 1234-5678` or `(212) 555 1234`, told from the rest without Unicode tables: those cost 15 µs a row. */
const EVERYDAY = /^\+?[\d ()-]+$/
const EVERYDAY_AROUND = /[ ()-]/g
// biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself, joined to nothing.
const INVISIBLE = /[\p{Cf}\p{Cc}\u034f\u115f\u1160\u3164]/gu
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i
/** A whole number the way a spreadsheet writes a decimal: only digits before the point, so that `1.300.00` is not touched. */
const SPREADSHEET_DECIMAL = /^(\+?\d{5,})[.,]0+$/
const AROUND = /[\s()[\]{}'’‘`´"./\\_·•\p{Pd}\u2212]/gu

/**
 * Takes away what people and spreadsheets put around a number: spaces, dashes, brackets, a leading apostrophe, `="…"`,
 * invisible characters, full-width digits, a trailing `.0`. A number in scientific notation has lost digits for good.
 */
export function cleanPhone(written: string): CleanPhone {
  if (PLAIN.test(written)) return withPrefix(written)
  if (EVERYDAY.test(written)) {
    const text = written.replace(EVERYDAY_AROUND, '')
    if (PLAIN.test(text)) return withPrefix(text)
  }
  let text = written.normalize('NFKC').replace(INVISIBLE, '').trim()
  text = asciiDigits(text)
  if (text.startsWith('="') && text.endsWith('"')) text = text.slice(2, -1)
  text = text
    .replace(/^['’‘`]+/, '')
    .replace(/^tel:/i, '')
    .trim()
  if (SCIENTIFIC.test(text)) return { reason: 'phone_scientific', detail: text }
  text = (SPREADSHEET_DECIMAL.exec(text)?.[1] ?? text).replace(AROUND, '')
  if (text === '' || text === '+') return { reason: 'phone_empty', detail: '' }
  if (/\p{L}/u.test(text)) return { reason: 'phone_letters', detail: written.slice(0, 40) }
  // National trunk zero written as +56 (0) 9 …: the brackets are gone, the zero check of the caller sees it.
  return PLAIN.test(text) ? withPrefix(text) : { reason: 'phone_not_valid', detail: 'characters' }
}

function withPrefix(text: string): CleanPhone {
  if (text.startsWith('+')) return { digits: text.slice(1), international: true }
  return text.startsWith('00') ? { digits: text.slice(2), international: true } : { digits: text, international: false }
}

/** Arabic-Indic, Devanagari and the other decimal digits of Unicode stand in runs of ten from their zero. */
function asciiDigits(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, letter => {
    if (!/\p{Nd}/u.test(letter)) return letter
    let zero = letter.codePointAt(0) ?? 0
    const at = zero
    while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
    return String(at - zero)
  })
}
