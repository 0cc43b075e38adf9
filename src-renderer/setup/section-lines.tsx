import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import type { SectionProps } from './form-field.ts'
import { NumberField } from './number-field.tsx'
import css from './setup.module.css'

/** Concurrency, ring time and the flags that hold while the task dials. */
export function SectionLines({ form, edit, field }: SectionProps<CallbotForm>) {
  const { t } = useTranslation()
  const forced = form.variables.length > 0
  const flags = [
    { name: 'roundRedial', label: t('setup.lines.roundRedial') },
    { name: 'taskKeep', label: t('setup.lines.taskKeep') },
    { name: 'phoneEncrypt', label: t('setup.lines.phoneEncrypt') },
  ] as const
  const whole = field('wholeTTS')
  return (
    <section className={css.section} aria-label={t('setup.lines.section')}>
      <div className={css.sectionHead}>
        <h2>{t('setup.lines.section')}</h2>
      </div>
      <div className={css.fields}>
        <NumberField
          field={field('maxCall')}
          label={t('setup.lines.maxCall')}
          value={form.maxCall}
          decimals={0}
          onChange={maxCall => edit({ maxCall })}
        />
        <NumberField
          field={field('maxRingTime')}
          label={t('setup.lines.maxRingTime')}
          value={form.maxRingTime}
          decimals={0}
          onChange={maxRingTime => edit({ maxRingTime })}
        />
      </div>
      <p className={css.note}>{t('setup.lines.ringUnit')}</p>
      <div className={css.stack}>
        {flags.map(flag => (
          <Switch
            key={flag.name}
            id={field(flag.name).id}
            label={flag.label}
            checked={form[flag.name]}
            onChange={event => edit({ [flag.name]: event.currentTarget.checked })}
          />
        ))}
        <Switch
          id={whole.id}
          label={t('setup.lines.wholeTTS')}
          description={forced ? t('setup.lines.wholeTTSForced') : undefined}
          error={whole.error}
          checked={form.wholeTTS}
          disabled={forced && form.wholeTTS}
          onChange={event => edit({ wholeTTS: event.currentTarget.checked })}
        />
      </div>
    </section>
  )
}
