import { z } from './zod.ts'

/** An event names what changed and a revision, never the rows; who shows it asks again. */
export const eventNames = [
  'accounts',
  'settings',
  'contacts',
  'drafts',
  'tasks',
  'submissions',
  'withdrawals',
  'reconciliations',
  'audit',
  'orders',
  'sync',
  'exports',
  'webhooks',
  'alerts',
  'tunnel',
  'system',
  /** Says nothing changed: the operator clicked a notification; `id` is its alert, which the page shows; without one it was about several, and their list is shown. */
  'open',
] as const
export type EventName = (typeof eventNames)[number]

export const ConsoleEvent = z.object({
  name: z.enum(eventNames),
  /** Grows by one with every event of the run. */
  revision: z.number(),
  accountId: z.string().optional(),
  /** The list, task, submission or job it is about, when it is about one. */
  id: z.string().optional(),
})
export type ConsoleEvent = z.infer<typeof ConsoleEvent>
