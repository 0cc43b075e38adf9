import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preflight, TaskForm } from '../../src-contract/model/task.ts'
import { useActiveAccount } from '../store/account-store.ts'
import { Facts } from '../ui/facts.tsx'
import { formatSpan } from '../ui/time-format.ts'
import css from './setup.module.css'
import { signed } from './task-clock.ts'
import { useWindowSentence } from './use-window-sentence.ts'

/** When and what will ring, in the form's own words. Who, how many and how it is sent is the preview's to say. */
export function LaunchFacts({ form, preflight }: { form: TaskForm; preflight: Preflight }) {
  const { t } = useTranslation()
  const account = useActiveAccount()
  const { days, window } = useWindowSentence(form)
  const rows: [string, ReactNode][] = [
    [
      t('setup.launch.when'),
      <WhenLines key="when" form={form} preflight={preflight} sentence={[days, window].filter(Boolean).join(' ')} />,
    ],
    [
      t('setup.launch.what'),
      form.kind === 'callbot' ? (
        <>
          {t('setup.launch.task', { task: form.taskName, scene: form.sceneID, strategy: form.strategyName })}
          <div className={css.second}>{t('setup.launch.lines', { lines: t('setup.bar.lines', { count: form.maxCall ?? 0 }) })}</div>
        </>
      ) : (
        t('setup.launch.nxlinkTask', { task: form.taskName, strategy: form.strategyName })
      ),
    ],
  ]
  return (
    <>
      {account?.simulator ? null : <p>{t('setup.launch.live')}</p>}
      <Facts rows={rows} labelWidth={88} />
    </>
  )
}

function WhenLines({ form, preflight, sentence }: { form: TaskForm; preflight: Preflight; sentence: string }) {
  const { t } = useTranslation()
  if (form.kind === 'nxlink') return <>{form.startupType === 1 ? t('setup.bar.manualStart') : t('setup.bar.now')}</>
  const { firstCallAt } = preflight
  const now = Date.now()
  return (
    <>
      {sentence}
      {form.startupType === 1 ? (
        <div>{t('setup.when.manualText')}</div>
      ) : firstCallAt === null ? null : (
        <div>
          {t('setup.launch.firstCall', {
            when: firstCallAt > now ? t('setup.when.inTime', { time: formatSpan(firstCallAt - now) }) : t('setup.when.now'),
          })}
        </div>
      )}
      <div className={css.second}>
        {t('setup.launch.zone', { zone: form.timeZone, seconds: preflight.zoneSecond === null ? '—' : signed(preflight.zoneSecond) })}
      </div>
    </>
  )
}
