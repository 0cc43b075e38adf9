import type { KeyboardEvent, PointerEvent } from 'react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldState } from './form-field.ts'
import css from './half-hour-grid.module.css'
import type { PaintAction } from './half-hour-paint.ts'
import { HALF_HOURS, paintBoard, paintHalfHours } from './half-hour-paint.ts'
import { rateWords } from './half-hour-rate-words.ts'
import type { HalfHourRate } from './half-hour-rates.ts'
import { clockOfHalfHour } from './window-words.ts'

const cells = Array.from({ length: HALF_HOURS }, (_, cell) => cell)
const everyTwoHours = Array.from({ length: 12 }, (_, index) => index * 4)

interface Props {
  readonly halfHours: readonly number[]
  readonly field: FieldState
  readonly onChange: (halfHours: number[]) => void
  /** What our own calls came to in each half-hour; null without a history. */
  readonly rates: readonly HalfHourRate[] | null
}

/** One row of 48 half-hours, painted with the mouse (drag) or the keyboard (arrows, Space, Shift with arrows, Home, End). */
export function HalfHourGrid({ halfHours, field, onChange, rates }: Props) {
  const { t } = useTranslation()
  const [hand, setHand] = useState(() => paintBoard(halfHours))
  // Pointer events come faster than the page is drawn; each one goes on from the one before.
  const latest = useRef(hand)
  latest.current = { ...latest.current, cells: halfHours }
  const painted = new Set(halfHours)

  const act = (action: PaintAction) => {
    const before = latest.current
    const after = paintHalfHours(before, action)
    latest.current = after
    setHand(after)
    if (after.cells !== before.cells && after.cells.join() !== before.cells.join()) onChange([...after.cells])
  }
  /** The cell under a pointer that may be above or below the row, or beyond its ends. */
  const cellAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(HALF_HOURS - 1, Math.floor(((event.clientX - box.left) / box.width) * HALF_HOURS)))
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const at = latest.current.cursor
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: HALF_HOURS - 1 }[event.key]
    if (to !== undefined) act({ type: 'move', to, extend: event.shiftKey })
    else if (event.key === ' ') act({ type: 'toggle' })
    else return
    event.preventDefault()
  }

  const words = (cell: number) => {
    const window = `${clockOfHalfHour(cell)}–${clockOfHalfHour(cell + 1)}`
    const state = painted.has(cell) ? t('setup.when.painted', { window }) : t('setup.when.notPainted', { window })
    const rate = rates?.[cell]
    return rate ? `${state}. ${rateWords(t, rate, cell)}` : state
  }

  return (
    <>
      <div
        className={css.row}
        role="listbox"
        aria-multiselectable
        aria-orientation="horizontal"
        aria-label={t('setup.when.gridLabel')}
        aria-activedescendant={`half-hour-${hand.cursor}`}
        aria-invalid={field.error !== undefined}
        id={field.id}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={field.onBlur}
        onPointerDown={event => {
          if (event.button !== 0) return
          // The stroke goes on wherever the pointer goes, also when the page moves under it.
          event.currentTarget.setPointerCapture(event.pointerId)
          act({ type: 'press', cell: cellAt(event) })
        }}
        onPointerMove={event => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) act({ type: 'drag', cell: cellAt(event) })
        }}
        onLostPointerCapture={() => act({ type: 'release' })}
      >
        {cells.map(cell => (
          <div
            key={cell}
            id={`half-hour-${cell}`}
            role="option"
            aria-selected={painted.has(cell)}
            aria-label={words(cell)}
            title={words(cell)}
            className={css.cell}
            data-on={painted.has(cell) || undefined}
            data-cursor={hand.cursor === cell || undefined}
          />
        ))}
      </div>
      <div className={css.hours} aria-hidden>
        {everyTwoHours.map(cell => (
          <span key={cell} style={{ gridColumn: `${cell + 1} / span 4` }}>
            {clockOfHalfHour(cell)}
          </span>
        ))}
      </div>
    </>
  )
}
