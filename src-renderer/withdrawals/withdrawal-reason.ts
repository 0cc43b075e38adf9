import type { TFunction } from 'i18next'
import { callStatusWords } from '../ui/call-status-look.ts'

/** Why an order was not withdrawn: the platform's words as they came, or ours where it gave none and its list was asked. */
export function withdrawalReason(t: TFunction, reason: string): string {
  if (reason === '') return t('withdrawals.reason.none')
  if (reason === 'counts_do_not_add_up') return t('withdrawals.reason.notStopped')
  const ended = /^callStatus(?: (\d+))?$/.exec(reason)
  if (!ended) return reason
  if (ended[1] === undefined) return t('withdrawals.reason.gone')
  return t('withdrawals.reason.ended', { status: callStatusWords(t, Number(ended[1])) })
}
