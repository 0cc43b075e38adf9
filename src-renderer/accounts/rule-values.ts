import { AccountRules } from '../../src-contract/model/account.ts'

export type RuleField = Exclude<keyof AccountRules, 'protection'>

/** The rules as typed so far: every number may still be empty. */
export type RuleValues = Pick<AccountRules, 'protection'> & { readonly [K in RuleField]: number | null }

export interface RuleIssue {
  readonly code: 'needed' | 'range' | 'belowStart'
  readonly least: number
  readonly most: number
}

/** What each number may be; the contract says the same. */
const ranges: Record<RuleField, { least: number; most: number }> = {
  typedAbove: { least: 0, most: 1_000_000 },
  startSize: { least: 1, most: 5_000 },
  largestSize: { least: 1, most: 5_000 },
  inFlight: { least: 1, most: 64 },
  requestsPerSecond: { least: 0.1, most: 1_000 },
}

/** What keeps the rules from being saved, by field. Only the requests per second may be empty: no limit. */
export function ruleIssues(values: RuleValues): Readonly<Partial<Record<RuleField, RuleIssue>>> {
  const issues: Partial<Record<RuleField, RuleIssue>> = {}
  for (const field of Object.keys(ranges) as RuleField[]) {
    const value = values[field]
    const range = ranges[field]
    if (value === null) {
      if (field !== 'requestsPerSecond') issues[field] = { code: 'needed', ...range }
    } else if (value < range.least || value > range.most) issues[field] = { code: 'range', ...range }
  }
  if (!issues.startSize && !issues.largestSize && (values.largestSize ?? 0) < (values.startSize ?? 0))
    issues.largestSize = { code: 'belowStart', least: values.startSize ?? 1, most: 5_000 }
  return issues
}

/** The rules the contract takes, null while something keeps them from being saved. */
export function rulesOf(values: RuleValues): AccountRules | null {
  if (Object.keys(ruleIssues(values)).length > 0) return null
  return AccountRules.safeParse(values).data ?? null
}
