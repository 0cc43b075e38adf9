import type { AccountView } from '../../src-contract/model/account.ts'
import type { Alert } from '../../src-contract/model/board.ts'
import type { Submission } from '../../src-contract/model/submission.ts'
import type { TunnelView } from '../../src-contract/model/tunnel.ts'
import type { DeliverySummary } from '../../src-contract/model/webhook.ts'
import { isDirect } from '../tunnel/uses-tunnel.ts'

/** One matter that does not settle itself, most urgent first. `alert`: as the bell says it. */
export type Need =
  | { readonly kind: 'stuck' | 'unknown'; readonly key: string; readonly submission: Submission }
  | { readonly kind: 'tunnel'; readonly key: string; readonly state: 'down' | 'refused' | 'hostKeyChanged' | 'hostKeyNew' }
  | { readonly kind: 'deaf'; readonly key: string; readonly taskName: string }
  | { readonly kind: 'wrong'; readonly key: string; readonly count: number; readonly since: number }
  | { readonly kind: 'alert'; readonly key: string; readonly alert: Alert }

interface Given {
  readonly account: Pick<AccountView, 'id' | 'simulator' | 'baseUrl'>
  readonly submissions: readonly Submission[]
  readonly tunnel: TunnelView | null
  readonly summary: DeliverySummary | null
  readonly alerts: readonly Alert[]
}

/** What somebody should look at now. */
export function needsSomeone({ account, submissions, tunnel, summary, alerts }: Given): Need[] {
  const needs: Need[] = []
  for (const submission of submissions) {
    if (submission.finishedAt !== null) continue
    if (submission.state === 'stuck') needs.push({ kind: 'stuck', key: `stuck ${submission.id}`, submission })
    else if (submission.totals.unknown > 0) needs.push({ kind: 'unknown', key: `unknown ${submission.id}`, submission })
  }
  const state = tunnel === null || isDirect(account, tunnel) ? null : tunnel.state.state
  if (state === 'down' || state === 'refused' || state === 'hostKeyChanged' || state === 'hostKeyNew')
    needs.push({ kind: 'tunnel', key: 'tunnel', state })
  for (const deaf of tunnel?.deaf ?? [])
    if (deaf.accountId === account.id)
      needs.push({ kind: 'deaf', key: `deaf ${deaf.userTaskID}`, taskName: deaf.taskName || deaf.userTaskID })
  const wrong = summary?.byStanding.find(one => one.standing === 'wrong')?.count ?? 0
  if (summary && wrong > 0) needs.push({ kind: 'wrong', key: 'wrong', count: wrong, since: summary.since })
  for (const alert of alerts) {
    // Told above already, or over, or only news.
    if (alert.endedAt !== null || alert.kind === 'taskEnded' || alert.kind === 'tunnelDown' || alert.kind === 'submissionStuck') continue
    if (alert.accountId === account.id) needs.push({ kind: 'alert', key: `alert ${alert.id}`, alert })
  }
  return needs
}
