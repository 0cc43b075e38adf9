import { useEffect, useState } from 'react'

/** How the latest copy of a text went; `ready` before the first, and again once that was said. */
export type Copied = 'ready' | 'copied' | 'failed'

/** How long it is said, milliseconds: what failed has to be read. */
const SAID_MS = { copied: 1500, failed: 4000 } as const

/** Puts a text into the clipboard. The system may refuse it, and a page over plain HTTP from elsewhere has no clipboard at all: `failed`. */
export async function writeClipboard(text: string): Promise<'copied' | 'failed'> {
  try {
    await navigator.clipboard.writeText(text)
    return 'copied'
  } catch {
    return 'failed'
  }
}

/** Copies a text when asked to, and says for a while how that went. Of another text nothing has been said yet. */
export function useCopied(text: string): { readonly copied: Copied; readonly copy: () => void } {
  const [last, setLast] = useState<{ readonly text: string; readonly how: 'copied' | 'failed' } | null>(null)
  useEffect(() => {
    if (!last) return
    const timer = window.setTimeout(() => setLast(null), SAID_MS[last.how])
    return () => window.clearTimeout(timer)
  }, [last])
  return {
    copied: last?.text === text ? last.how : 'ready',
    copy: () => void writeClipboard(text).then(how => setLast({ text, how })),
  }
}
