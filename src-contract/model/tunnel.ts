import { WireError } from '../result.ts'
import { z } from '../zod.ts'

const port = z.number().int().min(1).max(65_535)
const publicUrl = z.string().trim().max(300)
/** Requests a month that the provider's plan carries; null when it has no limit that we know of. */
const monthlyQuota = z.number().int().min(1).nullable()

/** The way from the internet to this computer's listener. One for the whole console; no secret is in it. */
export const TunnelSettings = z.discriminatedUnion('provider', [
  /** No tunnel: tasks are polled. */
  z.strictObject({ provider: z.literal('none') }),
  z.strictObject({
    provider: z.literal('ssh'),
    host: z.string().trim().min(1).max(253),
    port,
    user: z.string().trim().min(1).max(64),
    auth: z.enum(['key', 'agent', 'password']),
    /** Private key file, with `key`. */
    keyFile: z.string().max(1000),
    /** Address the server listens at for us: `localhost` behind a reverse proxy, `0.0.0.0` where it takes calls itself. */
    remoteAddress: z.string().trim().min(1).max(253),
    /** 0: the server chooses. */
    remotePort: z.number().int().min(0).max(65_535),
    /** How the platform reaches that address. */
    publicUrl,
    monthlyQuota,
  }),
  z.strictObject({ provider: z.literal('ngrok'), domain: z.string().trim().max(253), monthlyQuota }),
  z.strictObject({
    provider: z.literal('cloudflared'),
    /** Absolute path of the installed program. */
    program: z.string().max(1000),
    /** `quick`: an address that changes with every start; `named`: a tunnel of the account's own, by its token. */
    mode: z.enum(['quick', 'named']),
    publicUrl,
    monthlyQuota,
  }),
  /** A reverse proxy or port forwarding of one's own. */
  z.strictObject({ provider: z.literal('own'), publicUrl, monthlyQuota }),
])
export type TunnelSettings = z.infer<typeof TunnelSettings>
export type TunnelProvider = TunnelSettings['provider']

/** Carries a secret in (password, passphrase of the key, authtoken, tunnel token); absent: the kept one stays. Nothing carries one out. */
export const TunnelDraft = z.strictObject({ settings: TunnelSettings, secret: z.string().max(4096).optional() })
export type TunnelDraft = z.infer<typeof TunnelDraft>

/** What the tunnel is doing. `live` is said only after a signed probe came back through the public address. */
export const TunnelState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('connecting'), since: z.number(), tries: z.number() }),
  /** The server's key is not known yet: the operator compares the fingerprint and trusts it. */
  z.object({ state: z.literal('hostKeyNew'), fingerprint: z.string() }),
  /** The server shows another key than the pinned one: nothing is sent through it. */
  z.object({ state: z.literal('hostKeyChanged'), fingerprint: z.string(), pinned: z.string() }),
  /** Connected, no probe has come back yet. */
  z.object({ state: z.literal('unproven'), url: z.string(), since: z.number() }),
  z.object({ state: z.literal('live'), url: z.string(), since: z.number(), probedAt: z.number(), probeMs: z.number() }),
  /** Comes back by itself. */
  z.object({ state: z.literal('down'), since: z.number(), tries: z.number(), nextTryAt: z.number(), problem: WireError }),
  /** Needs the operator: a wrong secret, a missing program, a refused forward. */
  z.object({ state: z.literal('refused'), problem: WireError }),
])
export type TunnelState = z.infer<typeof TunnelState>

export const Probe = z.object({ at: z.number(), cameBack: z.boolean(), tookMs: z.number().nullable(), problem: z.string() })
export type Probe = z.infer<typeof Probe>

/** A time in which webhooks may have been missed, and what was pulled for it afterwards. */
export const Gap = z.object({
  id: z.number(),
  from: z.number(),
  /** Null while it lasts. */
  to: z.number().nullable(),
  state: z.enum(['open', 'repairing', 'repaired', 'failed']),
  tasks: z.number(),
  ordersPulled: z.number(),
  repairedAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type Gap = z.infer<typeof Gap>

/** A task that was created with a callback address which no longer leads here; it is polled instead. */
export const DeafTask = z.object({
  accountId: z.string(),
  userTaskID: z.string(),
  taskName: z.string(),
  callbackUrl: z.string(),
})
export type DeafTask = z.infer<typeof DeafTask>

export const TunnelView = z.object({
  settings: TunnelSettings,
  hasSecret: z.boolean(),
  /** Fingerprint of the trusted server key (SSH). */
  pinned: z.string().nullable(),
  state: TunnelState,
  /** The last 180 probes, oldest first: an hour of them without a plan. */
  probes: z.array(Probe),
  /** How often a live tunnel is probed now. */
  probeEveryMs: z.number(),
  /** Without a sign for longer than this a live tunnel is late: two probes, each with all the time it may take. */
  lateAfterMs: z.number(),
  /** The last 50, newest first. */
  gaps: z.array(Gap),
  deaf: z.array(DeafTask),
  /** Requests through the tunnel this month and the plan's limit; polling takes over at 90 %. */
  quota: z.object({ used: z.number(), limit: z.number().nullable(), since: z.number(), pollingTookOver: z.boolean() }),
  /** Why tasks are polled now; null while webhooks carry them. */
  polling: z.enum(['noTunnel', 'down', 'quota']).nullable(),
  pollMs: z.number(),
})
export type TunnelView = z.infer<typeof TunnelView>
