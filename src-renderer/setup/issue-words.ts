import type { TFunction } from 'i18next'
import type { FormIssue } from '../../src-contract/model/task.ts'
import { setupEn } from '../i18n/en/setup.ts'
import { formatDateTime } from '../ui/time-format.ts'
import { say } from './say.ts'
import { clockBefore } from './task-clock.ts'

type IssueCode = keyof typeof setupEn.issue
type FieldName = keyof typeof setupEn.field

const isIssueCode = (code: string): code is IssueCode => Object.hasOwn(setupEn.issue, code)
const isFieldName = (name: string): name is FieldName => Object.hasOwn(setupEn.field, name)

/** The words of a form field; places in a list are left out: `variables.2.column` is the column of a variable. */
export function fieldWords(t: TFunction, field: string): string {
  const name = field
    .split('.')
    .filter(part => !/^\d+$/.test(part))
    .join('_')
  return isFieldName(name) ? t(`setup.field.${name}`) : field
}

/** Instants among an issue's numbers, as the clock of the task's zone shows them. */
function readable({ code, params }: FormIssue, timeZone: string | undefined): FormIssue['params'] {
  const words = (at: number) =>
    code === 'clock_change' && timeZone !== undefined ? clockBefore(at, timeZone) : formatDateTime(at, timeZone)
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      (name === 'at' || name === 'opensAt') && typeof value === 'number' ? words(value) : value,
    ]),
  )
}

/** What is wrong, to stand after the field's name. Codes nobody wrote words for are shown as they are. */
function issueWords(t: TFunction, issue: FormIssue, timeZone?: string): string {
  return isIssueCode(issue.code) ? say(t, `setup.issue.${issue.code}`, readable(issue, timeZone)) : issue.code
}

/** The sentence under a field. */
export function fieldError(t: TFunction, issue: FormIssue): string {
  const words = issueWords(t, issue)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same with the field's name before it, for the panel. */
export function issueLine(t: TFunction, issue: FormIssue, timeZone?: string): string {
  return issue.field === ''
    ? issueWords(t, issue, timeZone)
    : t('setup.preflight.line', { field: fieldWords(t, issue.field), issue: issueWords(t, issue, timeZone) })
}
