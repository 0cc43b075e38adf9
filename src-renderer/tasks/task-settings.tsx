import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { CallbotForm, NxlinkForm, TaskForm } from '../../src-contract/model/task.ts'
import { weekdayWords, windowWords } from '../setup/window-words.ts'
import { Facts } from '../ui/facts.tsx'

type Rows = readonly (readonly [string, string])[]

function callbotRows(t: TFunction, form: CallbotForm): Rows {
  const yesNo = (on: boolean) => t(on ? 'tasks.setting.on' : 'tasks.setting.off')
  const names = (['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map(day => t(`tasks.day.${day}`))
  return [
    [t('tasks.setting.scene'), form.sceneID || '—'],
    [t('tasks.setting.strategy'), form.strategyName || t('tasks.setting.default')],
    [t('tasks.setting.route'), form.routeID || t('tasks.setting.default')],
    [
      t('tasks.setting.startup'),
      t(`tasks.setting.startupType.s${form.startupType}`) + (form.startupType === 2 ? ` ${form.startupAt.replace('T', ' ')}` : ''),
    ],
    [t('tasks.setting.zone'), form.timeZone],
    [
      t('tasks.setting.days'),
      weekdayWords(form.weekdays, { names, every: t('tasks.day.every'), range: (first, last) => t('tasks.day.range', { first, last }) }),
    ],
    [t('tasks.setting.hours'), windowWords(form.halfHours)],
    [t('tasks.setting.lines'), form.maxCall === null ? '—' : String(form.maxCall)],
    [t('tasks.setting.ring'), form.maxRingTime === null ? '—' : t('tasks.setting.seconds', { count: form.maxRingTime })],
    [t('tasks.setting.sms'), yesNo(form.smsEnable)],
    [t('tasks.setting.mask'), yesNo(form.phoneEncrypt)],
    [t('tasks.setting.keep'), yesNo(form.taskKeep)],
    [t('tasks.setting.callbacks'), t(`tasks.setting.callbackMode.${form.callbacks.mode}`)],
  ]
}

function nxlinkRows(t: TFunction, form: NxlinkForm): Rows {
  return [
    [t('tasks.setting.country'), form.country],
    [t('tasks.setting.strategy'), form.strategyName],
    [t('tasks.setting.agentGroup'), form.agentGroupNo || '—'],
    [t('tasks.setting.startup'), t(`tasks.setting.startupType.s${form.startupType}`)],
  ]
}

/** The settings a task was launched with from here. */
export function TaskSettings({ form }: { form: TaskForm }) {
  const { t } = useTranslation()
  return <Facts rows={form.kind === 'callbot' ? callbotRows(t, form) : nxlinkRows(t, form)} />
}
