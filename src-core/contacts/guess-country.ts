import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { cleanPhone } from './clean-phone.ts'
import type { PhonePlan, PhonePlans } from './phone-plans.ts'

const ENOUGH = 0.95

/**
 * The country whose numbers these are, only when nothing else fits: a country column that always says the same, or
 * numbers that nearly all begin with the same calling code and are in use there. Otherwise null, and the operator chooses.
 */
export function guessCountry(plans: PhonePlans, rows: readonly (readonly string[])[], phone: number, countryColumn: number): string | null {
  const named = countryColumn === -1 ? null : countryOfColumn(plans, rows, countryColumn)
  if (named) return named
  const numbers = rows.map(row => cleanPhone(row[phone] ?? '')).filter(clean => 'digits' in clean)
  if (numbers.length === 0) return null
  const votes = new Map<string, number>()
  for (const { digits, international } of numbers) {
    const plan = plans.ofDigits(digits)
    if (!plan) continue
    const national = digits.slice(plan.callingCode.length)
    // A local number can look like a foreign one; of numbers without a plus only whole ones in use count as a vote.
    if (!plan.lengths.includes(national.length) || !(international || (digits.length >= 10 && plan.inUse.test(national)))) continue
    const country = plans.countryOf(plan, national)
    votes.set(country, (votes.get(country) ?? 0) + 1)
  }
  const [country, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
  const plan = plans.ofCountry(country)
  if (!plan || count / numbers.length < ENOUGH) return null
  return numbers.length >= 3 && !fitsAnotherHome(plan, numbers) ? country : null
}

/** Chinese mobile numbers written at home look American, Brazilian ones Australian: then nothing is certain. Needs the full metadata. */
function fitsAnotherHome(plan: PhonePlan, numbers: readonly { digits: string; international: boolean }[]): boolean {
  const local = numbers.filter(number => !number.international).slice(0, 50)
  if (local.length === 0) return false
  return LARGE_HOMES.some(home => {
    if (home === plan.country) return false
    const fits = local.filter(({ digits }) => {
      const read = parsePhoneNumberFromString(digits, home as CountryCode)
      return read?.country === home && (read.getType() ?? '').includes('MOBILE') && !digits.startsWith(read.countryCallingCode)
    })
    return fits.length / local.length >= 0.5
  })
}

const LARGE_HOMES = [
  'CN',
  'IN',
  'ID',
  'US',
  'BR',
  'PK',
  'NG',
  'MX',
  'RU',
  'JP',
  'PH',
  'VN',
  'EG',
  'DE',
  'TR',
  'TH',
  'FR',
  'GB',
  'IT',
  'ZA',
  'CO',
  'ES',
  'AR',
  'PE',
  'CL',
  'MY',
]

function countryOfColumn(plans: PhonePlans, rows: readonly (readonly string[])[], column: number): string | null {
  const said = new Set(rows.map(row => (row[column] ?? '').trim().toUpperCase()).filter(cell => cell !== ''))
  const [only] = said
  if (said.size !== 1 || only === undefined) return null
  return /^[A-Z]{2}$/.test(only) && plans.ofCountry(only) ? only : null
}
