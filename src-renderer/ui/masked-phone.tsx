import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Country code, first digit and last four of a phone as the API takes it ("56912344471" → "56 9 •••• 4471"). */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 7) return phone
  const parsed = parsePhoneNumberFromString(`+${digits}`)
  const code = parsed?.countryCallingCode ?? (parsed?.country ? getCountryCallingCode(parsed.country) : '')
  const rest = code ? digits.slice(code.length) : digits
  return `${code ? `${code} ` : ''}${rest.slice(0, 1)} •••• ${rest.slice(-4)}`
}

/** "56 9 1234 4471": country code, then the number in the country's own grouping. */
export function fullPhone(phone: string): string {
  const parsed = parsePhoneNumberFromString(`+${phone.replace(/\D/g, '')}`)
  return parsed ? parsed.formatInternational().slice(1) : phone
}

/** A masked phone. With `revealable` an eye shows the whole number of this one place. */
export function MaskedPhone({ phone, revealable = false }: { phone: string; revealable?: boolean }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const label = shown ? t('ui.hidePhone') : t('ui.revealPhone')
  return (
    <span className="cb-copy">
      <span className="cb-ellipsis">{shown ? fullPhone(phone) : maskPhone(phone)}</span>
      {revealable ? <button type="button" aria-label={label} title={label} aria-pressed={shown} onClick={() => setShown(!shown)}>{shown ? <IconEyeOff size={14} /> : <IconEye size={14} />}</button> : null}
    </span>
  )
}
