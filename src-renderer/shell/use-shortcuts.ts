import { useEffect, useRef } from 'react'
import { go, goBack, goForward } from '../store/screen-store.ts'
import { isTyping } from '../ui/is-typing.ts'
import { railScreens } from './rail.tsx'

/** The shortcuts that work everywhere: palette, list of shortcuts, back and forward, screens by number, the audit, the wallboard. */
export function useShortcuts(actions: { onPalette: () => void; onHelp: () => void }): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey
      if (mod && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') latest.current.onPalette()
      else if (event.altKey && !mod && event.key === 'ArrowLeft') goBack()
      else if (event.altKey && !mod && event.key === 'ArrowRight') goForward()
      else if (event.altKey && !mod && !isTyping(event.target) && /^Digit[1-6]$/.test(event.code)) {
        const name = railScreens[Number(event.code.slice(5)) - 1]
        if (name) go({ name })
      } else if (event.altKey && !mod && !event.shiftKey && !isTyping(event.target) && event.code === 'KeyA') go({ name: 'audit' })
      else if (event.altKey && !mod && !event.shiftKey && !isTyping(event.target) && event.code === 'KeyW') go({ name: 'wallboard' })
      else if (event.key === '?' && !mod && !event.altKey && !isTyping(event.target)) latest.current.onHelp()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
