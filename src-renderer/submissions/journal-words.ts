import type { TFunction } from 'i18next'
import type { JournalEntry } from '../../src-contract/model/submission.ts'
import type { ErrorCode } from '../../src-contract/result.ts'
import { errorsEn } from '../i18n/en/errors.ts'
import { submissionsEn } from '../i18n/en/submissions.ts'

type KnownEvent = Exclude<keyof typeof submissionsEn.journal, 'other'>
const isKnown = (event: string): event is KnownEvent => event !== 'other' && Object.hasOwn(submissionsEn.journal, event)

const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(errorsEn, code)

/** A journal entry in words; an event of a later version is shown by its name. */
export function journalWords(t: TFunction, entry: JournalEntry): string {
  const waitMs = entry.params['waitMs']
  const { code } = entry.params
  const counted = (name: 'orders' | 'missing') => {
    const count = entry.params[name]
    return typeof count === 'number' && entry.event !== 'asked' ? { [name]: t('submissions.orders', { count }) } : {}
  }
  const params = {
    ...entry.params,
    ...counted('orders'),
    ...counted('missing'),
    ...(isErrorCode(code) ? { code: t(`errors.${code}.title`) } : {}),
    seconds: typeof waitMs === 'number' ? Math.round(waitMs / 100) / 10 : '',
  }
  if (!isKnown(entry.event)) return t('submissions.journal.other', { event: entry.event })
  // The parameters come from the ledger under the names the catalogue uses; types cannot follow them there.
  return String(t(`submissions.journal.${entry.event}`, params as never))
}
