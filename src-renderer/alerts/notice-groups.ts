import type { TFunction } from 'i18next'
import type { Alert } from '../../src-contract/model/board.ts'
import { alertWords } from './alert-words.ts'

/** One notification of the browser: what it says and the alerts it is about. */
export interface NoticeGroup {
  readonly title: string
  readonly text: string
  /** At least one. */
  readonly alerts: readonly Alert[]
}

/** More kinds at a time are one notification, as in the desktop program. */
const MOST_NOTICES = 3
const NAMED = 3

/** What is told of alerts the core told of together: a single one in full, several of a kind as a count. */
export function noticeGroups(t: TFunction, alerts: readonly Alert[]): NoticeGroup[] {
  const kinds = [...new Set(alerts.map(alert => alert.kind))]
  if (kinds.length > MOST_NOTICES) return [{ title: t('alerts.several.kinds', { count: alerts.length }), text: namesOf(t, alerts), alerts }]
  return kinds.map(kind => {
    const group = alerts.filter(alert => alert.kind === kind)
    const [first, ...more] = group
    if (first !== undefined && more.length === 0) return { ...alertWords(t, first), alerts: group }
    const failed = group.filter(alert => alert.kind === 'taskEnded' && alert.params['status'] === 4).length
    const title =
      failed > 0 ? t('alerts.several.withFailed', { count: group.length, failed }) : t(`alerts.several.${kind}`, { count: group.length })
    return { title, text: namesOf(t, group), alerts: group }
  })
}

function namesOf(t: TFunction, alerts: readonly Alert[]): string {
  const names = [...new Set(alerts.map(alert => alert.taskName).filter(name => name !== ''))]
  const shown = names.slice(0, NAMED).join(', ')
  return names.length > NAMED ? t('alerts.several.names', { shown, count: names.length - NAMED }) : shown
}
