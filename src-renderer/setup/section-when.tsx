import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CallbotForm, Preflight } from '../../src-contract/model/task.ts'
import { Segmented } from '../ui/segmented.tsx'
import { ClockChangeNotice } from './clock-change-notice.tsx'
import { ClocksLine } from './clocks-line.tsx'
import type { SectionProps } from './form-field.ts'
import grid from './half-hour-grid.module.css'
import { HalfHourGrid } from './half-hour-grid.tsx'
import { wholeHours } from './half-hour-paint.ts'
import { HalfHourRateRow } from './half-hour-rate-row.tsx'
import { ratesOfDays } from './half-hour-rates.ts'
import css from './setup.module.css'
import { TimeZoneSelect } from './time-zone-select.tsx'
import { useAnswerRates } from './use-answer-rates.ts'
import { WeekdayProduct } from './weekday-product.tsx'

/** Start, zone, half-hours and weekdays of a Callbot task, with what they mean on the clocks. */
export function SectionWhen({
  accountId,
  form,
  edit,
  field,
  preflight,
  now,
}: SectionProps<CallbotForm> & { accountId: string; preflight: Preflight | null; now: number }) {
  const { t } = useTranslation()
  const map = useAnswerRates(accountId, form)
  const hoursField = field('halfHours')
  const daysField = field('weekdays')
  const startField = field('startupAt')
  const zoneField = field('timeZone')
  const startTypes = [
    { value: '1', label: t('setup.when.manual') },
    { value: '2', label: t('setup.when.scheduled') },
    { value: '3', label: t('setup.when.immediate') },
  ] as const
  const presets = [
    { label: t('setup.when.preset.office'), cells: wholeHours(9, 18) },
    { label: t('setup.when.preset.long'), cells: wholeHours(10, 20) },
    { label: t('setup.when.preset.clear'), cells: [] },
  ]
  const startNote = form.startupType === 1 ? t('setup.when.manualText') : form.startupType === 3 ? t('setup.when.immediateText') : null
  const errors = [startField.error, zoneField.error, hoursField.error, daysField.error].filter(text => text !== undefined)
  return (
    <section className={css.section} aria-label={t('setup.when.section')}>
      <div className={css.sectionHead}>
        <h2>{t('setup.when.section')}</h2>
        <div className={css.controls}>
          <Segmented
            label={t('setup.when.startup')}
            value={String(form.startupType) as '1' | '2' | '3'}
            options={startTypes}
            onChange={value => edit({ startupType: Number(value) as 1 | 2 | 3 })}
          />
          {form.startupType === 2 ? (
            <TextInput
              {...startField}
              error={startField.error !== undefined}
              type="datetime-local"
              aria-label={t('setup.when.startAt')}
              value={form.startupAt}
              onChange={event => edit({ startupAt: event.currentTarget.value.slice(0, 16) })}
            />
          ) : null}
          <TimeZoneSelect value={form.timeZone} field={{ ...zoneField, error: undefined }} onChange={timeZone => edit({ timeZone })} />
        </div>
      </div>
      {startNote ? <p className={css.note}>{startNote}</p> : null}
      <HalfHourRateRow map={map} weekdays={form.weekdays} />
      <div className={grid.frame}>
        <div className={grid.caption}>{t('setup.when.halfHours')}</div>
        <div>
          <HalfHourGrid
            halfHours={form.halfHours}
            field={hoursField}
            rates={map && map.calls > 0 ? ratesOfDays(map, form.weekdays) : null}
            onChange={halfHours => edit({ halfHours })}
          />
        </div>
      </div>
      <WeekdayProduct
        weekdays={form.weekdays}
        halfHours={form.halfHours}
        field={daysField}
        map={map}
        onChange={weekdays => edit({ weekdays })}
      />
      {errors.map(text => (
        <p key={text} className={css.error} role="alert">
          {text}
        </p>
      ))}
      <div className={css.between}>
        <span>
          <b>
            {t('setup.when.product', {
              hours: t('setup.when.hours', { count: form.halfHours.length }),
              days: t('setup.when.weekdays', { count: form.weekdays.length }),
            })}
          </b>{' '}
          <span className={css.second}>{t('setup.when.sameHours')}</span>
        </span>
        <span className={css.controls}>
          {presets.map(preset => (
            <Button key={preset.label} size="compact-xs" variant="default" onClick={() => edit({ halfHours: preset.cells })}>
              {preset.label}
            </Button>
          ))}
          <span className={css.keys}>
            <kbd>{t('setup.when.drag')}</kbd> {t('setup.when.dragPaints')} <kbd>{t('setup.when.space')}</kbd> {t('setup.when.spaceToggles')}{' '}
            <kbd>⇧←→</kbd> {t('setup.when.extends')}
          </span>
        </span>
      </div>
      <ClocksLine timeZone={form.timeZone} preflight={preflight} now={now} />
      <ClockChangeNotice form={form} change={preflight?.clockChange ?? null} />
    </section>
  )
}
