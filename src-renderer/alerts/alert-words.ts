import type { TFunction } from 'i18next'
import type { Alert } from '../../src-contract/model/board.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { formatCount, UNKNOWN } from '../ui/number-format.ts'

/** Shape and colour of an alert: what stops calls is red, what needs a look amber, what is only news grey. */
export function alertLook({ kind, params, endedAt }: Pick<Alert, 'kind' | 'params' | 'endedAt'>): { glyph: Glyph; hue: Hue } {
  if (kind === 'taskEnded') return params['status'] === 4 ? { glyph: 'cross', hue: 'red' } : { glyph: 'disc-check', hue: 'grey' }
  if (endedAt !== null) return { glyph: 'disc-check', hue: 'grey' }
  return kind === 'tunnelDown' || kind === 'submissionStuck' ? { glyph: 'cross', hue: 'red' } : { glyph: 'warning', hue: 'amber' }
}

/** What happened, in a few words and in a sentence with its numbers. */
export function alertWords(
  t: TFunction,
  { kind, params, taskName }: Pick<Alert, 'kind' | 'params' | 'taskName'>,
): { title: string; text: string } {
  const task = taskName || UNKNOWN
  const of = (name: string) => params[name] ?? UNKNOWN
  const count = (name: string) => {
    const value = params[name]
    return typeof value === 'number' ? formatCount(value) : (value ?? UNKNOWN)
  }
  switch (kind) {
    case 'answerRateFalls':
      return {
        title: t('alerts.what.answerRateFalls', { task, now: of('now') }),
        text: t('alerts.detail.answerRateFalls', { before: of('before'), minutes: of('minutes'), calls: count('calls') }),
      }
    case 'statusSpike':
      return {
        title: t('alerts.what.statusSpike', { task, percent: of('percent') }),
        text: t('alerts.detail.statusSpike', { part: count('count'), calls: count('calls'), statuses: of('statuses') }),
      }
    case 'silence':
      return {
        title: t('alerts.what.silence', { task, minutes: of('minutes') }),
        text: t('alerts.detail.silence', { inProgress: count('inProgress') }),
      }
    case 'taskEnded':
      return of('status') === 4
        ? { title: t('alerts.what.taskFailed', { task }), text: t('alerts.detail.taskFailed') }
        : {
            title: t('alerts.what.taskEnded', { task }),
            text: t('alerts.detail.taskEnded', { finished: count('finished'), total: count('total') }),
          }
    case 'tunnelDown':
      return { title: t('alerts.what.tunnelDown'), text: t('alerts.detail.tunnelDown') }
    case 'submissionStuck':
      return { title: t('alerts.what.submissionStuck', { task }), text: t('alerts.detail.submissionStuck') }
  }
}
