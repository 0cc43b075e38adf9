import { Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallbotForm } from '../../src-contract/model/task.ts'
import { Segmented } from '../ui/segmented.tsx'
import type { SectionProps } from './form-field.ts'
import { NumberField } from './number-field.tsx'
import css from './setup.module.css'

/** Calls handed to human agents (AICC scenes): the group, the dispatch and the one rate that belongs to it. */
export function SectionHandOff({ form, edit, field }: SectionProps<CallbotForm>) {
  const { t } = useTranslation()
  const { manualCall } = form
  const change = (patch: Partial<CallbotForm['manualCall']>) => edit({ manualCall: { ...manualCall, ...patch } })
  return (
    <section className={css.section} aria-label={t('setup.handOff.section')}>
      <div className={css.sectionHead}>
        <Switch
          id={field('manualCall').id}
          checked={manualCall.enabled}
          label={<h2>{t('setup.handOff.section')}</h2>}
          labelPosition="left"
          onChange={event => change({ enabled: event.currentTarget.checked })}
        />
      </div>
      {manualCall.enabled ? (
        <div className={css.stack}>
          <TextInput
            {...field('manualCall.agentGroup')}
            label={t('setup.handOff.agentGroup')}
            value={manualCall.agentGroup}
            maxLength={128}
            onChange={event => change({ agentGroup: event.currentTarget.value })}
          />
          <Segmented
            label={t('setup.handOff.dispatch')}
            value={String(manualCall.dispatchType) as '0' | '1' | '3'}
            options={[
              { value: '0', label: t('setup.handOff.none') },
              { value: '1', label: t('setup.handOff.ratio') },
              { value: '3', label: t('setup.handOff.predictive') },
            ]}
            onChange={value => change({ dispatchType: Number(value) as 0 | 1 | 3 })}
          />
          {manualCall.dispatchType === 1 ? (
            <NumberField
              field={field('manualCall.ratioCallRate')}
              label={t('setup.handOff.ratioCallRate')}
              value={manualCall.ratioCallRate}
              decimals={2}
              onChange={ratioCallRate => change({ ratioCallRate })}
            />
          ) : null}
          {manualCall.dispatchType === 3 ? (
            <NumberField
              field={field('manualCall.predictCallRate')}
              label={t('setup.handOff.predictCallRate')}
              value={manualCall.predictCallRate}
              decimals={2}
              onChange={predictCallRate => change({ predictCallRate })}
            />
          ) : null}
        </div>
      ) : (
        <p className={css.note}>{t('setup.handOff.off')}</p>
      )}
    </section>
  )
}
