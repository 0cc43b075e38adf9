import { Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FieldState } from './form-field.ts'
import css from './half-hour-grid.module.css'
import { HALF_HOURS } from './half-hour-paint.ts'
import { weekdayNames } from './window-words.ts'

const cells = Array.from({ length: HALF_HOURS }, (_, cell) => cell)

interface Props {
  readonly weekdays: readonly number[]
  readonly halfHours: readonly number[]
  readonly field: FieldState
  readonly onChange: (weekdays: number[]) => void
}

/** Seven weekday switches, each with what the painted row makes of that day. The cells are read-only: all chosen days are alike. */
export function WeekdayProduct({ weekdays, halfHours, field, onChange }: Props) {
  const { t } = useTranslation()
  const painted = new Set(halfHours)
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
            <div className={css.product} aria-hidden>
              {cells.map(cell => (
                <i key={cell} data-on={(on && painted.has(cell)) || undefined} />
              ))}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}
