import { Select, Textarea, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { NxlinkForm } from '../../src-contract/model/task.ts'
import { countryChoices } from '../contacts/countries.ts'
import { Notice } from '../ui/notice.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { FormSectionsProps } from './callbot-sections.tsx'
import { NumberField } from './number-field.tsx'
import { ListChooser } from './section-basics.tsx'
import { selectAll } from './select-all.ts'
import css from './setup.module.css'

/** The form of NXLink's `ai/createandcall`, with what that API lacks said first. Its numbers are not Callbot's. */
export function NxlinkSections({ form, edit, field, lists, listId, onChooseList }: FormSectionsProps<NxlinkForm>) {
  const { t } = useTranslation()
  const countries = useMemo(countryChoices, [])
  const note = form.startupType === 2 ? t('setup.nxlink.scheduledText') : form.startupType === 1 ? t('setup.nxlink.manualText') : null
  return (
    <>
      <div className={css.strip}>
        <Notice tone="blue" title={t('setup.nxlink.notice.title')}>
          {t('setup.nxlink.notice.text')}
        </Notice>
      </div>
      <section className={css.section} aria-label={t('setup.nxlink.section')}>
        <div className={css.sectionHead}>
          <h2>{t('setup.nxlink.section')}</h2>
        </div>
        <div className={css.fields}>
          <TextInput
            {...field('taskName')}
            label={t('setup.nxlink.taskName')}
            value={form.taskName}
            maxLength={200}
            onChange={event => edit({ taskName: event.currentTarget.value })}
          />
          <ListChooser lists={lists} listId={listId} field={field('listId')} onChoose={onChooseList} />
          <Select
            {...field('country')}
            label={t('setup.nxlink.country')}
            searchable
            {...selectAll}
            allowDeselect={false}
            data={countries}
            value={form.country || null}
            onChange={country => edit({ country: country ?? '' })}
          />
          <TextInput
            {...field('strategyName')}
            label={t('setup.nxlink.strategy')}
            title={t('setup.nxlink.strategyHint')}
            value={form.strategyName}
            maxLength={128}
            onChange={event => edit({ strategyName: event.currentTarget.value })}
          />
        </div>
        <Textarea
          {...field('taskDesc')}
          label={t('setup.nxlink.taskDesc')}
          value={form.taskDesc}
          maxLength={500}
          autosize
          minRows={2}
          maxRows={6}
          onChange={event => edit({ taskDesc: event.currentTarget.value })}
        />
      </section>
      <section className={css.section} aria-label={t('setup.nxlink.startup')}>
        <div className={css.sectionHead}>
          <h2>{t('setup.nxlink.startup')}</h2>
          <Segmented
            label={t('setup.nxlink.startup')}
            value={String(form.startupType) as '0' | '1' | '2' | '3'}
            onChange={value => edit({ startupType: Number(value) as 0 | 1 | 2 | 3 })}
            options={[
              { value: '0', label: t('setup.nxlink.unset') },
              { value: '1', label: t('setup.nxlink.manual') },
              { value: '2', label: t('setup.nxlink.scheduled') },
              { value: '3', label: t('setup.nxlink.immediate') },
            ]}
          />
        </div>
        {note ? <p className={css.note}>{note}</p> : null}
      </section>
      <section className={css.section} aria-label={t('setup.nxlink.agents')}>
        <div className={css.sectionHead}>
          <h2>{t('setup.nxlink.agents')}</h2>
          <Segmented
            label={t('setup.nxlink.dispatch')}
            value={String(form.dispatchType) as '0' | '1' | '2'}
            onChange={value => edit({ dispatchType: Number(value) as 0 | 1 | 2 })}
            options={[
              { value: '0', label: t('setup.nxlink.none') },
              { value: '1', label: t('setup.nxlink.ratio') },
              { value: '2', label: t('setup.nxlink.predictive') },
            ]}
          />
        </div>
        <div className={css.fields}>
          <TextInput
            {...field('agentGroupNo')}
            label={t('setup.nxlink.agentGroupNo')}
            value={form.agentGroupNo}
            maxLength={128}
            onChange={event => edit({ agentGroupNo: event.currentTarget.value })}
          />
          <NumberField
            field={field('ratioCallRate')}
            label={t('setup.nxlink.ratioCallRate')}
            value={form.ratioCallRate}
            decimals={1}
            onChange={ratioCallRate => edit({ ratioCallRate })}
          />
          <NumberField
            field={field('predictCallRate')}
            label={t('setup.nxlink.predictCallRate')}
            value={form.predictCallRate}
            decimals={2}
            onChange={predictCallRate => edit({ predictCallRate })}
          />
          <NumberField
            field={field('startCount')}
            label={t('setup.nxlink.startCount')}
            title={t('setup.nxlink.startCountHint')}
            value={form.startCount}
            decimals={0}
            onChange={startCount => edit({ startCount })}
          />
        </div>
        <p className={css.note}>{t('setup.nxlink.ratesAlways')}</p>
      </section>
    </>
  )
}
