import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { RefusalReason } from '../../src-contract/model/contact.ts'
import { cleanPhone } from './clean-phone.ts'
import type { PhonePlan, PhonePlans } from './phone-plans.ts'

type PhoneReason = Extract<RefusalReason, `phone_${string}`>
/**
 * Country code and digits, or the reason. The detail is data, the words are the page's: `8:9` (digits there, digits
 * expected) for lengths, `leading_zero:56` (country code before the zero), `country_code`, `characters`, the value itself.
 */
export type NormalisedPhone =
  | { readonly phone: string; readonly country: string }
  | { readonly phone: null; readonly reason: PhoneReason; readonly detail: string }

const refuse = (reason: PhoneReason, detail = ''): NormalisedPhone => ({ phone: null, reason, detail })

/**
 * Makes the API's form out of a written number (callbot-v3.md 3.4: country code and digits, no plus).
 * A number without + or 00 is read with the default country only; without one it is refused, because a Chinese
 * mobile number and an American one can be the same eleven digits and the wrong person would be called.
 * The check is libphonenumber's possible length plus the zero after the country code, on purpose not its full
 * validity: ranges are opened before the metadata knows them, and a refused contact is never called.
 */
export function createPhoneNormaliser(plans: PhonePlans, defaultCountry: string | null): (written: string) => NormalisedPhone {
  const home = defaultCountry === null ? null : plans.ofCountry(defaultCountry)

  return written => {
    const clean = cleanPhone(written)
    if ('reason' in clean) return refuse(clean.reason, clean.detail)
    const { digits } = clean
    if (clean.international) return international(plans, digits)
    if (!home) return refuse('phone_no_country')
    if (home.callingCode === '1' && digits.startsWith('011')) return international(plans, digits.slice(3))
    return atHome(plans, home, digits)
  }
}

function international(plans: PhonePlans, digits: string): NormalisedPhone {
  const plan = plans.ofDigits(digits)
  if (!plan) return digits.length < 7 ? refuse('phone_too_short', `${digits.length}:7`) : refuse('phone_not_valid', 'country_code')
  return withPlan(plans, plan, digits.slice(plan.callingCode.length))
}

function atHome(plans: PhonePlans, home: PhonePlan, digits: string): NormalisedPhone {
  const withoutCode = digits.startsWith(home.callingCode) ? digits.slice(home.callingCode.length) : null
  const withoutTrunk = home.trunkPrefix !== null && digits.startsWith(home.trunkPrefix) ? digits.slice(home.trunkPrefix.length) : null
  const couldBeFull = withoutCode !== null && home.lengths.includes(withoutCode.length)
  const couldBeNational = home.lengths.includes(digits.length)
  if (couldBeFull && (!couldBeNational || home.inUse.test(withoutCode) || !home.inUse.test(digits)))
    return withPlan(plans, home, withoutCode)
  if (couldBeNational && (withoutTrunk === null || home.inUse.test(digits))) return withPlan(plans, home, digits)
  if (withoutTrunk !== null && !home.rewritten) return withPlan(plans, home, withoutTrunk)
  if (home.rewritten) {
    const read = parsePhoneNumberFromString(digits, home.country as CountryCode)
    if (read?.isPossible() && read.countryCallingCode === home.callingCode) return withPlan(plans, home, read.nationalNumber)
  }
  return withPlan(plans, home, withoutCode !== null && digits.length > (home.lengths.at(-1) ?? 15) ? withoutCode : digits)
}

function withPlan(plans: PhonePlans, plan: PhonePlan, national: string): NormalisedPhone {
  // Italy, the Ivory Coast and a few more do begin with zero; there the numbers in use decide.
  if (national.charCodeAt(0) === 48 && !plan.inUse.test(national)) return refuse('phone_not_valid', `leading_zero:${plan.callingCode}`)
  const shortest = plan.lengths[0] ?? 5
  const longest = Math.min(plan.lengths.at(-1) ?? 15, 15 - plan.callingCode.length)
  if (national.length < shortest) return refuse('phone_too_short', `${national.length}:${shortest}`)
  if (national.length > longest) return refuse('phone_too_long', `${national.length}:${longest}`)
  if (!plan.lengths.includes(national.length)) return refuse('phone_not_valid', `${national.length}:${plan.lengths.join('/')}`)
  return { phone: plan.callingCode + national, country: plans.countryOf(plan, national) }
}
