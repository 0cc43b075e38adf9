import type { TFunction } from 'i18next'
import { RefusalReason } from '../../src-contract/model/contact.ts'
import type { FormIssue } from '../../src-contract/model/task.ts'
import { rowReasonWords } from '../contacts/reason-words.ts'
import { setupEn } from '../i18n/en/setup.ts'
import { writesEn } from '../i18n/en/writes.ts'
import { issueLine } from '../setup/issue-words.ts'
import { say } from '../setup/say.ts'
import { maskPhone } from '../ui/mask-phone.ts'
import { taskStatusWords } from '../ui/task-status-look.ts'
import { formatDateTime } from '../ui/time-format.ts'

/** Whether the catalogue has a sentence for a code, with its plural forms. */
const known = (words: object, code: string) => Object.hasOwn(words, code) || Object.hasOwn(words, `${code}_other`)

/** Instants as a clock, a taskStatus as its word, phones masked; names and counts as they are. */
function readable(t: TFunction, params: FormIssue['params'], timeZone: string | undefined): FormIssue['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (typeof value === 'number' && /(^at|At)$/.test(name)) return [name, formatDateTime(value, timeZone)]
      if (typeof value === 'number' && name === 'taskStatus') return [name, taskStatusWords(t, value).toLowerCase()]
      return [name, typeof value === 'string' && /(^phone|Phone)$/.test(name) ? maskPhone(value) : value]
    }),
  )
}

/**
 * A fact, warning or blocker of a preview in words: the write's own, else the preflight's with the field before it.
 * A code that nobody wrote words for stands there itself, with its numbers, so that nothing is left out.
 */
export function writeIssueWords(t: TFunction, issue: FormIssue, timeZone?: string): string {
  if (known(writesEn.fact, issue.code)) return say(t, `writes.fact.${issue.code}`, readable(t, issue.params, timeZone))
  const reason = RefusalReason.safeParse(issue.code)
  if (reason.success) {
    const words = rowReasonWords(t, { reason: reason.data, reasonDetail: String(issue.params['detail'] ?? '') })
    return issue.field === 'phone' ? t('writes.phoneIs', { words }) : words
  }
  if (known(setupEn.issue, issue.code)) return issueLine(t, issue, timeZone)
  return [issue.field, issue.code, ...Object.entries(issue.params).map(([name, value]) => `${name} ${value}`)]
    .filter(part => part !== '')
    .join(', ')
}
