import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { Segmented } from '../ui/segmented.tsx'
import type { SectionProps } from './form-field.ts'
import css from './setup.module.css'

/** Where the platform reports to: this computer, three addresses of the operator's own, or nowhere. */
export function SectionCallbacks({ form, edit, field }: SectionProps<CallbotForm>) {
  const { t } = useTranslation()
  const { callbacks } = form
  const change = (patch: Partial<CallbotForm['callbacks']>) => edit({ callbacks: { ...callbacks, ...patch } })
  const urls = [
    { name: 'taskCallbackUrl', label: t('setup.callbacks.task') },
    { name: 'orderCallbackUrl', label: t('setup.callbacks.order') },
    { name: 'callCallbackUrl', label: t('setup.callbacks.call') },
  ] as const
  const notes = { listener: t('setup.callbacks.listenerText'), own: t('setup.callbacks.ownText'), none: t('setup.callbacks.pollText') }
  return (
    <section className={css.section} aria-label={t('setup.callbacks.section')}>
      <div className={css.sectionHead}>
        <h2>{t('setup.callbacks.section')}</h2>
        <div id={field('callbacks').id} tabIndex={-1}>
          <Segmented
            label={t('setup.callbacks.mode')}
            value={callbacks.mode}
            onChange={mode => change({ mode })}
            options={[
              { value: 'listener', label: t('setup.callbacks.listener') },
              { value: 'own', label: t('setup.callbacks.own') },
              { value: 'none', label: t('setup.callbacks.poll') },
            ]}
          />
        </div>
      </div>
      <p className={css.note}>{notes[callbacks.mode]}</p>
      {callbacks.mode === 'own' ? (
        <div className={css.stack}>
          {urls.map(url => (
            <TextInput
              key={url.name}
              {...field(`callbacks.${url.name}`)}
              label={url.label}
              placeholder="https://"
              value={callbacks[url.name]}
              maxLength={500}
              spellCheck={false}
              onChange={event => change({ [url.name]: event.currentTarget.value })}
            />
          ))}
        </div>
      ) : null}
    </section>
  )
}
