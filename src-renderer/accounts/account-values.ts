import type { AccountColour, AccountView, Algorithm, NxlinkRegion } from '../../src-contract/model/account.ts'
import { AccountDraft, CALLBOT_BASE_URL } from '../../src-contract/model/account.ts'

/** What stands in the account form: both kinds at once, so that switching loses nothing. */
export interface AccountValues {
  readonly kind: 'callbot' | 'nxlink'
  readonly label: string
  readonly colour: AccountColour
  readonly uuid: string
  readonly secretKey: string
  readonly algorithm: Algorithm
  readonly callbotBaseUrl: string
  readonly accessKey: string
  readonly accessSecret: string
  readonly region: NxlinkRegion
  readonly nxlinkBaseUrl: string
  readonly tenantId: string
}

export type FieldName = 'label' | 'uuid' | 'secretKey' | 'baseUrl' | 'accessKey' | 'accessSecret' | 'tenantId'
export type IssueName = 'needed' | 'tooLong' | 'digits' | 'baseUrl'
export type Issues = Readonly<Partial<Record<FieldName, IssueName>>>

/** The form of a new account, or of a kept one (its secret stays where it is). */
export function valuesOf(account: AccountView | null): AccountValues {
  const callbot = account?.kind === 'callbot' ? account : null
  const nxlink = account?.kind === 'nxlink' ? account : null
  return {
    kind: account?.kind ?? 'callbot',
    label: account?.label ?? '',
    colour: account?.colour ?? 'cobalt',
    uuid: callbot?.identity ?? '',
    secretKey: '',
    algorithm: callbot?.algorithm ?? 'MD5',
    callbotBaseUrl: callbot?.baseUrl ?? CALLBOT_BASE_URL,
    accessKey: nxlink?.identity ?? '',
    accessSecret: '',
    region: nxlink?.region ?? 'HK',
    nxlinkBaseUrl: nxlink?.region === 'custom' ? nxlink.baseUrl : '',
    tenantId: nxlink?.tenantId ?? '',
  }
}

/** The draft the contract takes. `id` names the account that is edited. */
export function draftOf(values: AccountValues, id: string | null): AccountDraft {
  const shared = { ...(id === null ? {} : { id }), label: values.label, colour: values.colour }
  if (values.kind === 'callbot') {
    return {
      kind: 'callbot',
      ...shared,
      uuid: values.uuid,
      algorithm: values.algorithm,
      baseUrl: values.callbotBaseUrl,
      ...(values.secretKey.trim() ? { secretKey: values.secretKey } : {}),
    }
  }
  return {
    kind: 'nxlink',
    ...shared,
    accessKey: values.accessKey,
    region: values.region,
    baseUrl: values.region === 'custom' ? values.nxlinkBaseUrl : '',
    tenantId: values.tenantId,
    ...(values.accessSecret.trim() ? { accessSecret: values.accessSecret } : {}),
  }
}

/** What keeps the form from being sent, by field. A new account needs its secret. */
export function issuesOf(values: AccountValues, id: string | null): Issues {
  const issues: Partial<Record<FieldName, IssueName>> = {}
  const parsed = AccountDraft.safeParse(draftOf(values, id))
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path[0] as FieldName
    issues[field] = issue.code === 'too_big' ? 'tooLong' : issue.code === 'invalid_format' ? 'digits' : 'needed'
  }
  if (id === null && values.kind === 'callbot' && !values.secretKey.trim()) issues.secretKey = 'needed'
  if (id === null && values.kind === 'nxlink' && !values.accessSecret.trim()) issues.accessSecret = 'needed'
  if (values.kind === 'callbot' && !isBaseUrl(values.callbotBaseUrl)) issues.baseUrl = 'baseUrl'
  if (values.kind === 'nxlink' && values.region === 'custom' && !isBaseUrl(values.nxlinkBaseUrl)) issues.baseUrl = 'baseUrl'
  return issues
}

/** https anywhere; plain http to this computer only. */
export function isBaseUrl(text: string): boolean {
  if (!URL.canParse(text.trim())) return false
  const { protocol, hostname } = new URL(text.trim())
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname)))
}
