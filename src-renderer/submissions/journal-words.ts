import type { TFunction } from 'i18next'
import type { JournalEntry } from '../../src-contract/model/submission.ts'
import type { ErrorCode } from '../../src-contract/result.ts'
import { errorsEn } from '../i18n/en/errors.ts'

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
  return t(`submissions.journal.${entry.event}`, { ...params, defaultValue: entry.event })
}
