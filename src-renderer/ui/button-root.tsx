import type { ComponentPropsWithRef, FocusEvent, MouseEvent } from 'react'
import { useState } from 'react'

/** What Mantine hands to the element of its button. */
interface Props extends ComponentPropsWithRef<'button'> {
  readonly 'data-loading'?: boolean | undefined
}

/**
 * The element of every button that can be switched off. A disabled element loses the focus, and the next key would go to the
 * page; so one that works, or is switched off under the focus, only says that it is off and takes no press until it is left.
 */
export function ButtonRoot({ disabled = false, onClick, onFocus, onBlur, ...rest }: Props) {
  const [focused, setFocused] = useState(false)
  const busy = rest['data-loading'] === true
  const soft = disabled && (busy || focused)
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled && !soft}
      aria-disabled={soft || undefined}
      aria-busy={busy || undefined}
      onFocus={(event: FocusEvent<HTMLButtonElement>) => {
        setFocused(true)
        onFocus?.(event)
      }}
      onBlur={(event: FocusEvent<HTMLButtonElement>) => {
        setFocused(false)
        onBlur?.(event)
      }}
      onClick={(event: MouseEvent<HTMLButtonElement>) => {
        // Enter in a field presses the form's button too.
        if (soft) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
