import { useTranslation } from 'react-i18next'
import type { TaskForm } from '../../src-contract/model/task.ts'
import { weekdayNames, weekdayWords, windowWords } from './window-words.ts'

/** `Mon to Fri` and `09:00–13:00, 15:00–19:30` of a form; both empty for NXLink, which has no schedule. */
export function useWindowSentence(form: TaskForm): { days: string; window: string } {
  const { t } = useTranslation()
  if (form.kind !== 'callbot') return { days: '', window: '' }
  const words = {
    names: weekdayNames.map(key => t(`setup.when.day.${key}`)),
    every: t('setup.when.everyDay'),
    range: (first: string, last: string) => t('setup.when.dayRange', { first, last }),
  }
  return { days: weekdayWords(form.weekdays, words), window: windowWords(form.halfHours) }
}
