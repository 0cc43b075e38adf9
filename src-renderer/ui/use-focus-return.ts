import { useEffect, useState } from 'react'

/** Gives the focus back to where it was when this part of the page appeared. Read while rendering: an autofocus inside comes later. */
export function useFocusReturn(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
    [before],
  )
}
