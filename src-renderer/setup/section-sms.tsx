import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallbotForm, TaskOptions } from '../../src-contract/model/task.ts'
import type { SectionProps } from './form-field.ts'
import { OptionsNote } from './section-basics.tsx'
import css from './setup.module.css'
import { SmsMatrix } from './sms-matrix.tsx'
import { SmsTemplates } from './sms-templates.tsx'

/** SMS by intent: the templates, and one radio per intent row. */
export function SectionSms({ form, edit, field, options }: SectionProps<CallbotForm> & { options: TaskOptions | null }) {
  const { t } = useTranslation()
  const { error, ...rulesField } = field('smsByIntent')
  return (
    <section className={css.section} aria-label={t('setup.sms.section')}>
      <div className={css.sectionHead}>
        <Switch
          id={field('smsEnable').id}
          checked={form.smsEnable}
          label={<h2>{t('setup.sms.section')}</h2>}
          labelPosition="left"
          onChange={event => edit({ smsEnable: event.currentTarget.checked })}
        />
      </div>
      {form.smsEnable ? (
        <div {...rulesField} tabIndex={-1}>
          <SmsTemplates form={form} edit={edit} field={field} />
          <OptionsNote options={options} lists={['intents']} />
          <SmsMatrix form={form} edit={edit} intents={options?.intents ?? []} />
          {error ? (
            <p className={css.error} role="alert">
              {error}
            </p>
          ) : null}
        </div>
      ) : (
        <p className={css.note}>{t('setup.sms.off')}</p>
      )}
    </section>
  )
}
