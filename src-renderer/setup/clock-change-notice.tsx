import { useTranslation } from 'react-i18next'
import type { CallbotForm, Preflight } from '../../src-contract/model/task.ts'
import { Notice } from '../ui/notice.tsx'
import { formatSpan } from '../ui/time-format.ts'
import { movedHalfHours } from './moved-window.ts'
import { clockBefore, isZone, signed } from './task-clock.ts'
import { windowWords } from './window-words.ts'

/** `1 h`, or `30 min`. */
const hoursWords = (seconds: number) => (seconds % 3600 === 0 ? `${seconds / 3600} h` : formatSpan(seconds * 1000))

/** Says when the clocks of the task's zone change while the platform keeps its fixed offset, and what the window becomes. */
export function ClockChangeNotice({ form, change }: { form: CallbotForm; change: Preflight['clockChange'] }) {
  const { t } = useTranslation()
  if (!change || !isZone(form.timeZone)) return null
  const { fromZoneSecond, toZoneSecond } = change
  const values = {
    zone: form.timeZone,
    seconds: signed(fromZoneSecond),
    by: hoursWords(Math.abs(toZoneSecond - fromZoneSecond)),
    date: clockBefore(change.at, form.timeZone),
  }
  return (
    <Notice
      tone="amber"
      title={toZoneSecond < fromZoneSecond ? t('setup.when.clockChange.back', values) : t('setup.when.clockChange.forward', values)}
    >
      {form.halfHours.length === 0
        ? null
        : t('setup.when.clockChange.effect', {
            window: windowWords(form.halfHours),
            moved: windowWords(movedHalfHours(form.halfHours, fromZoneSecond, toZoneSecond)),
          })}
    </Notice>
  )
}
