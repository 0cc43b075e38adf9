import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min'

/** Countries with a calling code, by their English name: ISO letters, and words such as `Chile, 56`. */
export function countryChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  return getCountries()
    .map(country => ({ value: country as string, label: `${names.of(country) ?? country}, ${getCountryCallingCode(country)}` }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
