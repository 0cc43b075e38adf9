import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  type NumberingPlan,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min'

/** The rules for numbers of one country, from libphonenumber's metadata, in the form a million rows can afford. */
export interface PhonePlan {
  readonly country: CountryCode
  readonly callingCode: string
  /** Possible lengths of the number after the calling code, shortest first. */
  readonly lengths: readonly number[]
  /** Numbers in use today; new ranges appear before the metadata knows them, so this only decides doubtful cases. */
  readonly inUse: RegExp
  /** The digit dialled before a national number at home (0, 8 …); null when there is none or it needs more than cutting. */
  readonly trunkPrefix: string | null
  /** National forms need rewriting (Argentina, Brazil): the library does it. */
  readonly rewritten: boolean
  readonly leadingDigits: RegExp | null
}

export interface PhonePlans {
  ofCountry(country: string): PhonePlan | null
  /** The plan of the main country behind the calling code these digits begin with. */
  ofDigits(digits: string): PhonePlan | null
  /** Which of the countries that share the plan's calling code a number belongs to. */
  countryOf(plan: PhonePlan, national: string): string
}

/** Methods that the library's types leave out. */
type FullPlan = NumberingPlan & {
  nationalNumberPattern(): string
  nationalPrefix(): string | 0 | undefined
  nationalPrefixTransformRule(): string | 0 | undefined
}

/** Reads the numbering plans once; building takes a few milliseconds. */
export function createPhonePlans(): PhonePlans {
  const byCountry = new Map<string, PhonePlan>()
  const byCode = new Map<string, PhonePlan[]>()
  const areaCountry = new Map<string, string>()
  for (const country of getCountries()) {
    const plan = readPlan(country)
    byCountry.set(country, plan)
    const sharing = byCode.get(plan.callingCode) ?? []
    byCode.set(plan.callingCode, sharing)
    // The library names the main country of a calling code for the shortest possible number; it comes first.
    if (mainCountry(plan.callingCode, country)) sharing.unshift(plan)
    else sharing.push(plan)
  }
  const northAmerican = (national: string): string => {
    const area = national.slice(0, 3)
    let country = areaCountry.get(area)
    if (country === undefined) {
      country = parsePhoneNumberFromString(`+1${area}2345678`)?.country ?? 'US'
      areaCountry.set(area, country)
    }
    return country
  }
  return {
    ofCountry: country => byCountry.get(country) ?? null,
    ofDigits: digits => (byCode.get(digits.slice(0, 1)) ?? byCode.get(digits.slice(0, 2)) ?? byCode.get(digits.slice(0, 3)))?.[0] ?? null,
    countryOf(plan, national) {
      const sharing = byCode.get(plan.callingCode) ?? []
      if (sharing.length < 2) return plan.country
      if (plan.callingCode === '1') return northAmerican(national)
      return sharing.find(other => other.leadingDigits?.test(national))?.country ?? sharing[0]?.country ?? plan.country
    },
  }
}

function readPlan(country: CountryCode): PhonePlan {
  const metadata = new Metadata()
  metadata.selectNumberingPlan(country)
  const plan = metadata.numberingPlan as FullPlan
  const rewritten = Boolean(plan.nationalPrefixTransformRule())
  const leading = plan.leadingDigits()
  return {
    country,
    callingCode: getCountryCallingCode(country),
    lengths: plan.possibleLengths(),
    inUse: new RegExp(`^(?:${plan.nationalNumberPattern()})$`),
    trunkPrefix: plan.nationalPrefix() || null,
    rewritten,
    leadingDigits: leading === undefined ? null : new RegExp(`^(?:${leading})`),
  }
}

const MAIN_OF_SHARED: Readonly<Record<string, string>> = {
  1: 'US',
  7: 'RU',
  39: 'IT',
  44: 'GB',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  290: 'SH',
  358: 'FI',
  590: 'GP',
  599: 'CW',
}

const mainCountry = (callingCode: string, country: string) => (MAIN_OF_SHARED[callingCode] ?? country) === country
