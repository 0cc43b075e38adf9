import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HeatMap } from '../../src-contract/model/board.ts'
import type { FieldState } from './form-field.ts'
import css from './half-hour-grid.module.css'
import { HALF_HOURS } from './half-hour-paint.ts'
import { RateBar } from './half-hour-rate-row.tsx'
import { rateWords } from './half-hour-rate-words.ts'
import { weekOfRates } from './half-hour-rates.ts'
import { weekdayNames } from './window-words.ts'

const cells = Array.from({ length: HALF_HOURS }, (_, cell) => cell)

interface Props {
  readonly weekdays: readonly number[]
  readonly halfHours: readonly number[]
  readonly field: FieldState
  readonly onChange: (weekdays: number[]) => void
  /** Our own answer rates, drawn behind the cells; null while there are none. */
  readonly map: HeatMap | null
}

/** Seven weekday switches, each with what the painted row makes of that day, over the answer rate of our own calls. The cells are read-only: all chosen days are alike. */
export function WeekdayProduct({ weekdays, halfHours, field, onChange, map }: Props) {
  const { t } = useTranslation()
  const painted = new Set(halfHours)
  const rates = map && map.calls > 0 ? weekOfRates(map) : null
  const [told, setTold] = useState<string | null>(null)
  const toggle = (day: number, on: boolean) =>
    onChange([1, 2, 3, 4, 5, 6, 7].filter(other => (other === day ? on : weekdays.includes(other))))
  return (
    <fieldset className={css.days} aria-label={t('setup.field.weekdays')}>
      {weekdayNames.map((key, index) => {
        const day = index + 1
        const name = t(`setup.when.day.${key}`)
        const on = weekdays.includes(day)
        return (
          <div key={day} className={css.day}>
            <Switch
              id={day === 1 ? field.id : `${field.id}-${day}`}
              checked={on}
              onBlur={field.onBlur}
              label={name}
              aria-label={t('setup.when.dayToggle', { day: name })}
              onChange={event => toggle(day, event.currentTarget.checked)}
              classNames={{ label: css.dayName ?? '' }}
            />
            <div className={css.product} aria-hidden onPointerLeave={() => setTold(null)}>
              {cells.map(cell => {
                const rate = rates?.[index]?.[cell]
                return (
                  <span
                    key={cell}
                    data-on={(on && painted.has(cell)) || undefined}
                    onPointerEnter={rate ? () => setTold(rateWords(t, rate, cell, name)) : undefined}
                  >
                    {rate ? <RateBar rate={rate} /> : null}
                  </span>
                )
              })}
            </div>
          </div>
        )
      })}
      {rates ? <p className={css.readout}>{told ?? t('setup.rate.hint')}</p> : null}
    </fieldset>
  )
}
