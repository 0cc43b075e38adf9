import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** Country code, first digit and last four of a phone as the API takes it ("56912344471" → "56 9 •••• 4471"). */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 7) return phone
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  const code = parsed?.countryCallingCode ?? ''
  const rest = code ? digits.slice(code.length) : digits
  return `${code ? `${code} ` : ''}${rest.slice(0, 1)} •••• ${rest.slice(-4)}`
}

/** "56 9 1234 4471": country code, then the number in the country's own grouping. */
export function fullPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(`+${phone.replace(/\D/g, '')}`)
  return parsed ? parsed.formatInternational().slice(1) : phone
}
