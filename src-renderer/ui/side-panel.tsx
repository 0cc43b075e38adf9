import { IconX } from '@tabler/icons-react'
import type { CSSProperties, ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../store/settings-store.ts'
import { IconButton } from './icon-button.tsx'
import { useFocusReturn } from './use-focus-return.ts'

interface Props {
  /** Key of the remembered width: 'tasks', 'orders' … */
  readonly name: string
  readonly width: number
  /** Spoken name of the panel. */
  readonly label: string
  readonly title: ReactNode
  /** The line under the title. */
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  /** Without it the panel cannot be closed. */
  readonly onClose?: () => void
  readonly children: ReactNode
  /** Stays at the bottom. */
  readonly footer?: ReactNode
}

const clampWidth = (width: number) => Math.min(Math.max(width, 280), 640)

/** The panel at the right: its width is dragged (or moved with the arrow keys) and remembered; Esc closes; focus goes back to where it was. */
export function SidePanel(props: Props) {
  const { t } = useTranslation()
  const [kept, keep] = useSetting<number | null>(`panel.${props.name}`, null)
  const [dragged, setDragged] = useState<number | null>(null)
  const panel = useRef<HTMLElement>(null)
  const onClose = useRef(props.onClose)
  onClose.current = props.onClose
  const width = dragged ?? kept ?? props.width

  useFocusReturn()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !onClose.current) return
      // A dialog or a list above the panel is the innermost and closes first.
      if (
        [...document.querySelectorAll('[role=dialog],[role=alertdialog],[role=listbox],[role=menu]')].some(above => above.checkVisibility())
      )
        return
      event.preventDefault()
      onClose.current()
    }
    // Heard before anything else: what closes on this key is still there to be seen.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])

  return (
    <aside
      className="cb-panel"
      ref={panel}
      aria-label={props.label}
      style={{ '--cb-width': `${width}px` } as CSSProperties}
      data-resized={kept !== null || dragged !== null || undefined}
    >
      <div
        className="cb-panel-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={t('ui.resizePanel')}
        aria-valuenow={width}
        aria-valuemin={280}
        aria-valuemax={640}
        tabIndex={0}
        onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={event => {
          const right = panel.current?.getBoundingClientRect().right
          if (event.currentTarget.hasPointerCapture(event.pointerId) && right !== undefined)
            setDragged(clampWidth(Math.round(right - event.clientX)))
        }}
        onPointerUp={() => {
          if (dragged !== null) keep(dragged)
          setDragged(null)
        }}
        onKeyDown={event => {
          if (event.key === 'ArrowLeft') keep(clampWidth(width + 16))
          if (event.key === 'ArrowRight') keep(clampWidth(width - 16))
        }}
      />
      <header className="cb-panel-head">
        <div className="cb-panel-title-row">
          <h2 className="cb-title cb-ellipsis" dir="auto" title={typeof props.title === 'string' ? props.title : undefined}>
            {props.title}
          </h2>
          <div className="cb-spacer" />
          {props.actions}
          {props.onClose ? (
            <IconButton label={t('ui.close')} onClick={props.onClose}>
              <IconX size={16} />
            </IconButton>
          ) : null}
        </div>
        {props.subtitle ? <div className="cb-panel-subtitle">{props.subtitle}</div> : null}
      </header>
      <div className="cb-panel-body">{props.children}</div>
      {props.footer ? <footer className="cb-panel-footer">{props.footer}</footer> : null}
    </aside>
  )
}
