import { WireError } from '../result.ts'
import { z } from '../zod.ts'
import { AccountId } from './account.ts'

/** Which of an account's addresses a delivery came to; the address decides, because `callbackType` is unreliable (callbot-v3.md 4.2). */
export const DeliveryKind = z.enum(['task', 'order', 'call', 'nxlink'])
export type DeliveryKind = z.infer<typeof DeliveryKind>

/**
 * What a delivery is to the console, in one word. Only `verified`, `older` and a `stale` one that was taken are applied:
 * `duplicate` repeats the requestID and the signature of an earlier one; `older` tells a state that a newer one has overtaken;
 * `stale` was signed outside the tolerance; `test` is our own; `failed` could not be applied; `unchecked` waits for the secret.
 */
export const Standing = z.enum(['verified', 'older', 'duplicate', 'stale', 'test', 'failed', 'wrong', 'unsigned', 'unchecked'])
export type Standing = z.infer<typeof Standing>

/** What applying a delivery did to the cache; `none`: it was not applied. */
export const DeliveryEffect = z.enum(['changed', 'same', 'older', 'failed', 'none'])
export type DeliveryEffect = z.infer<typeof DeliveryEffect>

const markOrRefuse = z.enum(['mark', 'refuse'])
/** How an account's webhooks are received; the platform documents none of this (callbot-v3.md section 1). */
export const ReceivingRules = z.strictObject({
  /** Seconds between the signed time of a delivery and our clock, either way, before it counts as stale. */
  toleranceSeconds: z.number().int().min(5).max(86_400),
  stale: markOrRefuse,
  /** With `repeated: refuse`: for so many seconds the same requestID and signature is refused. Marked it is whenever it comes. */
  replayWindowSeconds: z.number().int().min(60).max(2_592_000),
  repeated: markOrRefuse,
  /** How a refusal is said: HTTP 401, or HTTP 200; the body carries the retCode either way. */
  refuseWith: z.enum(['http401', 'http200']),
})
export type ReceivingRules = z.infer<typeof ReceivingRules>

/** Why a request did not become a delivery. */
export const TurnedAway = z.enum([
  'path',
  'method',
  'webPage',
  'contentType',
  'encoding',
  'tooLarge',
  'brokenCompression',
  'notJson',
  'tooDeep',
  'tooManyValues',
  'tooSlow',
  'notHttp',
  // A question about our own reachability that we did not ask.
  'probe',
])
export type TurnedAway = z.infer<typeof TurnedAway>

export const ListenerStatus = z.object({
  state: z.enum(['off', 'listening', 'failed']),
  url: z.string().nullable(),
  port: z.number().nullable(),
  /** Deliveries ever stored. */
  received: z.number(),
  /** Stored and not applied yet. */
  waiting: z.number(),
  lastAt: z.number().nullable(),
  /** Milliseconds from the head of a request to its answer, over the last 1,000. */
  answerMs: z.object({ median: z.number(), p99: z.number() }).nullable(),
  connections: z.number(),
  /** Requests that were refused before they counted as deliveries, by reason, since the start. */
  turnedAway: z.array(z.object({ reason: TurnedAway, count: z.number() })),
  /** Wrong or unsigned ones that were refused and not even kept, because too many came. */
  notKept: z.number(),
  /** When another `inbox.db` than the one of before was found, and the log began anew with it. UTC milliseconds; null when it never was. */
  inboxReplacedAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type ListenerStatus = z.infer<typeof ListenerStatus>

export const DeliveryFilter = z.strictObject({
  accountId: AccountId,
  kind: DeliveryKind.optional(),
  standing: z.array(Standing).max(9).optional(),
  /** callStatus of an order or call, taskStatus of a task. */
  status: z.number().int().optional(),
  /** An orderID, userTaskID, phone or requestID; anything else is looked for in the payload. */
  text: z.string().trim().max(200).optional(),
  /** When it was received, UTC milliseconds, from inclusive, to exclusive. */
  from: z.number().int().optional(),
  to: z.number().int().optional(),
})
export type DeliveryFilter = z.infer<typeof DeliveryFilter>

export const DeliveryRow = z.object({
  id: z.number(),
  receivedAt: z.number(),
  accountId: z.string(),
  kind: DeliveryKind,
  standing: Standing,
  effect: DeliveryEffect,
  orderID: z.string().nullable(),
  userTaskID: z.string().nullable(),
  taskName: z.string().nullable(),
  phone: z.string().nullable(),
  status: z.number().nullable(),
  bytes: z.number(),
  requestId: z.string().nullable(),
  /** What we answered; null for deliveries of an earlier version. */
  httpStatus: z.number().nullable(),
  retCode: z.number().nullable(),
  /** Null when the console was closed before it was noted. */
  answerMs: z.number().nullable(),
  /** The delivery that this one repeats. */
  sameAs: z.object({ id: z.number(), receivedAt: z.number() }).nullable(),
  /** The signed time minus the moment of receipt; null when none was signed. */
  clockOffMs: z.number().nullable(),
})
export type DeliveryRow = z.infer<typeof DeliveryRow>

/** A rewriting of the body as received; `received` is none. */
export const BodyVariant = z.enum([
  'received',
  'decoded',
  'spaced',
  'compact',
  'spacedAscii',
  'compactAscii',
  'spacedUnescaped',
  'compactUnescaped',
  'noEnd',
  'lineEnd',
  'slashes',
  'plainSlashes',
])
export type BodyVariant = z.infer<typeof BodyVariant>

/** Why a delivery's signature does or does not hold, worked out anew with the present secret. */
export const DeliveryProof = z.object({
  cause: z.enum([
    'matches',
    'unsigned',
    'noSecret',
    /** A rewriting of the body matches: something on the way wrote it anew. */
    'bodyRewritten',
    /** It would match with this account's own uuid or accessKey. */
    'identityChanged',
    /** It matches by the other algorithm than its `algorithm` header names. */
    'algorithmNamed',
    /** It is signed with the secret of another account here. */
    'otherAccount',
    /** It would match with the time in the other unit. */
    'timeUnit',
    /** It came to an address of the other API. */
    'wrongAddress',
    'unexplained',
  ]),
  /** For `bodyRewritten`. */
  variant: BodyVariant.nullable(),
  /** For `otherAccount`. */
  otherLabel: z.string().nullable(),
  /** Header names that a signed delivery has and this one lacks. */
  missing: z.array(z.string()),
  /** The exact string that is hashed, in order; the secret is named, never shown. */
  hashed: z.array(
    z.object({
      kind: z.enum(['secret', 'name', 'value', 'body']),
      text: z.string(),
      /** Positions in `text` where the variant that matches differs. */
      off: z.array(z.number()),
      /** Bytes of it that are left out here. */
      more: z.number(),
    }),
  ),
  /** Of the hashed string without the secret. */
  bytes: z.number(),
  /** Places in the whole body where the variant that matches differs. */
  places: z.number(),
  tried: z.array(z.object({ algorithm: z.enum(['MD5', 'SHA256']), variant: BodyVariant, matches: z.boolean() })),
  /** Both cut in the middle. */
  got: z.string().nullable(),
  expected: z.string().nullable(),
  inputs: z.array(
    z.object({
      name: z.string(),
      state: z.enum(['same', 'off', 'missing', 'unknown']),
      value: z.string().nullable(),
      ours: z.string().nullable(),
    }),
  ),
  /** Deliveries that the present secret verified since midnight UTC. */
  verifiedToday: z.number(),
  toleranceSeconds: z.number(),
})
export type DeliveryProof = z.infer<typeof DeliveryProof>

/** A row of the cache that deliveries change, field by field. */
export const RowChange = z.object({
  what: z.enum(['order', 'task']),
  id: z.string(),
  userTaskID: z.string(),
  isNew: z.boolean(),
  fields: z.array(z.object({ name: z.string(), was: z.json(), now: z.json() })),
})
export type RowChange = z.infer<typeof RowChange>

export const DeliveryDetail = z.object({
  row: DeliveryRow,
  /** As received; the value of one that carries a login (`token` of NXLink, `authorization`, cookies) is hidden. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  /** The body as text; `bytesBase64` when it is no UTF-8 or was compressed. */
  body: z.string(),
  bytesBase64: z.string().nullable(),
  /** Our answer word for word; null for deliveries of an earlier version. */
  answer: z.string().nullable(),
  proof: DeliveryProof,
  /** What applying it again would change now. */
  changes: z.array(RowChange),
})
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

/** Counts since `since`, and how many came in each minute. */
export const DeliverySummary = z.object({
  since: z.number(),
  total: z.number(),
  byStanding: z.array(z.object({ standing: Standing, count: z.number() })),
  /** Minutes since the epoch, oldest first; minutes without a delivery are left out. */
  minutes: z.array(z.object({ minute: z.number(), count: z.number(), refused: z.number() })),
})
export type DeliverySummary = z.infer<typeof DeliverySummary>

/** Deliveries to apply again: chosen ones, or all of an account received in a span; `to` null is until now. */
export const ReplayRange = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('chosen'), accountId: AccountId, ids: z.array(z.number().int()).min(1).max(5_000) }),
  z.strictObject({ of: z.literal('span'), accountId: AccountId, from: z.number().int(), to: z.number().int().nullable() }),
])
export type ReplayRange = z.infer<typeof ReplayRange>

export const ReplayReport = z.object({
  deliveries: z.number(),
  /** Signed by the platform by the present secret, and no test. */
  applied: z.number(),
  /** Left alone: wrong, unsigned, unchecked or test. */
  leftAlone: z.number(),
  /** Kept apart until now, and verified with the present secret. */
  newlyVerified: z.number(),
  changedOrders: z.number(),
  changedTasks: z.number(),
})
export type ReplayReport = z.infer<typeof ReplayReport>

/** What a replay would do, tried on a copy of the rows concerned. */
export const ReplayPreview = ReplayReport.extend({
  /** The first 200 rows that would change. */
  changes: z.array(RowChange),
  /** True when only the first deliveries of the span were tried. */
  cutShort: z.boolean(),
})
export type ReplayPreview = z.infer<typeof ReplayPreview>

const testId = z
  .string()
  .trim()
  .max(64)
  .regex(/^[\w.-]*$/)
/** A delivery to ourselves, signed with the account's secret; empty ids are made up. */
export const TestEvent = z.strictObject({
  accountId: AccountId,
  kind: DeliveryKind,
  status: z.number().int().min(0).max(999),
  orderID: testId,
  userTaskID: testId,
})
export type TestEvent = z.infer<typeof TestEvent>

export const TestAnswer = z.object({
  httpStatus: z.number(),
  retCode: z.number().nullable(),
  retMsg: z.string(),
  roundTripMs: z.number(),
  /** The delivery it became; null when it was not stored. */
  deliveryId: z.number().nullable(),
})
export type TestAnswer = z.infer<typeof TestAnswer>

/** An account's addresses as the platform has to know them. */
export const CallbackAddresses = z.object({
  taskCallbackUrl: z.string(),
  orderCallbackUrl: z.string(),
  callCallbackUrl: z.string(),
  nxlinkUrl: z.string(),
})
export type CallbackAddresses = z.infer<typeof CallbackAddresses>
