import { WireError } from '../result.ts'
import { z } from '../zod.ts'

export const AccountId = z.string().min(1).max(64)
export const AccountColour = z.enum(['cobalt', 'petrol', 'plum', 'rust', 'moss', 'slate'])
export type AccountColour = z.infer<typeof AccountColour>

export const Algorithm = z.enum(['MD5', 'SHA256'])
export type Algorithm = z.infer<typeof Algorithm>

/** NXLink gateways (nxlink-cc.md section 2); `custom` takes its own base URL. */
export const NxlinkRegion = z.enum(['HK', 'AMER', 'IDN', 'custom'])
export type NxlinkRegion = z.infer<typeof NxlinkRegion>

export const CALLBOT_BASE_URL = 'https://nxbot.nxcloud.com'
export const NXLINK_BASE_URLS = {
  HK: 'https://api-hk.nxlink.ai',
  AMER: 'https://chl-api.nxlink.ai',
  IDN: 'https://api-idn.nxlink.ai',
} as const

const label = z.string().trim().min(1).max(80)
/** Absent when editing: the kept secret stays. */
const secret = z.string().trim().min(1).max(512).optional()

export const CallbotAccountDraft = z.strictObject({
  kind: z.literal('callbot'),
  id: AccountId.optional(),
  label,
  colour: AccountColour,
  uuid: z.string().trim().min(1).max(128),
  secretKey: secret,
  algorithm: Algorithm,
  baseUrl: z.string().trim().max(300),
})
export const NxlinkAccountDraft = z.strictObject({
  kind: z.literal('nxlink'),
  id: AccountId.optional(),
  label,
  colour: AccountColour,
  accessKey: z.string().trim().min(1).max(128),
  accessSecret: secret,
  region: NxlinkRegion,
  /** Used when region is `custom`. */
  baseUrl: z.string().trim().max(300),
  /** Team id of the NXLink console; `cdr/queryByOrderId` asks for it. */
  tenantId: z.string().trim().regex(/^\d*$/).max(20),
})
/** Carries a secret in. Nothing carries one out. */
export const AccountDraft = z.discriminatedUnion('kind', [CallbotAccountDraft, NxlinkAccountDraft])
export type AccountDraft = z.infer<typeof AccountDraft>

/** Where the secret of an account is right now. */
export const SecretState = z.enum(['keychain', 'memory', 'locked', 'missing'])
export type SecretState = z.infer<typeof SecretState>

/**
 * What stands between a click and the platform. `readOnly` refuses every write; `strict` asks to type the count (or the task's name)
 * for each; `normal` above a number of orders and for what cannot be undone; `open` only for what deletes what was not dialled.
 */
export const Protection = z.enum(['readOnly', 'strict', 'normal', 'open'])
export type Protection = z.infer<typeof Protection>

/** The operator's rules for writing to the platform, by account. */
export const AccountRules = z.strictObject({
  protection: Protection,
  /** With `normal`: a write to more orders than this has its count typed. */
  typedAbove: z.number().int().min(0).max(1_000_000),
  /** Orders of the first request, and the most that growth may reach. */
  startSize: z.number().int().min(1).max(5_000),
  largestSize: z.number().int().min(1).max(5_000),
  inFlight: z.number().int().min(1).max(64),
  /** Null: no limit of ours. */
  requestsPerSecond: z.number().min(0.1).max(1_000).nullable(),
})
export type AccountRules = z.infer<typeof AccountRules>

/** Rate and list limits are not documented (callbot-v3.md section 1), so the start is careful. */
export const defaultRules: AccountRules = {
  protection: 'normal',
  typedAbove: 20,
  startSize: 500,
  largestSize: 2_000,
  inFlight: 2,
  requestsPerSecond: 5,
}

export const AccountView = z.object({
  id: AccountId,
  kind: z.enum(['callbot', 'nxlink']),
  label: z.string(),
  colour: AccountColour,
  /** uuid or accessKey: names the account, is no secret. */
  identity: z.string(),
  algorithm: Algorithm,
  region: NxlinkRegion.nullable(),
  tenantId: z.string().nullable(),
  baseUrl: z.string(),
  /** True for the account of the built-in simulator: shown as SIMULATOR everywhere. */
  simulator: z.boolean(),
  secret: SecretState,
  rules: AccountRules,
  createdAt: z.number(),
})
export type AccountView = z.infer<typeof AccountView>

/** What "Test connection" found out with one signed call. */
export const ConnectionReport = z.object({
  reachable: z.boolean(),
  signatureAccepted: z.boolean().nullable(),
  responseSignature: z.enum(['verified', 'wrong', 'absent']).nullable(),
  /** Platform clock minus ours, in seconds, half the round trip taken off. */
  clockDifferenceSeconds: z.number().nullable(),
  roundTripMs: z.number().nullable(),
  requestId: z.string().nullable(),
  problem: WireError.nullable(),
})
export type ConnectionReport = z.infer<typeof ConnectionReport>

export const KeychainState = z.object({
  state: z.enum(['present', 'locked', 'none']),
  /** The system's own words, for the notice. */
  detail: z.string(),
})
export type KeychainState = z.infer<typeof KeychainState>
