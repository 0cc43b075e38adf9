import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../src-contract/model/task.ts'
import { clockOfHalfHour, weekdayNames } from '../setup/window-words.ts'
import type { Glyph, Hue } from '../ui/glyph.ts'
import { Notice } from '../ui/notice.tsx'
import { formatCount } from '../ui/number-format.ts'
import { PanelSection } from '../ui/panel-section.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { taskStatusWords } from '../ui/task-status-look.ts'
import { formatMoment, formatSpan } from '../ui/time-format.ts'
import { nearTime } from './forecast-words.ts'
import { type Carrier, isPolled } from './freshness.ts'
import { groupOf } from './task-groups.ts'
import { type Diagnosis, diagnose, type Silence, type WhyCheck } from './why-not-dialling.ts'

const looks: Record<WhyCheck['state'], { glyph: Glyph; hue: Hue }> = {
  ok: { glyph: 'disc-check', hue: 'green' },
  blocks: { glyph: 'warning', hue: 'amber' },
  unknown: { glyph: 'ring', hue: 'grey' },
}

/** The one cause why a task is silent, and everything that was looked at to find it. Nothing while it dials. */
export function WhySection({ task, carrier, now }: { task: TaskDetail; carrier: Carrier | null; now: number }) {
  const { t } = useTranslation()
  const diagnosis = diagnose(task, now)
  const { silence, unexplained } = diagnosis
  const callbot = task.form?.kind === 'callbot' ? task.form : null
  if (silence === null && !unexplained) return null
  const quiet = silence !== null && (silence.cause === 'allDone' || silence.cause === 'ended')
  return (
    <PanelSection title={t(quiet ? 'tasks.panel.whyEnded' : 'tasks.panel.why')}>
      <Notice tone={quiet ? 'green' : silence?.cause === 'failed' ? 'red' : 'amber'}>
        {silence ? causeWords(t, silence, diagnosis, now, callbot?.timeZone) : t('tasks.why.unexplained')}
      </Notice>
      {quiet ? null : (
        <ul className="task-checks">
          {diagnosis.checks.map(check => (
            <li key={check.what}>
              <StatusGlyph {...looks[check.state]} title={t(`tasks.check.state.${check.state}`)} />
              <span>{t(`tasks.check.${check.what}`)}</span>
              <span className={check.state === 'blocks' ? 'cb-strong' : undefined}>{factWords(t, check, task, diagnosis, carrier)}</span>
            </li>
          ))}
        </ul>
      )}
    </PanelSection>
  )
}

function causeWords(t: TFunction, silence: Silence, { left }: Diagnosis, now: number, timeZone: string | undefined): string {
  const waiting = left > 0 ? ` ${t('tasks.why.left', { count: left, orders: formatCount(left) })}` : ''
  switch (silence.cause) {
    case 'closed':
    case 'closedDay':
    case 'scheduled':
    case 'startAhead': {
      const when = { time: nearTime(silence.at, now, timeZone), span: formatSpan(silence.at - now) }
      return `${t(`tasks.why.${silence.cause}`, when)}${waiting}`
    }
    case 'gone':
      return t('tasks.why.gone', { time: formatMoment(silence.at, timeZone) })
    case 'silent':
      return t('tasks.why.silent', { span: formatSpan(now - silence.at), time: formatMoment(silence.at, timeZone) })
    case 'allDispatched':
      return t('tasks.why.allDispatched', { count: silence.count, orders: formatCount(silence.count) })
    case 'waiting':
    case 'paused':
    case 'noHours':
      return `${t(`tasks.why.${silence.cause}`)}${waiting}`
    default:
      return t(`tasks.why.${silence.cause}`)
  }
}

function factWords(t: TFunction, { what }: WhyCheck, task: TaskDetail, { here, left }: Diagnosis, carrier: Carrier | null): string {
  const form = task.form?.kind === 'callbot' ? task.form : null
  switch (what) {
    case 'status':
      return task.taskStatus === null
        ? t('tasks.check.notTold')
        : groupOf(task) === 'unknown'
          ? taskStatusWords(t, task.taskStatus).toLowerCase()
          : t('tasks.check.statusCode', { words: taskStatusWords(t, task.taskStatus).toLowerCase(), code: task.taskStatus })
    case 'start':
      if (!form) return t('tasks.check.notTold')
      return form.startupType === 2 ? form.startupAt.replace('T', ' ') : t(`tasks.setting.startupType.s${form.startupType}`)
    case 'weekday': {
      if (!here || !form) return t('tasks.check.notTold')
      const day = t(`tasks.day.${weekdayNames[here.weekday - 1] ?? 'mon'}`)
      return t(form.weekdays.includes(here.weekday) ? 'tasks.check.dayOn' : 'tasks.check.dayOff', { day })
    }
    case 'halfHour': {
      if (!here || !form) return t('tasks.check.notTold')
      const window = `${clockOfHalfHour(here.halfHour)}–${clockOfHalfHour(here.halfHour + 1)}`
      return t(form.halfHours.includes(here.halfHour) ? 'tasks.check.hourOn' : 'tasks.check.hourOff', { window })
    }
    case 'orders':
      return task.counts.total === 0
        ? t('tasks.check.noOrders')
        : t('tasks.check.left', { left: formatCount(left), inProgress: formatCount(task.counts.inProgress) })
    case 'news':
      if (task.freshAt === null) return t('tasks.check.noNews')
      return carrier && isPolled(carrier)
        ? t('tasks.check.newsPolled', { time: formatMoment(task.freshAt, form?.timeZone) })
        : t('tasks.check.newsAt', { time: formatMoment(task.freshAt, form?.timeZone) })
  }
}
