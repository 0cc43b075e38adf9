import { WireError } from '../result.ts'
import { z } from '../zod.ts'
import { KeychainState } from './account.ts'

export const SystemInfo = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'browser']),
  platform: z.string(),
  /** Profile name: who the audit says it was. The login name until it is set. */
  profileName: z.string(),
  dataDir: z.string(),
  keychain: KeychainState,
  /** What went wrong while opening the data; the console then shows this and nothing else. */
  startProblem: WireError.nullable(),
  simulator: z.object({ running: z.boolean(), url: z.string().nullable() }),
})
export type SystemInfo = z.infer<typeof SystemInfo>

/** Small choices of the operator, kept in the ledger by key: active account, column layouts, panel widths … */
export const SettingKey = z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,63}$/)
export const SettingValue = z.json()

export const SyncJob = z.object({
  id: z.string(),
  accountId: z.string(),
  kind: z.enum(['tasks', 'orders', 'records']),
  userTaskID: z.string().nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  done: z.number(),
  total: z.number().nullable(),
  page: z.number(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  problem: WireError.nullable(),
})
export type SyncJob = z.infer<typeof SyncJob>
