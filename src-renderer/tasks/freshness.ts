import type { AccountView } from '../../src-contract/model/account.ts'
import type { TaskRow } from '../../src-contract/model/task.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'
import { dialWindow } from './dial-window.ts'
import { groupOf } from './task-groups.ts'
import { SILENT_AFTER_MS } from './why-not-dialling.ts'

/** How a task's numbers come in now: called back, or asked for, and why. */
export type Carrier = 'webhook' | 'deaf' | 'noTunnel' | 'down' | 'quota' | 'noCallbacks'

/** Rhythm in which a running task's numbers should come in. */
export const RUNNING_EVERY_MS = 15_000

/**
 * How the numbers of a live task reach us; null for one that has ended, that the platform does not have any more, or whose callbacks go elsewhere.
 * `tunnel` null: not known yet, nothing is claimed.
 */
export function carrierOf(task: TaskRow, tunnel: TunnelView | null, account: Pick<AccountView, 'simulator' | 'baseUrl'>): Carrier | null {
  if (groupOf(task) === 'ended' || task.unknownAt !== null || tunnel === null) return null
  if (task.form?.kind === 'callbot' && task.form.callbacks.mode !== 'listener') return 'noCallbacks'
  if (tunnel.deaf.some(deaf => deaf.accountId === task.accountId && deaf.userTaskID === task.userTaskID)) return 'deaf'
  return isDirect(account, tunnel) ? 'webhook' : (tunnel.polling ?? 'webhook')
}

/** True while the numbers are asked for because they cannot be called back. */
export const isPolled = (carrier: Carrier | null): boolean => carrier !== null && carrier !== 'webhook'

/** News of a task is due while it runs in open hours with orders left; a closed half-hour is quiet by right, and so is what the platform has no more. */
export function newsDue(task: TaskRow, now: number): boolean {
  if (groupOf(task) !== 'running' || task.unknownAt !== null || task.counts.finished >= task.counts.total) return false
  if (task.form?.kind !== 'callbot' || task.zoneSecond === null) return true
  return dialWindow(task.form, task.zoneSecond, now).state === 'open'
}

/** True when a task's numbers are no more than what was last known: long overdue, or of a task that the platform has no more. */
export function isStale(task: TaskRow, now: number): boolean {
  const heardAt = task.countsFreshAt ?? task.freshAt
  if (task.unknownAt !== null) return true
  return heardAt !== null && now - heardAt > SILENT_AFTER_MS && newsDue(task, now)
}
