import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldState } from './form-field.ts'
import { HALF_HOURS, paintBoard, paintHalfHours } from './half-hour-paint.ts'
import type { PaintAction } from './half-hour-paint.ts'
import { clockOfHalfHour } from './window-words.ts'
import css from './half-hour-grid.module.css'

const cells = Array.from({ length: HALF_HOURS }, (_, cell) => cell)
const everyTwoHours = Array.from({ length: 12 }, (_, index) => index * 4)

interface Props {
  readonly halfHours: readonly number[]
  readonly field: FieldState
  readonly onChange: (halfHours: number[]) => void
}

/** One row of 48 half-hours, painted with the mouse (drag) or the keyboard (arrows, Space, Shift with arrows, Home, End). */
export function HalfHourGrid({ halfHours, field, onChange }: Props) {
  const { t } = useTranslation()
  const [hand, setHand] = useState(() => paintBoard(halfHours))
  const painted = new Set(halfHours)

  const act = (action: PaintAction) => {
    const before = { ...hand, cells: halfHours }
    const after = paintHalfHours(before, action)
    setHand(after)
    if (after.cells !== before.cells && after.cells.join() !== before.cells.join()) onChange([...after.cells])
  }

  useEffect(() => {
    // The button may be let go anywhere, also outside the window.
    const release = () => setHand((board) => paintHalfHours(board, { type: 'release' }))
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    return () => {
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const to = { ArrowLeft: hand.cursor - 1, ArrowRight: hand.cursor + 1, Home: 0, End: HALF_HOURS - 1 }[event.key]
    if (to !== undefined) act({ type: 'move', to, extend: event.shiftKey })
    else if (event.key === ' ') act({ type: 'toggle' })
    else return
    event.preventDefault()
  }

  const words = (cell: number) => {
    const window = `${clockOfHalfHour(cell)}–${clockOfHalfHour(cell + 1)}`
    return painted.has(cell) ? t('setup.when.painted', { window }) : t('setup.when.notPainted', { window })
  }

  return (
    <>
      <div className={css.row} role="listbox" aria-multiselectable aria-orientation="horizontal" aria-label={t('setup.when.gridLabel')}
        aria-activedescendant={`half-hour-${hand.cursor}`} aria-invalid={field.error !== undefined} id={field.id} tabIndex={0} onKeyDown={onKeyDown} onBlur={field.onBlur}>
        {cells.map((cell) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the row has the focus and names the cell by aria-activedescendant
          <div key={cell} id={`half-hour-${cell}`} role="option" aria-selected={painted.has(cell)} aria-label={words(cell)} title={words(cell)}
            className={css.cell} data-on={painted.has(cell) || undefined} data-cursor={hand.cursor === cell || undefined}
            onPointerDown={(event) => {
              if (event.button !== 0) return
              event.currentTarget.releasePointerCapture(event.pointerId)
              act({ type: 'press', cell })
            }}
            onPointerEnter={(event) => { if (event.buttons === 1) act({ type: 'drag', cell }) }} />
        ))}
      </div>
      <div className={css.hours} aria-hidden>
        {everyTwoHours.map((cell) => <span key={cell} style={{ gridColumn: `${cell + 1} / span 4` }}>{clockOfHalfHour(cell)}</span>)}
      </div>
    </>
  )
}
