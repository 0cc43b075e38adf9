import { useTranslation } from 'react-i18next'
import type { Preflight, TaskForm } from '../../src-contract/model/task.ts'
import { StatusLine } from '../ui/status-glyph.tsx'
import { formatDateTime } from '../ui/time-format.ts'
import css from './setup.module.css'
import { isZone } from './task-clock.ts'
import { useWindowSentence } from './use-window-sentence.ts'

/** The whole task in one sentence and what stands in its way; always in view. */
export function SummaryBar({ form, preflight }: { form: TaskForm; preflight: Preflight | null }) {
  const { t } = useTranslation()
  const { days, window } = useWindowSentence(form)
  const zone = form.kind === 'callbot' && isZone(form.timeZone) ? form.timeZone : undefined
  const start =
    form.startupType === 1
      ? t('setup.bar.manualStart')
      : form.startupType === 2 && preflight?.firstCallAt
        ? formatDateTime(preflight.firstCallAt, zone)
        : t('setup.bar.now')
  const blockers = preflight?.blockers.length ?? 0
  const warnings = preflight?.warnings.length ?? 0
  return (
    <footer className={css.bar}>
      <span className={css.sentence}>
        <b>{t('setup.bar.orders', { count: preflight?.orderCount ?? 0 })}</b> {t('setup.bar.from')} <b>{start}</b>
        {form.kind === 'callbot' && form.maxCall !== null ? (
          <>
            {' '}
            {t('setup.bar.on')} <b>{t('setup.bar.lines', { count: form.maxCall })}</b>
          </>
        ) : null}
        {days === '' ? null : <> {days}</>}
        {window === '' ? null : (
          <>
            {' '}
            <b>{window}</b>
          </>
        )}
      </span>
      <span className={css.barState} role="status">
        {preflight && warnings > 0 ? (
          <StatusLine coloured look={{ glyph: 'warning', hue: 'amber' }}>
            {t('setup.bar.look', { count: warnings })}
          </StatusLine>
        ) : null}
        {!preflight ? null : blockers > 0 ? (
          <StatusLine coloured look={{ glyph: 'cross', hue: 'red' }}>
            {t('setup.bar.blocks', { count: blockers })}
          </StatusLine>
        ) : (
          <StatusLine coloured look={{ glyph: 'disc-check', hue: 'green' }}>
            {t('setup.bar.nothingBlocks')}
          </StatusLine>
        )}
      </span>
    </footer>
  )
}
